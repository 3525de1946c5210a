"""Conditions on the call: whether it is open, for whom alone, and when one may begin."""

import re
from calendar import monthrange
from datetime import date, timedelta

from index.status import german_date
from index.vocabulary import ApplicantType, FundingArea, Status
from matcher.aged_calls import look_of_the_past
from matcher.candidate import Candidate
from matcher.project import Project
from matcher.verdict import Answer, Verdict, no, unclear, yes, yes_but

_FRAMEWORK = re.compile(
    r"vom jeweiligen (?:Bundesl|L)and angeboten"
    r"|(?:jeweiligen|nationalen und regionalen) (?:Bundes- (?:oder|und) )?(?:Landesp|P)rogramme"
    r"|eigene (?:\w+ )?(?:Operationelle\w* )?Programme"
)
_EACH_YEAR = re.compile(
    r"im (?:jeweiligen )?(?:Förder)?[Aa]ufruf genannten|für das Folgejahr"
    r"|dem (?:jeweiligen )?Förderaufruf[^.\n]* entnehmen|jährliche\w* (?:Förder)?[Aa]ufruf"
)
_LEAD = re.compile(r"P(?P<count>\d+)(?P<unit>[DWMY])")
_DAYS, _MONTHS = {"D": 1, "W": 7}, {"M": 1, "Y": 12}
_UNITS = {
    "D": ("Tag", "Tage"),
    "W": ("Woche", "Wochen"),
    "M": ("Monat", "Monate"),
    "Y": ("Jahr", "Jahre"),
}
_RESEARCH = {FundingArea.RESEARCH_OPEN, FundingArea.RESEARCH_SPECIFIC}
_RESEARCHERS = {ApplicantType.RESEARCH, ApplicantType.UNIVERSITY}


def call_is_open(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Check that an application can be made, now or in the next yearly round."""
    stands = candidate.once(_stands, today)
    if stands.answer is Answer.YES and (ends := _ends_before_start(candidate, project)):
        return yes_but(ends)
    return stands


def ends_some_day(candidate: Candidate) -> bool:
    """Tell whether the Richtlinie ends on a stated day."""
    return "programme_valid_until" in candidate.facts


def _stands(candidate: Candidate, today: date) -> Verdict:
    """Tell whether an application can be made, for whatever Vorhaben."""
    standing = candidate.standing(today)
    if standing.status is Status.CLOSED:
        return _closed(candidate, standing.reason, today)
    if standing.status is Status.PAUSED:
        return no(_sentence(f"Derzeit keine Anträge: {standing.reason}"), remediable=True)
    if past := look_of_the_past(candidate, today):
        return past
    if standing.next_deadline:
        return yes(f"Nächste Frist: {german_date(standing.next_deadline)}.")
    return yes("Anträge sind laufend möglich." if standing.status is Status.OPEN else "")


def can_be_used_alone(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Tell programmes that take a consortium or another programme to use them."""
    programme = candidate.programme
    if candidate.is_eu_call:
        return unclear("EU-Aufruf: meist nur als Partner in einem internationalen Konsortium.")
    areas, applicants = set(programme.funding_areas), set(candidate.categories)
    if areas & _RESEARCH and applicants & _RESEARCHERS:
        return unclear("Forschungsförderung: Kommunen meist nur als Partner in einem Verbund.")
    if candidate.says(_FRAMEWORK):
        return unclear("Rahmenprogramm: Anträge nur über die Programme von Bund und Ländern.")
    return yes()


def start_is_allowed(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Compare the planned start with the ban on an early start."""
    if not forbids_early_start(candidate):
        return yes()
    if project.planned_start is None:
        return yes_but("Vor der Bewilligung darf nicht begonnen werden.")
    if project.planned_start <= today:
        return no("Das Vorhaben hat begonnen; gefördert wird nur, was noch nicht begonnen hat.")
    deadline = candidate.standing(today).next_deadline
    if deadline and project.planned_start <= deadline:
        begin, day = german_date(project.planned_start), german_date(deadline)
        return yes_but(
            f"Der Beginn am {begin} liegt vor der Frist {day}; "
            "vor der Bewilligung darf nicht begonnen werden."
        )
    return yes()


def forbids_early_start(candidate: Candidate) -> bool:
    """Tell whether a programme forbids to begin before it has decided."""
    return bool(candidate.facts.value("early_start") == "forbidden_before_approval")


def lead_time_is_left(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Count back from the planned start where the application has to come so much earlier."""
    lead = _LEAD.fullmatch(candidate.facts.value("deadline_relative") or "")
    if lead is None or project.planned_start is None:
        return yes()
    count, unit = int(lead["count"]), lead["unit"]
    last = _before(project.planned_start, count, unit)
    told = f"{count} {_UNITS[unit][count > 1]} vor Beginn"
    if last < today:
        return yes_but(f"Der Antrag muss {told} gestellt werden; dafür ist es zu spät.")
    return yes(f"Der Antrag muss {told} gestellt werden, also bis {german_date(last)}.")


def takes_lead_time(candidate: Candidate) -> bool:
    """Tell whether the application has to come some time before the start."""
    return "deadline_relative" in candidate.facts


def _before(day: date, count: int, unit: str) -> date:
    if unit in _DAYS:
        return day - timedelta(days=_DAYS[unit] * count)
    year, month = divmod(day.year * 12 + day.month - 1 - _MONTHS[unit] * count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _closed(candidate: Candidate, reason: str, today: date) -> Verdict:
    facts, until = candidate.facts, candidate.facts.valid_until
    if until is not None and until < today:
        return no(_sentence(reason))
    annual = any(deadline.annual for deadline in facts.deadlines)
    if annual or (facts.deadlines and candidate.says(_EACH_YEAR)):
        which = "jährliche Frist ist für dieses Jahr" if annual else "genannte Frist ist"
        valid = f", die Richtlinie gilt bis {german_date(until)}" if until else ""
        return unclear(f"Die {which} vorbei{valid}; ob es eine weitere Runde gibt, ist ungewiss.")
    return no(_sentence(reason))


def _ends_before_start(candidate: Candidate, project: Project) -> str:
    until, start = candidate.facts.valid_until, project.planned_start
    if until is None or start is None or start <= until:
        return ""
    begin, end = german_date(start), german_date(until)
    return f"Die Richtlinie gilt bis {end}, das Vorhaben beginnt erst am {begin}."


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
