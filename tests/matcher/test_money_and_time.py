"""Own share in whole cents, combining programmes, counting back from a deadline."""

from datetime import date
from typing import Any

import pytest
from conftest import make_facts
from matcher_builders import make_programme, project

from index.facts import Facts
from matcher.own_share import own_share
from matcher.planning import LeadTimes, Meeting, plan_back
from matcher.stacking import Combining, rule_of, stacks

TODAY, DEADLINE = date(2026, 11, 2), date(2027, 5, 31)


@pytest.mark.parametrize(
    ("stated", "grant", "own"),
    [
        (dict(funding_rate_default=70, funding_rate_max=90), 35_000_000, 15_000_000),
        (dict(funding_rate_max=66.67), 33_335_000, 16_665_000),
        (dict(funding_rate_default=70, amount_max_eur=250_000), 25_000_000, 25_000_000),
        (dict(funding_rate_default=95, own_share_min=10), 45_000_000, 5_000_000),
        (dict(funding_rate_default=10, amount_min_eur=60_000), 0, 50_000_000),
    ],
)
def test_rate_cap_least_own_share_and_floor_count(
    stated: dict[str, Any], grant: int, own: int
) -> None:
    found = own_share(make_facts(**stated), project())
    assert (found.grant, found.own) == (grant, own)
    assert found.steps[0].cents - found.grant == found.own
    assert found.steps[1].quote


@pytest.mark.parametrize(
    ("stated", "grant", "own"),
    [
        (dict(funding_rate_default=70), 28_000_000, 22_000_000),
        (dict(funding_rate_default=95, own_share_min=10), 36_000_000, 14_000_000),
        (dict(funding_rate_default=70, amount_max_eur=250_000), 25_000_000, 25_000_000),
    ],
)
def test_a_rate_counts_on_what_can_be_funded_where_it_is_told(
    stated: dict[str, Any], grant: int, own: int
) -> None:
    found = own_share(make_facts(**stated), project(eligible_cost_eur=400_000))
    assert (found.grant, found.own) == (grant, own)
    assert [step.cents for step in found.steps[:2]] == [50_000_000, 40_000_000]
    assert found.on_eligible
    assert not any("welche Kosten" in one for one in found.unknown)


def test_what_can_never_be_funded_adds_to_the_least_own_share() -> None:
    told = project(eligible_cost_eur=400_000)
    assert own_share(make_facts(own_share_min=10), told).least_own == 14_000_000
    alone = own_share(
        make_facts(funding_rate_default=50), project(cost_eur=None, eligible_cost_eur=40)
    )
    assert (alone.grant, alone.own) == (2_000, None)


def test_a_part_of_a_cent_is_never_promised() -> None:
    found = own_share(make_facts(funding_rate_default=33.333), project(cost_eur=1))
    assert (found.grant, found.own) == (33, 67)


def test_without_a_rate_there_is_no_amount_but_a_stated_least_share() -> None:
    found = own_share(make_facts(own_share_min=10), project())
    assert (found.grant, found.own, found.least_own) == (None, None, 5_000_000)
    assert "Förderquote" in found.unknown
    assert own_share(Facts(), project(cost_eur=None)).unknown[0] == "Gesamtkosten des Vorhabens"


def test_what_the_own_funds_lack_is_told_only_if_they_are_known() -> None:
    facts = make_facts(funding_rate_default=70)
    assert own_share(facts, project()).lacking == 5_000_000
    assert own_share(facts, project(own_funds_eur=None)).lacking is None
    assert own_share(facts, project(own_funds_eur=150_000)).lacking is None


@pytest.mark.parametrize(
    ("first", "second", "answer", "grant"),
    [
        ("yes", "yes", Combining.ALLOWED, 900),
        ("yes", "conditional", Combining.CONDITIONAL, 900),
        ("yes", None, Combining.UNKNOWN, None),
        ("conditional", None, Combining.UNKNOWN, None),
        ("yes", "no", Combining.FORBIDDEN, None),
        (None, "no", Combining.FORBIDDEN, None),
    ],
)
def test_the_stricter_rule_counts_and_unknown_is_never_allowed(
    first: str | None, second: str | None, answer: Combining, grant: int | None
) -> None:
    rules = [
        rule_of(make_programme(), make_facts(combinable=said) if said else Facts(), 600)
        for said in (first, second)
    ]
    (pair,) = stacks(rules, 900)
    assert (pair.answer, pair.grant) == (answer, grant)


def test_two_descriptions_of_one_programme_are_no_stack() -> None:
    rules = [
        rule_of(make_programme(number=number), make_facts(combinable="yes"), 600)
        for number in (1, 2)
    ]
    (pair,) = stacks(rules, 900, same=[frozenset((1, 2))])
    assert (pair.answer, pair.grant) == (Combining.SAME, None)


def test_the_last_meeting_in_time_and_the_days_before_it_are_named() -> None:
    days = (date(2027, 3, 1), date(2027, 5, 12), date(2027, 5, 28), date(2027, 7, 1))
    meetings = [Meeting(day=day, body="Gemeindevertretung") for day in days]
    plan = plan_back(DEADLINE, TODAY, meetings)
    told = [(one.day, one.label) for one in plan.milestones]
    assert told == [
        (date(2027, 2, 24), "Vorbereitung beginnt"),
        (date(2027, 4, 21), "Vorlage für die Sitzung fertig"),
        (date(2027, 5, 12), "Letzte Sitzung rechtzeitig: Gemeindevertretung"),
        (DEADLINE, "Frist"),
    ]
    assert not plan.warning


def test_the_weeks_of_a_municipality_are_counted_instead_of_the_usual_ones() -> None:
    meetings = [Meeting(day=date(2027, 5, day), body="Rat") for day in (12, 28)]
    lead = LeadTimes(preparation=4, papers=2, afterwards=0)
    plan = plan_back(DEADLINE, TODAY, meetings, lead)
    assert [one.day for one in plan.milestones] == [
        date(2027, 4, 16),
        date(2027, 5, 14),
        date(2027, 5, 28),
        DEADLINE,
    ]
    assert plan.ready == date(2027, 5, 14)
    assert plan.lead.in_words == (
        "4 Wochen Vorbereitung, 2 Wochen für die Vorlage, 0 Wochen vom Beschluss zum Antrag"
    )


@pytest.mark.parametrize(
    ("days", "warning"),
    [
        ([], "Sitzungstermine unbekannt"),
        ([date(2027, 1, 10)], "nur bis 10.01.2027 bekannt"),
        ([date(2027, 6, 10)], "Keine bekannte Sitzung"),
    ],
)
def test_missing_meetings_are_told_and_nothing_is_made_up(days: list[date], warning: str) -> None:
    plan = plan_back(DEADLINE, TODAY, [Meeting(day=day, body="Rat") for day in days])
    assert warning in plan.warning
    soon = plan_back(date(2026, 11, 20), TODAY, [Meeting(day=date(2026, 11, 9), body="Rat")])
    assert "Vorlagenfrist" in soon.warning or "bekannt" in soon.warning
    assert soon.milestones[0].late
