"""What the Fördermittelmanagement makes of prognoses: dismissed, or another month in its place."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.stamp import stamp

LONGEST_REASON = 500


class Verdict(StrEnum):
    """What the Fördermittelmanagement makes of a prognosis."""

    DISMISSED = "dismissed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision about the prognosis of a programme; `seen` says what it was about."""

    id: int
    programme: int
    verdict: Verdict
    month: date | None
    reason: str
    seen: str
    by: str
    at: str


def decisions(db: Database, numbers: Iterable[int] | None, today: date) -> dict[int, Decided]:
    """The decisions that stand, by programme; a corrected month that is over counts no more."""
    sql = """
        select * from forecast_decision
        where undone_at is null and (month is null or month >= :since)
            and (:all or programme in (select value from json_each(:numbers)))
        order by id
    """
    since = today.replace(day=1).isoformat()
    chosen = json.dumps(sorted(numbers or ()))
    rows = db.query(sql, {"since": since, "all": int(numbers is None), "numbers": chosen})
    return {row["programme"]: _decided(row) for row in rows}


def decide(
    db: Database,
    programme: int,
    month: date | None,
    reason: str,
    seen: str,
    account: Account,
    now: datetime,
) -> None:
    """Dismiss the prognosis of a programme, or put another month in its place."""
    verdict = Verdict.CORRECTED if month else Verdict.DISMISSED
    row: dict[str, Any] = dict(
        programme=programme,
        verdict=verdict.value,
        month=month.isoformat() if month else None,
        reason=reason,
        seen=seen,
        account=account.id,
        by=account.email,
        at=stamp(now),
    )
    with writing(db):
        take_back(db, programme, account, now)
        db.table("forecast_decision").insert(row)


def take_back(db: Database, programme: int, account: Account, now: datetime) -> None:
    """Let the earlier calls speak again; what was decided is kept."""
    sql = """
        update forecast_decision set undone_at = ?, undone_by = ?
        where programme = ? and undone_at is null
    """
    with writing(db):
        db.execute(sql, [stamp(now), account.email, programme])


def _decided(row: dict[str, Any]) -> Decided:
    names = ("id", "programme", "reason", "seen", "by", "at")
    return Decided(
        **{name: row[name] for name in names},
        verdict=Verdict(row["verdict"]),
        month=date.fromisoformat(row["month"]) if row["month"] else None,
    )
