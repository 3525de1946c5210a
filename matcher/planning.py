"""Counting back from a deadline: when the council has to decide and when work has to begin."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from index.status import german_date

PREPARATION, PAPERS, AFTERWARDS = timedelta(weeks=8), timedelta(weeks=3), timedelta(weeks=1)
"""For the application, for the papers of the council, from its decision to handing in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of a council or committee."""

    day: date
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A day by which something has to be done; `late`: that day is over."""

    day: date
    label: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The days counted back from a deadline; without known meetings it says so."""

    milestones: tuple[Milestone, ...]
    warning: str = ""
    meeting: Meeting | None = None
    """The last one in time; nothing where later meetings are not known yet."""


def plan_back(deadline: date, today: date, meetings: Iterable[Meeting]) -> Plan:
    """Count back from a deadline over the meetings that are known."""
    known = sorted(meetings, key=lambda meeting: meeting.day)
    in_time = [one for one in known if today <= one.day <= deadline - AFTERWARDS]
    last = in_time[-1] if in_time else None
    days = [(deadline, "Frist")]
    ready = last.day - PAPERS if last else deadline
    if last:
        days.append((last.day, f"Letzte Sitzung rechtzeitig: {last.body}"))
        days.append((ready, "Vorlage für die Sitzung fertig"))
    days.append((ready - PREPARATION, "Vorbereitung beginnt"))
    milestones = (Milestone(day=day, label=label, late=day < today) for day, label in days)
    ordered = tuple(sorted(milestones, key=lambda one: one.day))
    return Plan(
        milestones=ordered,
        warning=_warning(known, last, today, deadline),
        meeting=last if known and known[-1].day >= deadline - PAPERS else None,
    )


def _warning(known: list[Meeting], last: Meeting | None, today: date, deadline: date) -> str:
    if not known:
        return "Sitzungstermine unbekannt: Ob die Gremien rechtzeitig tagen, ist offen."
    if known[-1].day < deadline - PAPERS:
        return f"Sitzungstermine sind nur bis {german_date(known[-1].day)} bekannt."
    if last is None:
        return "Keine bekannte Sitzung liegt rechtzeitig vor der Frist."
    if last.day - PAPERS < today:
        return "Die übliche Vorlagenfrist für diese Sitzung ist vorbei; bitte gleich anmelden."
    return ""
