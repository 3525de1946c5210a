"""Conditions on the call: whether it is open, for whom alone, and when one may begin."""

import re
from datetime import date

from index.status import german_date
from index.vocabulary import ApplicantType, FundingArea, Status
from matcher.aged_calls import look_of_the_past
from matcher.candidate import Candidate
from matcher.project import Project
from matcher.verdict import Verdict, no, unclear, yes, yes_but

_FRAMEWORK = re.compile(
    r"vom jeweiligen (?:Bundesl|L)and angeboten"
    r"|(?:jeweiligen|nationalen und regionalen) (?:Bundes- (?:oder|und) )?(?:Landesp|P)rogramme"
    r"|eigene (?:\w+ )?(?:Operationelle\w* )?Programme"
)
_RESEARCH = {FundingArea.RESEARCH_OPEN, FundingArea.RESEARCH_SPECIFIC}
_RESEARCHERS = {ApplicantType.RESEARCH, ApplicantType.UNIVERSITY}


def call_is_open(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Check that an application can be made, now or in the next yearly round."""
    standing = candidate.standing(today)
    if standing.status is Status.CLOSED:
        return _closed(candidate, standing.reason, today)
    if standing.status is Status.PAUSED:
        return no(_sentence(f"Derzeit keine Anträge: {standing.reason}"), remediable=True)
    if past := look_of_the_past(candidate, today):
        return past
    if ends := _ends_before_start(candidate, project):
        return yes_but(ends)
    if standing.next_deadline:
        return yes(f"Nächste Frist: {german_date(standing.next_deadline)}.")
    return yes("Anträge sind laufend möglich." if standing.status is Status.OPEN else "")


def can_be_used_alone(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Tell programmes that take a consortium or another programme to use them."""
    programme = candidate.programme
    if candidate.is_eu_call:
        return unclear("EU-Aufruf: meist nur als Partner in einem internationalen Konsortium.")
    areas, applicants = set(programme.funding_areas), set(programme.eligible_applicants)
    if areas & _RESEARCH and applicants & _RESEARCHERS:
        return unclear("Forschungsförderung: Kommunen meist nur als Partner in einem Verbund.")
    if candidate.says(_FRAMEWORK):
        return unclear("Rahmenprogramm: Anträge nur über die Programme von Bund und Ländern.")
    return yes()


def start_is_allowed(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Compare the planned start with the ban on an early start."""
    if candidate.facts.value("early_start") != "forbidden_before_approval":
        return yes()
    if project.planned_start is None:
        return yes_but("Vor der Bewilligung darf nicht begonnen werden.")
    if project.planned_start <= today:
        return no("Das Vorhaben hat begonnen; gefördert wird nur, was noch nicht begonnen hat.")
    deadline = candidate.standing(today).next_deadline
    if deadline and project.planned_start <= deadline:
        begin, day = german_date(project.planned_start), german_date(deadline)
        return yes_but(f"Beginn {begin} liegt vor der Frist {day}; vor Bewilligung verboten.")
    return yes()


def _closed(candidate: Candidate, reason: str, today: date) -> Verdict:
    valid_until = candidate.facts.valid_until
    still_valid = valid_until is None or valid_until >= today
    if still_valid and any(deadline.annual for deadline in candidate.facts.deadlines):
        return unclear(f"Die Frist kehrt jährlich wieder, eine weitere Runde ist offen: {reason}")
    return no(_sentence(reason))


def _ends_before_start(candidate: Candidate, project: Project) -> str:
    until, start = candidate.facts.valid_until, project.planned_start
    if until is None or start is None or start <= until:
        return ""
    begin, end = german_date(start), german_date(until)
    return f"Die Richtlinie gilt bis {end}, das Vorhaben beginnt erst am {begin}."


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
