"""The prognoses of programmes: computed out of earlier calls, dismissed or corrected by people."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from index.programme import Programme, all_programmes
from index.publication import published
from index.schema import writing
from index.status import german_date
from index.vocabulary import Presence, Status
from matcher.forecast import Certainty, Forecast, PastDeadline, forecast
from webapp.accounts.account import Account
from webapp.forecasts.past_calls import past_calls_of, programmes_with_calls
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """A programme with what follows from earlier calls, and what was decided about it."""

    programme: Programme
    computed: Forecast | None
    decided: Decided | None

    @property
    def forecast(self) -> Forecast | None:
        """The prognosis that is shown."""
        if self.decided is None:
            return self.computed
        if self.decided.verdict is Verdict.DISMISSED or self.decided.month is None:
            return None
        evidence = self.computed.evidence if self.computed else ()
        return Forecast(
            month=self.decided.month,
            certainty=Certainty.CORRECTED,
            basis=self.decided.reason,
            evidence=evidence,
        )

    @property
    def differs(self) -> bool:
        """Whether the earlier calls say something else than when it was decided."""
        return self.decided is not None and self.decided.seen != summary(self.computed)


def summary(found: Forecast | None) -> str:
    """What a prognosis said, in one line."""
    return f"{found.saying}: {found.basis}" if found else ""


def may_come_again(programme: Programme, today: date) -> bool:
    """Whether a programme takes no applications now and nobody said that it has ended."""
    standing = programme.standing(today)
    if standing.next_deadline or standing.status in (Status.OPEN, Status.UPCOMING):
        return False
    until = programme.facts.valid_until
    return not (
        programme.presence is Presence.GONE
        or all(telling.record.retired for telling in programme.tellings)
        or programme.facts.value("status") == "closed"
        or (until is not None and until < today)
    )


def expectations(
    db: Database, programmes: Iterable[Programme], today: date
) -> dict[int, Expectation]:
    """What is expected of some programmes, by number; those that run or have ended are left out."""
    some = {it.id: it for it in programmes if may_come_again(it, today)}
    past, decided = past_calls_of(db, some), decisions(db, some, today)
    found = (
        Expectation(
            programme=it,
            computed=computed(it, past.get(number, ()), today),
            decided=decided.get(number),
        )
        for number, it in some.items()
    )
    return {it.programme.id: it for it in found if it.computed or it.decided}


def forecasts_of(db: Database, programmes: Iterable[Programme], today: date) -> dict[int, Forecast]:
    """The prognoses that are shown for some programmes, by number."""
    found = expectations(db, programmes, today)
    return {number: it.forecast for number, it in found.items() if it.forecast}


def all_expectations(db: Database, today: date) -> list[Expectation]:
    """Everything that is expected, the nearest first, what was dismissed last."""
    numbers = {*programmes_with_calls(db), *decisions(db, None, today)} & set(published(db))
    found = expectations(db, all_programmes(db, numbers), today).values()
    never = date.max
    return sorted(
        found, key=lambda it: (it.forecast.month if it.forecast else never, it.programme.title)
    )


def computed(programme: Programme, past: Iterable[PastDeadline], today: date) -> Forecast | None:
    """What follows from the days of earlier calls, as far as nobody corrected them."""
    days = _as_decided(programme, past)
    if programme.facts.value("deadline_model") == "closed":
        days = [it for it in days if not it.day.startswith("--")]
    found = forecast(days, today)
    until = programme.facts.valid_until
    if found is None or until is None or found.month <= until:
        return found
    caveat = (
        f"Die Richtlinie gilt nur bis {german_date(until)}; ob es danach weitergeht, ist offen."
    )
    return Forecast(
        month=found.month,
        certainty=found.certainty,
        basis=found.basis,
        caveat=" ".join(filter(None, (found.caveat, caveat))),
        evidence=found.evidence,
    )


def _as_decided(programme: Programme, past: Iterable[PastDeadline]) -> list[PastDeadline]:
    """Leave out days that were read, but that the Fördermittelmanagement corrected or removed."""
    if not programme.is_decided("deadlines"):
        return list(past)
    holds = {it.day for it in programme.facts.deadlines}
    read = {it.day for telling in programme.tellings for it in telling.facts.deadlines}
    return [it for it in past if it.day not in read - holds]


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
