"""What somebody should look at in a programme beside its reviews: doubts, contradictions, ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.contradictions import contradictions
from index.programme import Programme
from index.review_queue import Waiting
from index.status_line import stated_by
from index.vocabulary import Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason to look: what it is about, and since when it holds; that day may lie ahead."""

    kind: Waiting
    key: str
    since: date


def reasons(programme: Programme, today: date, in_use: bool) -> Iterator[Reason]:
    """Yield what is doubtful; days that are over count only where people rely on a programme."""
    yield from _doubts(programme)
    yield from _contradictions(programme, today)
    if in_use:
        yield from ends(programme)


def _doubts(programme: Programme) -> Iterator[Reason]:
    for ruling in programme.rulings.values():
        if ruling.doubt:
            said = next(
                it.last_changed
                for it in programme.tellings
                if it.record_id == ruling.decision.record
            )
            yield Reason(kind=Waiting.DOUBT, key=ruling.decision.fact, since=said)


def _contradictions(programme: Programme, today: date) -> Iterator[Reason]:
    if len(programme.tellings) < 2:
        return
    for found in contradictions(programme, today):
        if not found.decided:
            since = max(telling.last_changed for telling in found.tellings)
            yield Reason(kind=Waiting.CONTRADICTION, key=found.name, since=since)


def ends(programme: Programme) -> Iterator[Reason]:
    """Yield the day after the last deadline and after the end of the Richtlinie, as stated.

    Nothing ends where the source says itself that it is over, where days return every year, or
    where applications are taken all the time.
    """
    facts = programme.facts
    if programme.presence is Presence.GONE or stated_by(programme.status_line) == "closed":
        return
    if facts.valid_until:
        yield _after(facts.valid_until, "programme_valid_until")
    if facts.value("deadline_model") in ("rolling", "closed"):
        return
    days = [it.day for it in facts.deadlines]
    if any(day.startswith("--") for day in days):
        return
    dated = [date.fromisoformat(day) for day in days]
    if programme.call and not facts.decided("deadlines"):
        dated += programme.call.deadlines
    if dated:
        yield _after(max(dated), "deadlines")


def _after(day: date, key: str) -> Reason:
    return Reason(kind=Waiting.EXPIRED, key=key, since=day + timedelta(days=1))
