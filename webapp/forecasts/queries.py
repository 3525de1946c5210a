"""The prognoses of programmes: computed out of earlier calls, dismissed or corrected by people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from index.facts import Facts
from index.programme import Programme, all_programmes
from index.publication import published
from index.status import german_date
from index.store import Database
from index.vocabulary import Presence, Status
from matcher.forecast import Certainty, Forecast, PastDeadline, forecast
from webapp.forecasts.deciding import Decided, Verdict, decisions
from webapp.forecasts.past_calls import past_calls_of, programmes_with_calls


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
        or _has_ended(programme.facts)
        or (until is not None and until < today)
    )


def _has_ended(facts: Facts) -> bool:
    """Whether somebody says that it is over: more than that the days of the last call are."""
    status, deadlines = facts.get("status"), facts.get("deadlines")
    if status is None or status.value != "closed":
        return False
    of_days = {it.quote for it in deadlines.evidence} if deadlines else set()
    return status.decided is not None or any(it.quote not in of_days for it in status.evidence)


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
    if found is None:
        return None
    doubts, certainty = [found.caveat], found.certainty
    standing, until = programme.standing(today), programme.facts.valid_until
    if standing.status is Status.PAUSED:
        doubts.append(f"Zurzeit nimmt die Quelle keine Anträge an ({standing.reason}).")
    if until is not None and found.month > until:
        certainty = Certainty.IF_EXTENDED
        doubts.append(
            f"Die Richtlinie gilt bis {german_date(until)}; ob es danach weitergeht, ist offen."
        )
    return replace(found, certainty=certainty, caveat=" ".join(filter(None, doubts)))


def _as_decided(programme: Programme, past: Iterable[PastDeadline]) -> list[PastDeadline]:
    """Leave out days that were read, but that the Fördermittelmanagement corrected or removed."""
    if not programme.is_decided("deadlines"):
        return list(past)
    holds = {it.day for it in programme.facts.deadlines}
    read = {it.day for telling in programme.tellings for it in telling.facts.deadlines}
    return [it for it in past if it.day not in read - holds]
