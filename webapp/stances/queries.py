"""What municipalities say of programmes; others see it only where it was shared on purpose."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from index.schema import writing
from index.store import Database
from matcher.feedback import Reason
from webapp.accounts.account import Account, may_see_project
from webapp.accounts.people import signature

LONGEST_WORDS = 500


class Saying(StrEnum):
    """What a municipality makes of a programme."""

    INTERESTED = "Interesse"
    DECLINED = "kein Interesse"
    APPLYING = "entschieden: wird beantragt"
    NOT_APPLYING = "entschieden: wird nicht beantragt"

    @property
    def needs_reason(self) -> bool:
        """Whether others cannot understand it without a reason."""
        return self in (Saying.DECLINED, Saying.NOT_APPLYING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What one municipality says of one programme, and why; `version` grows with every change."""

    programme: int
    municipality: str
    town: str
    says: Saying
    reasons: tuple[Reason, ...]
    words: str
    shared: bool
    by: str
    at: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody wants to write down as the stance of the own municipality."""

    says: Saying
    reasons: tuple[Reason, ...] = ()
    words: str = ""
    shared: bool = False


_STANCES = """
    select stance.*, municipality.short_name as town from stance
    join municipality on municipality.ags = stance.municipality
"""


def stance_of(db: Database, programme: int, ags: str) -> Stance | None:
    """What one municipality says."""
    sql = f"{_STANCES} where programme = ? and municipality = ?"
    return next(map(_from_row, db.query(sql, [programme, ags])), None)


def stances_on(db: Database, programme: int, account: Account) -> list[Stance]:
    """What municipalities say of a programme, as far as this person reads it.

    Of another municipality nothing but the word that it shared.
    """
    rows = db.query(f"{_STANCES} where programme = ? order by town", [programme])
    found = []
    for it in map(_from_row, rows):
        if may_see_project(account, it.municipality):
            found.append(it)
        elif it.shared:
            found.append(_word_alone(it))
    return found


def take_stance(
    db: Database, programme: int, said: Said, version: int, account: Account, now: datetime
) -> bool:
    """Write down what the own municipality says; `version` is the one that was seen, 0 for none.

    Tells whether it was done: not when a colleague was quicker.
    """
    row = dict(
        programme=programme,
        says=said.says.name,
        reasons=json.dumps([reason.name for reason in said.reasons]),
        words=said.words[:LONGEST_WORDS],
        shared=int(said.shared),
        version=version + 1,
        **signature(account, now),
    )
    with writing(db):
        stood = stance_of(db, programme, account.municipality or "")
        if (stood.version if stood else 0) != version:
            return False
        db.table("stance").upsert(row, pk=("programme", "municipality"))
    return True


def withdraw_stance(db: Database, programme: int, ags: str, version: int) -> bool:
    """Take back what a municipality said; tells whether it was done."""
    sql = "delete from stance where programme = ? and municipality = ? and version = ?"
    with writing(db):
        return bool(db.execute(sql, [programme, ags, version]).rowcount)


def all_of(db: Database, programmes: Iterable[int]) -> dict[tuple[int, str], Stance]:
    """What all municipalities say of these programmes, for the Fördermittelmanagement."""
    numbers = sorted(set(programmes))
    marks = ", ".join("?" * len(numbers))
    rows = db.query(f"{_STANCES} where programme in ({marks})", numbers)
    return {(it.programme, it.municipality): it for it in map(_from_row, rows)}


def _word_alone(it: Stance) -> Stance:
    return Stance(
        programme=it.programme,
        municipality=it.municipality,
        town=it.town,
        says=it.says,
        reasons=(),
        words="",
        shared=True,
        by="",
        at=it.at,
        version=it.version,
    )


def _from_row(row: dict[str, Any]) -> Stance:
    return Stance(
        programme=row["programme"],
        municipality=row["municipality"],
        town=row["town"],
        says=Saying[row["says"]],
        reasons=tuple(Reason[name] for name in json.loads(row["reasons"])),
        words=row["words"],
        shared=bool(row["shared"]),
        by=row["by"],
        at=row["at"],
        version=row["version"],
    )
