"""Secret addresses of calendars: who knows one may read the calendar, until it is renewed.

An address follows from a random nonce and the key of the site, so it can be shown again, and who
reads the database alone cannot use it.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.audit.log import Deed, note

_BYTES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose calendar: that of a person, by the number of the account, or of a municipality."""

    account: int | None = None
    ags: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A calendar with an address: of the person `account`, or of the municipality with this AGS."""

    id: int
    account: int | None
    municipality: str | None
    nonce: str
    by: str
    at: str
    read_on: date | None


def calendar_of(db: Database, owner: Owner) -> Calendar | None:
    """The calendar of somebody, if it has an address."""
    sql = "select * from calendar where account is ? and municipality is ?"
    return next((_from_row(row) for row in db.query(sql, [owner.account, owner.ags])), None)


def give_address(db: Database, owner: Owner, by: Account, at: str) -> Calendar:
    """Give a calendar an address; an old one no longer leads anywhere."""
    row = dict(nonce=secrets.token_hex(16), by=by.email, at=at)
    with writing(db):
        stands = calendar_of(db, owner)
        if stands:
            db.table("calendar").update(stands.id, row)
        else:
            db.table("calendar").insert(row | dict(account=owner.account, municipality=owner.ags))
        note(db, by.id, Deed.CALENDAR_ADDRESS_GIVEN, _whose(owner), municipality=owner.ags)
        found = calendar_of(db, owner)
    assert found is not None
    return found


def revoke(db: Database, owner: Owner, by: Account) -> None:
    """Take the address away, and forget what stood in the calendar."""
    with writing(db):
        if found := calendar_of(db, owner):
            db.execute("delete from calendar_event where calendar = ?", [found.id])
            db.execute("delete from calendar where id = ?", [found.id])
            note(db, by.id, Deed.CALENDAR_ADDRESS_REVOKED, _whose(owner), municipality=owner.ags)


def _whose(owner: Owner) -> str:
    return "Kalender der Kommune" if owner.ags else "Eigener Kalender"


def token_of(calendar: Calendar, key: bytes) -> str:
    """The secret part of the address."""
    said = f"calendar:{calendar.id}:{calendar.nonce}".encode()
    mark = hmac.new(key, said, "sha256").digest()[:_BYTES]
    return f"{calendar.id}-{base64.urlsafe_b64encode(mark).decode()}"


def calendar_at(db: Database, token: str, key: bytes) -> Calendar | None:
    """The calendar that an address leads to."""
    number = token.partition("-")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    for row in db.query("select * from calendar where id = ?", [int(number)]):
        found = _from_row(row)
        if hmac.compare_digest(token_of(found, key).encode(), token.encode()):
            return found
    return None


def note_reading(db: Database, calendar: Calendar, today: date) -> None:
    """Remember the day on which somebody last fetched it."""
    if calendar.read_on != today:
        db.table("calendar").update(calendar.id, dict(read_on=today.isoformat()))


def _from_row(row: dict[str, Any]) -> Calendar:
    read_on = date.fromisoformat(row["read_on"]) if row["read_on"] else None
    return Calendar(**row | dict(read_on=read_on))
