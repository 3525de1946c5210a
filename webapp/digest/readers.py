"""Who gets letters, when each of them wants theirs, and the token that cancels it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account, Role

MONDAY, SEVEN = 0, 7


_AHEAD = timedelta(weeks=2)
"""Letters are made some hours before their slot, never weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A person who gets letters: somebody with an account, or a subscriber without one."""

    email: str
    unsubscribe_token: str
    account: Account | None = None
    subscriber: int | None = None
    areas: tuple[str, ...] = ()
    since: date | None = None
    """The day from which on a subscriber is told what is new."""
    weekday: int = MONDAY
    hour: int = SEVEN
    served: date | None = None
    """The slot of the last letter, whether there was anything to tell or not."""

    @property
    def account_id(self) -> int | None:
        """The number of the account, if there is one."""
        return self.account.id if self.account else None

    @property
    def is_manager(self) -> bool:
        """Whether this is the Fördermittelmanagement."""
        return self.account is not None and self.account.role is Role.MANAGER

    @property
    def may_act(self) -> bool:
        """Whether this person keeps and dismisses programmes for Vorhaben."""
        return self.account is not None and self.account.role in (Role.MANAGER, Role.STAFF)

    def slot(self, moment: datetime) -> date:
        """The day of the last weekly letter that was to be made until this moment."""
        back = (moment.weekday() - self.weekday) % 7
        day = moment.date() - timedelta(days=back)
        return day - timedelta(weeks=1) if back == 0 and moment.hour < self.hour else day

    def is_due(self, moment: datetime) -> bool:
        """Tell whether this week's letter is still to be made; the first one comes at once.

        Who moves the day gets no second letter in the week of the last one.
        """
        if self.served is None:
            return moment.hour >= self.hour
        if self.served > moment.date() + _AHEAD:  # the clock was wrong when it was noted
            return moment.hour >= self.hour
        return self.served.isocalendar()[:2] < self.slot(moment).isocalendar()[:2]

    def next_slot(self, moment: datetime) -> datetime:
        """When the next letter is made, if there is anything to tell."""
        if self.is_due(moment):
            return moment
        day = self.slot(moment)
        while day.isocalendar()[:2] <= (self.served or day).isocalendar()[:2]:
            day += timedelta(weeks=1)
        return datetime.combine(day, datetime.min.time()) + timedelta(hours=self.hour)


_ACCOUNTS = """
    select account.*, coalesce(letter_wish.weekday, 0) as weekday,
        coalesce(letter_wish.hour, 7) as hour
    from account left join letter_wish on letter_wish.account = account.id
    where {} order by email
"""


def readers(db: Database) -> list[Reader]:
    """Everybody who wants the letter and can be reached, by address."""
    held_back = {row["email"] for row in db.query("select email from undeliverable")}
    found = [
        *map(_with_account, db.query(_ACCOUNTS.format("subscribed and deactivated_on is null"))),
        *_subscribers(db, "state = 'confirmed'", []),
    ]
    return [reader for reader in found if reader.email.lower() not in held_back]


def reader_of(db: Database, account: int | None, subscriber: int | None) -> Reader | None:
    """The reader of a letter, unless the letter was cancelled meanwhile."""
    if account is not None:
        rows = db.query(_ACCOUNTS.format("subscribed and account.id = ?"), [account])
        return next(map(_with_account, rows), None)
    return next(_subscribers(db, "state = 'confirmed' and id = ?", [subscriber]), None)


def reader_with_account(db: Database, account: int) -> Reader:
    """The reader that somebody with an account is, or would be."""
    rows = db.query(_ACCOUNTS.format("account.id = ?"), [account])
    return next(map(_with_account, rows))


def note_slot(db: Database, reader: Reader, slot: date) -> None:
    """Note that the letter of a slot was made, or that there was nothing to tell."""
    table = "account" if reader.account else "subscriber"
    with writing(db):
        sql = f"update {table} set letter_checked_on = ? where id = ?"
        db.execute(sql, [slot.isoformat(), reader.account_id or reader.subscriber])


def choose_slot(db: Database, account: int, weekday: int, hour: int) -> None:
    """Keep the day of the week and the hour that a person wants."""
    sql = """
        insert into letter_wish (account, weekday, hour, remind_before) values (?, ?, ?, ?)
        on conflict (account) do update set weekday = excluded.weekday, hour = excluded.hour
    """
    with writing(db):
        db.execute(sql, [account, weekday, hour, "[56, 14, 3]"])


def account_with_token(db: Database, token: str) -> tuple[int, str, bool] | None:
    """Number, address and wish of the account whose letter this token cancels."""
    rows = db.query(
        "select id, email, subscribed from account where unsubscribe_token = ?", [token]
    )
    return next(((row["id"], row["email"], bool(row["subscribed"])) for row in rows), None)


def _with_account(row: dict[str, Any]) -> Reader:
    account = Account(
        id=row["id"],
        email=row["email"],
        role=Role(row["role"]),
        municipality=row["municipality"],
        subscribed=bool(row["subscribed"]),
    )
    return Reader(
        email=row["email"],
        unsubscribe_token=row["unsubscribe_token"] or "",
        account=account,
        weekday=row["weekday"],
        hour=row["hour"],
        served=_day(row["letter_checked_on"]),
    )


def _subscribers(db: Database, where: str, values: list[Any]) -> Iterator[Reader]:
    for row in db.query(f"select * from subscriber where {where} order by email", values):
        yield Reader(
            email=row["email"],
            unsubscribe_token=row["unsubscribe_token"],
            subscriber=row["id"],
            areas=tuple((row["areas"] or "").split("|")) if row["areas"] else (),
            since=_day(row["confirmed_at"]),
            served=_day(row["letter_checked_on"]),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
