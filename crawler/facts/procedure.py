"""The model of the procedure: closed, several cut-offs, two-stage, rolling or one day."""

from collections.abc import Iterator
from functools import lru_cache

from crawler.facts.deadlines import Submission, submissions
from crawler.facts.marks import DAY, LENGTH
from crawler.facts.passages import Statements
from crawler.facts.procedure_rules import CLOSED, LEAD_TIME, ROLLING, TWO_STAGE
from crawler.facts.rule import Finding, fact, findings
from index.facts import Fact

RULES = CLOSED + TWO_STAGE + ROLLING + LEAD_TIME


@lru_cache(maxsize=1)
def closed(told: Statements) -> Finding | None:
    """The statement that applications are over, unless the text also names a later day.

    In a list of calls a closed one stands beside a programme that goes on: where the programme
    takes applications at any time, or until a later day, it is not closed.
    """
    found = next(findings(CLOSED, told), None)
    if found is None or next(findings(ROLLING, told), None):
        return None
    over = max((mark.value for mark in found.statement.marks(DAY)), default="")
    later = (s.day for s in submissions(told) if not s.annual and s.evidence != found.evidence)
    return None if over and any(day > over for day in later) else found


def read(told: Statements) -> Iterator[Fact]:
    """The model and the lead time before the own project."""
    lead = next(findings(LEAD_TIME, told), None)
    if model := _model(told, submissions(told), lead):
        yield model
    if lead and (mark := lead.last(LENGTH)):
        count, unit = mark.value
        yield lead.fact(f"P{count}{unit}")


def _model(told: Statements, stated: list[Submission], lead: Finding | None) -> Fact | None:
    """The order of precedence of the extraction rules."""
    if over := closed(told):
        return over.fact()
    kinds = [submission.kind for submission in stated if not submission.past]
    if any(kinds.count(kind) > 1 for kind in set(kinds)):
        evidence = [submission.evidence for submission in stated]
        return fact("deadline_model", "multiple-cut-off", evidence)
    if len(set(kinds)) > 1:
        return fact("deadline_model", "two-stage", [submission.evidence for submission in stated])
    if two_stage := next(findings(TWO_STAGE, told), None):
        return two_stage.fact()
    if rolling := next(findings(ROLLING, told), None):
        return rolling.fact()
    if stated:
        return fact("deadline_model", "single-stage", [stated[0].evidence])
    return fact("deadline_model", "rolling", [lead.evidence]) if lead else None
