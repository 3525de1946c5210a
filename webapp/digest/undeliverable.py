"""Addresses that a mail server refused for good; nothing goes there until somebody frees them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from index.schema import writing
from index.store import Database
from webapp.stamp import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeliverable:
    """An address without a mailbox, since when, and what the server said."""

    email: str
    since: str
    said: str
    letter: int | None = None


def hold_back(db: Database, email: str, said: str, letter: int | None, now: datetime) -> None:
    """Send nothing to an address any more."""
    row = dict(email=email.lower(), since=stamp(now), said=said, letter=letter)
    with writing(db):
        db.table("undeliverable").upsert(row, pk="email")


def free(db: Database, email: str) -> None:
    """Send to an address again: what it missed is due."""
    with writing(db):
        db.execute("delete from undeliverable where email = ?", [email.lower()])


def undeliverable(db: Database) -> Iterator[Undeliverable]:
    """All such addresses, the newest first."""
    rows = db.query("select * from undeliverable order by since desc, email")
    return (Undeliverable(**row) for row in rows)


def is_held_back(db: Database, email: str) -> bool:
    """Tell whether nothing goes to this address."""
    rows = db.query("select 1 from undeliverable where email = ?", [email.lower()])
    return next(iter(rows), None) is not None
