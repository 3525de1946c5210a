"""The hard conditions: one function and one sentence each; a new rule is a new line in RULES."""

from collections.abc import Callable
from datetime import date

from matcher.applicant_rules import applicant_may_apply, population_fits
from matcher.area_rules import region_is_covered, special_area_is_covered
from matcher.call_rules import (
    call_is_open,
    can_be_used_alone,
    lead_time_is_left,
    start_is_allowed,
)
from matcher.candidate import Candidate
from matcher.money_rules import cost_is_high_enough, form_of_money_fits, own_share_is_there
from matcher.project import Project
from matcher.verdict import Verdict

Rule = Callable[[Candidate, Project, date], Verdict]

RULES: tuple[Rule, ...] = (
    applicant_may_apply,
    region_is_covered,
    special_area_is_covered,
    call_is_open,
    can_be_used_alone,
    population_fits,
    cost_is_high_enough,
    own_share_is_there,
    start_is_allowed,
    lead_time_is_left,
    form_of_money_fits,
)


def verdicts(candidate: Candidate, project: Project, today: date) -> list[Verdict]:
    """Ask every rule."""
    return [rule(candidate, project, today) for rule in RULES]
