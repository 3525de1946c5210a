"""The Bescheid of an akte: what was granted, on what cost, for which time, on which terms."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.akte import Application, What
from webapp.applications.changes import grow_version
from webapp.applications.history import Told, note_deed, note_event
from webapp.applications.stages import AWARDED, Stage
from webapp.audit.log import Deed
from webapp.filters import cent, datum
from webapp.stamp import stamp

LONGEST_NUMBER, LONGEST_CONDITIONS = 120, 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """A Bescheid; the period is the Bewilligungszeitraum."""

    number: str
    dated: date
    granted: int
    eligible: int | None = None
    period_from: date | None = None
    period_to: date | None = None
    conditions: str = ""


def award_of(db: Database, number: int) -> Award | None:
    """The Bescheid of an akte, if it has one."""
    rows = db.query("select * from award where application = ?", [number])
    return next(map(_from_row, rows), None)


def set_award(
    db: Database, found: Application, award: Award, account: Account, now: datetime
) -> bool:
    """Write down the Bescheid; an akte that waited for it is approved by it.

    Tells whether it was done: not when a colleague was quicker.
    """
    before = award_of(db, found.id)
    stage = found.stage if found.stage in AWARDED else Stage.APPROVED
    with writing(db):
        if not grow_version(db, found, stage=stage.value):
            return False
        signed = dict(application=found.id, by=account.email, at=stamp(now))
        db.table("award").upsert(_columns(award) | signed, pk="application")
        told = Told(
            what=What.AWARD, before=in_words(before) if before else "", after=in_words(award)
        )
        note_event(db, found.id, told, account, now)
        if stage is not found.stage:
            moved = Told(what=What.STAGE, before=found.stage.value, after=stage.value)
            note_event(db, found.id, moved, account, now)
        note_deed(db, found, Deed.AKTE_AWARD, account)
    return True


def in_words(award: Award) -> str:
    """The Bescheid in one line."""
    said = [f"{award.number} vom {datum(award.dated)}".strip(), f"bewilligt {cent(award.granted)}"]
    if award.eligible is not None:
        said.append(f"förderfähig {cent(award.eligible)}")
    if award.period_from or award.period_to:
        said.append(f"Zeitraum {datum(award.period_from)} bis {datum(award.period_to)}")
    return ", ".join(said)


def _columns(award: Award) -> dict[str, Any]:
    return dict(
        number=award.number,
        dated=award.dated.isoformat(),
        granted_cents=award.granted,
        eligible_cents=award.eligible,
        period_from=award.period_from.isoformat() if award.period_from else None,
        period_to=award.period_to.isoformat() if award.period_to else None,
        conditions=award.conditions,
    )


def _from_row(row: dict[str, Any]) -> Award:
    return Award(
        number=row["number"] or "",
        dated=date.fromisoformat(row["dated"]),
        granted=row["granted_cents"],
        eligible=row["eligible_cents"],
        period_from=_day(row["period_from"]),
        period_to=_day(row["period_to"]),
        conditions=row["conditions"] or "",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
