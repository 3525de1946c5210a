"""Rules about letters that the Fördermittelmanagement sets."""

from datetime import datetime

from index.schema import writing
from index.store import Database
from webapp.stamp import stamp

_HOURS = "hours to look"
MOST_HOURS = 72


def hours_to_look(db: Database) -> int:
    """So many hours letters wait before they go, so that somebody can look at them; usually 0."""
    rows = db.query("select value from letter_rule where name = ?", [_HOURS])
    return next((int(row["value"]) for row in rows), 0)


def let_wait(db: Database, hours: int, by: str, now: datetime) -> None:
    """Let letters wait so long from now on."""
    hours = max(0, min(hours, MOST_HOURS))
    row = dict(name=_HOURS, value=str(hours), by=by, at=stamp(now))
    with writing(db):
        db.table("letter_rule").upsert(row, pk="name")


_OPEN = "open to everybody"


def subscribing_is_open(db: Database) -> bool:
    """Whether people without an account may order the letter; they may, unless it was closed."""
    rows = db.query("select value from letter_rule where name = ?", [_OPEN])
    return next((row["value"] == "yes" for row in rows), True)


def open_subscribing(db: Database, wanted: bool, by: str, now: datetime) -> None:
    """Let people without an account order the letter, or no longer."""
    row = dict(name=_OPEN, value="yes" if wanted else "no", by=by, at=stamp(now))
    with writing(db):
        db.table("letter_rule").upsert(row, pk="name")
