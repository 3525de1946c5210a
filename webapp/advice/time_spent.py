"""The minutes that advice took, per conversation and municipality; noted with one click."""

from dataclasses import dataclass
from datetime import date, datetime

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.stamp import stamp

USUAL = (5, 15, 30, 60)
"""What one click notes."""
MOST, LONGEST_WORDS = 24 * 60, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Minutes of one day; without a conversation it was on the telephone, or that was deleted."""

    id: int
    enquiry: int | None
    municipality: str | None
    town: str
    day: date
    minutes: int
    words: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What is about to be noted."""

    minutes: int
    municipality: str | None
    enquiry: int | None = None
    words: str = ""


def spend(db: Database, spent: Spent, account: Account, today: date, now: datetime) -> int:
    """Note minutes of today; gives the number of the entry."""
    row = dict(
        enquiry=spent.enquiry,
        municipality=spent.municipality,
        day=today.isoformat(),
        minutes=_sane(spent.minutes),
        words=spent.words[:LONGEST_WORDS],
        account=account.id,
        by=account.email,
        at=stamp(now),
    )
    with writing(db):
        return int(db.table("advice_time").insert(row).last_pk)  # type: ignore[arg-type]


def correct(db: Database, number: int, minutes: int) -> bool:
    """Write other minutes over an entry; none at all takes it away. Tells whether it was there."""
    with writing(db):
        if minutes <= 0:
            sql, values = "delete from advice_time where id = ?", [number]
        else:
            sql = "update advice_time set minutes = ? where id = ?"
            values = [_sane(minutes), number]
        return bool(db.execute(sql, values).rowcount)


def entries(db: Database, enquiry: int | None, *, most: int = 50) -> list[Entry]:
    """The minutes of a conversation, or the newest of those without one; the newest first."""
    sql = """
        select advice_time.*, municipality.short_name as town from advice_time
        left join municipality on municipality.ags = advice_time.municipality
        where enquiry is ? order by day desc, id desc limit ?
    """
    names = ("id", "enquiry", "municipality", "minutes", "words", "by")
    return [
        Entry(
            **{name: row[name] for name in names},
            town=row["town"] or "",
            day=date.fromisoformat(row["day"]),
        )
        for row in db.query(sql, [enquiry, most])
    ]


def advice_minutes(db: Database, since: date, until: date) -> dict[str, int]:
    """The minutes of a period, both days included, by AGS; what belongs to no town under ''."""
    sql = """
        select coalesce(municipality, '') as ags, sum(minutes) as minutes from advice_time
        where day between ? and ? group by ags order by ags
    """
    rows = db.query(sql, [since.isoformat(), until.isoformat()])
    return {row["ags"]: int(row["minutes"]) for row in rows}


def _sane(minutes: int) -> int:
    return max(1, min(minutes, MOST))
