"""The hard conditions: one function and one sentence each; a new rule is a new line in RULES.

Most rules look at little of a Vorhaben: two towns of one Land get the same answer on the
Fördergebiet. Each line says what that is, so that many Vorhaben do not ask the same again.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date

from matcher import applicant_rules, area_rules, call_rules, money_rules
from matcher.candidate import Candidate
from matcher.project import Project
from matcher.verdict import Verdict


def _nothing(project: Project) -> Hashable:
    return None


def _no_programme(candidate: Candidate) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition, and on what of a Vorhaben its verdict depends.

    Vorhaben that agree in `matters` get the same verdict, sentence included; but where `own` holds,
    a programme has a bound, a rate or a day against which each Vorhaben stands by itself.
    `only_told`: even there the answer is the same for all, and only its sentence is not.
    """

    ask: Callable[[Candidate, Project, date], Verdict]
    matters: Callable[[Project], Hashable] = _nothing
    own: Callable[[Candidate], bool] = _no_programme
    only_told: bool = False


FORM_OF_MONEY = Rule(money_rules.form_of_money_fits, lambda project: project.looking_for)

RULES: tuple[Rule, ...] = (
    Rule(applicant_rules.applicant_may_apply, applicant_rules.who_applies),
    Rule(area_rules.region_is_covered, area_rules.which_land),
    Rule(area_rules.special_area_is_covered, area_rules.beside_grw),
    Rule(call_rules.call_is_open, own=call_rules.ends_some_day, only_told=True),
    Rule(call_rules.can_be_used_alone),
    Rule(applicant_rules.population_fits, own=applicant_rules.bounds_population),
    Rule(money_rules.cost_is_high_enough, own=money_rules.has_floor),
    Rule(money_rules.own_share_is_there, own=money_rules.asks_own_share, only_told=True),
    Rule(call_rules.start_is_allowed, own=call_rules.forbids_early_start),
    Rule(call_rules.lead_time_is_left, own=call_rules.takes_lead_time, only_told=True),
    FORM_OF_MONEY,
)


def verdicts(candidate: Candidate, project: Project, today: date) -> list[Verdict]:
    """Ask every rule."""
    return [rule.ask(candidate, project, today) for rule in RULES]
