"""Experience with programmes: written down only to be shared with all municipalities."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from index.schema import writing
from webapp.accounts.account import WRITERS, Account
from webapp.accounts.people import signature

LONGEST_CONTACT, LONGEST_WORDS = 200, 1000


class Outcome(StrEnum):
    """What came of an application."""

    APPLIED = "beantragt"
    GRANTED = "bewilligt"
    REFUSED = "abgelehnt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody wants to tell."""

    outcome: Outcome
    year: int | None = None
    contact: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """What a municipality tells of its application to a programme."""

    id: int
    programme: int
    municipality: str
    town: str
    told: Told
    at: str
    version: int

    def may_be_changed(self, account: Account) -> bool:
        """Whether somebody works for the municipality whose experience it is."""
        return account.role in WRITERS and account.municipality == self.municipality


_EXPERIENCE = """
    select experience.*, municipality.short_name as town from experience
    join municipality on municipality.ags = experience.municipality
"""


def experience_with(db: Database, programme: int) -> list[Experience]:
    """What municipalities tell of a programme, the newest application first."""
    sql = f"{_EXPERIENCE} where programme = ? order by year is null, year desc, town, experience.id"
    return [_from_row(row) for row in db.query(sql, [programme])]


def experience(db: Database, number: int) -> Experience | None:
    """One of them."""
    return next(map(_from_row, db.query(f"{_EXPERIENCE} where experience.id = ?", [number])), None)


def tell(db: Database, programme: int, told: Told, account: Account, now: datetime) -> None:
    """Tell all municipalities what the own one has experienced."""
    row = _columns(told) | dict(programme=programme, version=1)
    db.table("experience").insert(row | signature(account, now))


def tell_otherwise(
    db: Database, number: int, told: Told, version: int, account: Account, now: datetime
) -> bool:
    """Correct what was told; tells whether it was done: not when a colleague was quicker."""
    with writing(db):
        stood = experience(db, number)
        if stood is None or stood.version != version:
            return False
        row = _columns(told) | signature(account, now) | dict(version=version + 1)
        db.table("experience").update(number, row)
    return True


def forget(db: Database, number: int) -> None:
    """Take it back for everybody."""
    with writing(db):
        db.execute("delete from experience where id = ?", [number])


def _columns(told: Told) -> dict[str, Any]:
    return dict(outcome=told.outcome.value, year=told.year, contact=told.contact, words=told.words)


def _from_row(row: dict[str, Any]) -> Experience:
    told = Told(
        outcome=Outcome(row["outcome"]),
        year=row["year"],
        contact=row["contact"],
        words=row["words"],
    )
    return Experience(
        id=row["id"],
        programme=row["programme"],
        municipality=row["municipality"],
        town=row["town"],
        told=told,
        at=row["at"],
        version=row["version"],
    )
