"""Every rule reads its example and is silent at its counter-example."""

import pytest
from conftest import make_record

from crawler.facts import FAMILIES, read_facts
from crawler.facts.passages import statements
from crawler.facts.role import RoleRule
from crawler.facts.role_rules import ROLE_RULES
from crawler.facts.roles import role_of
from crawler.facts.rule import Rule

RULES = [rule for family in FAMILIES for rule in family.RULES]


def _name(rule: Rule) -> str:
    return f"{rule.fact}: {rule.example[:60]}"


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_rule_reads_its_example(rule: Rule) -> None:
    facts = read_facts(make_record(summary="", description=rule.example))
    assert facts.value(rule.fact) == rule.expect


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_rule_does_not_read_that_in_its_counter_example(rule: Rule) -> None:
    facts = read_facts(make_record(summary="", description=rule.counter_example))
    assert facts.value(rule.fact) != rule.expect


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_quick_search_finds_the_example_of_the_rule(rule: Rule) -> None:
    assert any(word in rule.example.lower() for word in rule.words)


@pytest.mark.parametrize("rule", ROLE_RULES, ids=lambda rule: f"{rule.role}: {rule.example[:50]}")
def test_day_has_the_role_that_the_example_shows(rule: RoleRule) -> None:
    told = next(iter(statements(make_record(summary="", description=rule.example))))
    last = told.marks("\ue000")[-1]
    assert role_of(told.marked, last.at) is rule.role
