"""Counting back from a deadline: when the council has to decide and when work has to begin."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from index.status import german_date


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTimes:
    """How many weeks a municipality needs, as it has told us."""

    preparation: int = 8
    """For the application, until the papers of the council are ready."""
    papers: int = 3
    """From the papers to the meeting."""
    afterwards: int = 1
    """From the decision of the council to handing in."""

    @property
    def in_words(self) -> str:
        """The weeks as a German reads them."""
        return (
            f"{_weeks(self.preparation)} Vorbereitung, {_weeks(self.papers)} für die Vorlage,"
            f" {_weeks(self.afterwards)} vom Beschluss zum Antrag"
        )


USUAL = LeadTimes()
"""What is assumed of a municipality that has told nothing."""


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
    ready: date | None = None
    """The day on which the papers have to be ready for the last meeting in time."""
    lead: LeadTimes = USUAL
    """The weeks that were counted with."""


def plan_back(
    deadline: date, today: date, meetings: Iterable[Meeting], lead: LeadTimes = USUAL
) -> Plan:
    """Count back from a deadline over the meetings that are known."""
    known = sorted(meetings, key=lambda meeting: meeting.day)
    papers, preparation = timedelta(weeks=lead.papers), timedelta(weeks=lead.preparation)
    latest = deadline - timedelta(weeks=lead.afterwards)
    in_time = [one for one in known if today <= one.day <= latest]
    last = in_time[-1] if in_time else None
    days = [(deadline, "Frist")]
    ready = last.day - papers if last else deadline
    if last:
        days.append((last.day, f"Letzte Sitzung rechtzeitig: {last.body}"))
        days.append((ready, "Vorlage für die Sitzung fertig"))
    days.append((ready - preparation, "Vorbereitung beginnt"))
    milestones = (Milestone(day=day, label=label, late=day < today) for day, label in days)
    ordered = tuple(sorted(milestones, key=lambda one: one.day))
    return Plan(
        milestones=ordered,
        warning=_warning(known, last, today, deadline, papers),
        meeting=last if known and known[-1].day >= deadline - papers else None,
        ready=ready if last else None,
        lead=lead,
    )


def _warning(
    known: list[Meeting], last: Meeting | None, today: date, deadline: date, papers: timedelta
) -> str:
    if not known:
        return "Sitzungstermine unbekannt: Ob die Gremien rechtzeitig tagen, ist offen."
    if known[-1].day < deadline - papers:
        return f"Sitzungstermine sind nur bis {german_date(known[-1].day)} bekannt."
    if last is None:
        return "Keine bekannte Sitzung liegt rechtzeitig vor der Frist."
    if last.day - papers < today:
        return "Die übliche Vorlagenfrist für diese Sitzung ist vorbei; bitte gleich anmelden."
    return ""


def _weeks(count: int) -> str:
    return "1 Woche" if count == 1 else f"{count} Wochen"
