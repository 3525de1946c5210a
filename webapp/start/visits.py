"""Since when the first page calls something new: the last seven days, or since the last visit."""

from dataclasses import dataclass
from datetime import date, timedelta

from index.schema import impatient, unless_busy, writing
from index.status import german_date
from index.store import Database
from webapp.accounts.account import Account

AT_LEAST_DAYS = 7


@dataclass(frozen=True, slots=True)
class Window:
    """The first day that counts as new, and how the page says so."""

    since: date
    saying: str


def window(db: Database, account: Account, today: date) -> Window:
    """What is new for this person: somebody who looks in twice a week loses nothing.

    Who was away for longer sees all since the last visit; before the first one the last letter
    counts.
    """
    week = today - timedelta(days=AT_LEAST_DAYS - 1)
    seen = _previous_visit(db, account.id, today)
    if seen and seen < week:
        return Window(seen, f"seit Ihrem letzten Besuch am {german_date(seen)}")
    told = None if seen else _last_letter(db, account.id)
    if told and told < week:
        return Window(told, f"seit dem Wochenbrief vom {german_date(told)}")
    return Window(week, f"in den letzten {AT_LEAST_DAYS} Tagen")


def note_visit(db: Database, account: Account, today: date) -> None:
    """Note that this person saw the first page; once a day, so that most visits write nothing.

    Nobody waits for it: while a crawl holds the database, the visit is noted the next time.
    """
    day = today.isoformat()
    row = next(iter(db.query("select last_on from visit where account = ?", [account.id])), None)
    if row and row["last_on"] >= day:
        return
    sql = """
        insert into visit (account, last_on) values (:account, :day)
        on conflict (account) do update set before_on = visit.last_on, last_on = :day
    """
    with unless_busy(), impatient(db), writing(db):
        db.execute(sql, dict(account=account.id, day=day))


def _previous_visit(db: Database, account: int, today: date) -> date | None:
    """The last day before today on which the page was seen."""
    sql = """
        select iif(last_on < :today, last_on, before_on) as day from visit where account = :account
    """
    rows = db.query(sql, dict(account=account, today=today.isoformat()))
    return next((date.fromisoformat(row["day"]) for row in rows if row["day"]), None)


def _last_letter(db: Database, account: int) -> date | None:
    sql = "select max(day) as day from letter where account = ? and state = 'sent'"
    return next(
        (date.fromisoformat(row["day"]) for row in db.query(sql, [account]) if row["day"]), None
    )
