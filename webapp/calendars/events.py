"""What a calendar should show today: deadlines ahead, and the council meetings in time for them."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.programme import Programme, all_programmes
from index.status import german_date
from index.store import Database
from matcher.planning import LeadTimes, Meeting, plan_back
from webapp.calendars.choosing import Chosen
from webapp.exchange.columns import terms_of
from webapp.programmes.quick_check import in_one_line

DEADLINE, MEETING, DUTY = "frist", "sitzung", "pflicht"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An event that should stand: the same `key` means the same event on another day."""

    key: str
    day: date
    summary: str
    description: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The addresses of our pages of programmes, duties and trainings, for readers elsewhere."""

    programme: Callable[[int], str]
    duty: Callable[[int], str]
    training: Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A programme with its next deadline, and why it stands in the calendar."""

    programme: Programme
    day: date
    why: tuple[str, ...]


def due(db: Database, chosen: Iterable[Chosen], today: date) -> list[Due]:
    """The programmes with a deadline ahead, the nearest first; hidden ones are left out."""
    why = {one.programme: one.why for one in chosen}
    found = [
        Due(programme=programme, day=ahead, why=why[programme.id])
        for programme in all_programmes(db, why)
        if not programme.hidden_because and (ahead := programme.standing(today).next_deadline)
    ]
    return sorted(found, key=lambda one: (one.day, one.programme.id))


def deadlines(found: Iterable[Due], today: date, page_of: Callable[[int], str]) -> Iterator[Wanted]:
    """One event for each programme."""
    for one in found:
        page = page_of(one.programme.id)
        yield Wanted(
            key=key_of(one.programme.id),
            day=one.day,
            summary=f"{_kind(one, today)}: {one.programme.title}",
            description="\n".join(_lines(one, page)),
            url=page,
        )


def meetings(
    found: Iterable[Due], today: date, known: list[Meeting], lead: LeadTimes
) -> Iterator[Wanted]:
    """One event for each meeting that is the last in time for a deadline."""
    by_meeting: dict[Meeting, list[Due]] = {}
    for one in found:
        if meeting := plan_back(one.day, today, known, lead).meeting:
            by_meeting.setdefault(meeting, []).append(one)
    for meeting, waiting in by_meeting.items():
        count = "eine Frist" if len(waiting) == 1 else f"{len(waiting)} Fristen"
        papers = f"Vorlage fertig bis {german_date(meeting.day - timedelta(weeks=lead.papers))}"
        lines = [f"{one.programme.title}: Frist {german_date(one.day)}" for one in waiting]
        yield Wanted(
            key=f"{MEETING}-{_mark(meeting)}",
            day=meeting.day,
            summary=f"{meeting.body}: letzte Sitzung rechtzeitig für {count}",
            description="\n".join([papers, *lines]),
        )


def key_of(programme: int) -> str:
    """The key of the deadline of a programme."""
    return f"{DEADLINE}-{programme}"


def key_of_duty(duty: int) -> str:
    """The key of the event of a duty."""
    return f"{DUTY}-{duty}"


def outlasts_its_day(key: str) -> bool:
    """Whether an event is the same one even when its day is over and another one comes."""
    return key.startswith(f"{DUTY}-")


def _kind(one: Due, today: date) -> str:
    kinds = {it.kind for it in one.programme.facts.deadlines if it.next_on(today) == one.day}
    return "Frist für die Skizze" if kinds == {"sketch"} else "Antragsfrist"


def _lines(one: Due, page: str) -> Iterator[str]:
    yield from one.why
    if money := in_one_line(one.programme.facts):
        yield money
    yield f"Amtliche Seite: {one.programme.official_page or 'unbekannt'}"
    yield f"Im Fördernetz: {page}"
    yield f"Quelle: {'; '.join(terms_of(one.programme))}"


def _mark(meeting: Meeting) -> str:
    said = f"{meeting.day.isoformat()} {meeting.body}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]
