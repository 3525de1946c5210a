"""What a day in a sentence is for: only days of submission can become deadlines."""

from crawler.facts.marks import DAY
from crawler.facts.role import Role, RoleRule
from crawler.facts.role_rules import NEAREST, RIGHT_BEFORE, WHOLE_CLAUSE


def role_of(text: str, at: int) -> Role:
    """Tell what the day at this place of a marked text is for."""
    before, after = _clause(text, at)
    clause = before + DAY + after
    for rule in WHOLE_CLAUSE:
        if rule.cue.search(clause):
            return rule.role
    for rule in RIGHT_BEFORE:
        if rule.cue.search(before):
            return rule.role
    return _nearest(before, after)


def _clause(text: str, at: int) -> tuple[str, str]:
    before, after = text[max(0, at - 220) : at], text[at + 1 : at + 181]
    return before[before.rfind(";") + 1 :], after.split(";", 1)[0]


def _nearest(before: str, after: str) -> Role:
    nearest, role = 1000.0, Role.OTHER
    for rule in NEAREST:
        distance = rule.weight * _distance(rule, before, after)
        if distance < nearest:
            nearest, role = distance, rule.role
    return role


def _distance(rule: RoleRule, before: str, after: str) -> float:
    """How far the nearest cue is; with another day in between it belongs rather to that one."""
    distance = 2000.0
    for found in rule.cue.finditer(before):
        between = before[found.end() :]
        distance = len(between) * (2.0 if DAY in between else 1.0)
    if rule.behind and (behind := rule.cue.search(after)):
        between = after[: behind.start()]
        own = DAY in after[behind.end() :] and "," in between
        far = own or DAY in between or between.startswith((" und ", " sowie ", " bzw. "))
        distance = min(distance, len(between) * (4.0 if far else 1.0))
    return distance
