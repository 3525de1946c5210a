"""Experience with programmes: written down only to be shared with all municipalities."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import WRITERS, Account
from webapp.accounts.people import signature
from webapp.applications.stages import Because

LONGEST_CONTACT, LONGEST_WORDS, LONGEST_LESSON, MOST_MONTHS = 200, 1000, 300, 120


class Outcome(StrEnum):
    """What came of an application."""

    APPLIED = "beantragt"
    GRANTED = "bewilligt"
    REFUSED = "abgelehnt"
    WITHDRAWN = "zurückgezogen"
    NOT_APPLIED = "nicht beantragt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody wants to tell; `took_months` counts from the first step to the answer."""

    outcome: Outcome
    year: int | None = None
    contact: str = ""
    words: str = ""
    reasons: tuple[Because, ...] = ()
    helped: str = ""
    heed: str = ""
    took_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """What a municipality tells of its application to a programme.

    With an `application` the outcome is that of the Förderakte, which its town shares on purpose.
    """

    id: int
    programme: int
    municipality: str
    town: str
    told: Told
    at: str
    version: int
    application: int | None = None

    def may_be_changed(self, account: Account) -> bool:
        """Whether somebody works for the municipality whose experience it is."""
        return account.role in WRITERS and account.municipality == self.municipality


_OF_STAGE = {
    "submitted": Outcome.APPLIED,
    "approved": Outcome.GRANTED,
    "running": Outcome.GRANTED,
    "reported": Outcome.GRANTED,
    "closed": Outcome.GRANTED,
    "rejected": Outcome.REFUSED,
    "withdrawn": Outcome.WITHDRAWN,
    "dropped": Outcome.NOT_APPLIED,
}
"""What came of an akte at a stage; before it was handed in nothing came of it yet."""

_EXPERIENCE = """
    select experience.*, municipality.short_name as town, application.stage from experience
    join municipality on municipality.ags = experience.municipality
    left join application on application.id = experience.application
"""
_ORDER = "order by year is null, year desc, town, experience.id"


def outcome_at(stage: str) -> Outcome | None:
    """What came of an akte at this stage of its life, if anything did."""
    return _OF_STAGE.get(stage)


def experience_with(db: Database, programme: int) -> list[Experience]:
    """What municipalities tell of a programme, the newest application first."""
    return _read(db, f"where experience.programme = ? {_ORDER}", [programme])


def all_experience(db: Database, municipality: str = "") -> list[Experience]:
    """What municipalities tell of all programmes, or one of them, the newest first."""
    where = f"where ? in ('', experience.municipality) {_ORDER}"
    return _read(db, where, [municipality])


def experience(db: Database, number: int) -> Experience | None:
    """One of them."""
    return next(iter(_read(db, "where experience.id = ?", [number])), None)


def experience_of_akte(db: Database, application: int, municipality: str) -> Experience | None:
    """What a municipality shares of an akte, if it does."""
    where = "where experience.application = ? and experience.municipality = ?"
    return next(iter(_read(db, where, [application, municipality])), None)


def tell(
    db: Database,
    programme: int,
    told: Told,
    account: Account,
    now: datetime,
    application: int | None = None,
) -> None:
    """Tell all municipalities what the own one has experienced."""
    row = _columns(told) | dict(programme=programme, application=application, version=1)
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


_WORDS = ("contact", "words", "helped", "heed")


def _columns(told: Told) -> dict[str, Any]:
    words = {name: getattr(told, name) for name in _WORDS}
    reasons = json.dumps([it.name for it in told.reasons])
    numbers = dict(year=told.year, took_months=told.took_months)
    return dict(outcome=told.outcome.value, reasons=reasons, **words, **numbers)


def _read(db: Database, where: str, values: Iterable[Any]) -> list[Experience]:
    return [_from_row(row) for row in db.query(f"{_EXPERIENCE} {where}", list(values))]


def _from_row(row: dict[str, Any]) -> Experience:
    told = Told(
        outcome=outcome_at(row["stage"] or "") or Outcome(row["outcome"]),
        reasons=tuple(Because[name] for name in json.loads(row["reasons"])),
        year=row["year"],
        took_months=row["took_months"],
        **{name: row[name] for name in _WORDS},
    )
    names = ("id", "programme", "municipality", "town", "at", "version", "application")
    return Experience(**{name: row[name] for name in names}, told=told)
