"""Calculations and plans as people read them: each step, each warning, each unknown thing."""

from datetime import date

import pytest
from conftest import make_facts
from matcher_builders import make_programme, project

from index.facts import Facts
from matcher.own_share import eligible_cents, own_share
from matcher.planning import USUAL, LeadTimes, Meeting, Milestone, plan_back
from matcher.stacking import Combining, rule_of, stacks

TODAY, DEADLINE = date(2026, 11, 2), date(2027, 5, 31)
QUOTE = "(im Test erfunden)"


def test_every_step_of_the_own_share_has_a_name_and_the_sentence_behind_it() -> None:
    stated = dict(
        funding_rate_default=70, amount_max_eur=250_000, own_share_min=60, amount_min_eur=300_000
    )
    found = own_share(make_facts(**stated), project())

    assert [(step.label, step.cents, step.quote) for step in found.steps] == [
        ("Gesamtkosten des Vorhabens", 50_000_000, ""),
        ("Förderquote 70 %", 35_000_000, QUOTE),
        ("Begrenzt auf den Höchstbetrag", 25_000_000, QUOTE),
        ("Begrenzt durch den Mindest-Eigenanteil", 20_000_000, QUOTE),
        ("Unter der Bagatellgrenze: keine Förderung", 0, QUOTE),
        ("Eigenanteil", 50_000_000, ""),
    ]
    assert (found.grant, found.own, found.lacking) == (0, 50_000_000, 40_000_000)
    assert found.unknown == ("welche Kosten zuwendungsfähig sind",)


def test_a_best_rate_is_called_one_and_written_with_a_comma() -> None:
    found = own_share(make_facts(funding_rate_max=66.5), project(eligible_cost_eur=400_000))

    assert [step.label for step in found.steps] == [
        "Gesamtkosten des Vorhabens",
        "davon zuwendungsfähig nach Ihrer Angabe",
        "Förderquote höchstens 66,5 %",
        "Eigenanteil",
    ]
    assert found.unknown == ("Höchstbetrag", "Mindest-Eigenanteil")


def test_a_bound_that_is_just_kept_is_no_step() -> None:
    stated = dict(
        funding_rate_default=50, amount_max_eur=250_000, own_share_min=50, amount_min_eur=250_000
    )
    found = own_share(make_facts(**stated), project(own_funds_eur=250_000))

    assert [step.cents for step in found.steps] == [50_000_000, 25_000_000, 25_000_000]
    assert found.lacking is None
    assert own_share(make_facts(**stated), project(own_funds_eur=249_999)).lacking == 100


def test_all_that_is_not_known_is_named() -> None:
    assert own_share(Facts(), project()).unknown == (
        "Förderquote",
        "Höchstbetrag",
        "Mindest-Eigenanteil",
        "welche Kosten zuwendungsfähig sind",
    )
    nothing = own_share(make_facts(funding_rate_max=50), project(cost_eur=None))
    assert (nothing.steps, nothing.grant, nothing.own) == ((), None, None)
    assert nothing.unknown[0] == "Gesamtkosten des Vorhabens"
    assert own_share(Facts(), project()).steps[0].label == "Gesamtkosten des Vorhabens"
    alone = project(cost_eur=None, eligible_cost_eur=40)
    steps = own_share(make_facts(funding_rate_default=50), alone).steps
    assert [step.cents for step in steps] == [4_000, 2_000]
    assert (eligible_cents(project()), eligible_cents(project(cost_eur=None))) == (50_000_000, None)


def test_a_pair_adds_up_only_what_is_known_and_what_is_allowed_comes_first() -> None:
    rules = [
        rule_of(make_programme(number=number), make_facts(combinable=said), grant)
        for number, (said, grant) in enumerate(
            [("yes", 600), ("no", 100), ("conditional", 200), ("yes", None)], start=1
        )
    ]
    found = stacks([*rules, rule_of(make_programme(number=5), Facts())], 10_000)

    assert [(it.first.programme.id, it.second.programme.id, it.answer) for it in found] == [
        (1, 4, Combining.ALLOWED),
        (1, 3, Combining.CONDITIONAL),
        (3, 4, Combining.CONDITIONAL),
        (1, 5, Combining.UNKNOWN),
        (3, 5, Combining.UNKNOWN),
        (4, 5, Combining.UNKNOWN),
        (1, 2, Combining.FORBIDDEN),
        (2, 3, Combining.FORBIDDEN),
        (2, 4, Combining.FORBIDDEN),
        (2, 5, Combining.FORBIDDEN),
    ]
    assert [it.grant for it in found[:3]] == [None, 800, None]
    assert [it.grant for it in stacks(rules[:3:2], None)] == [None]
    assert [it.grant for it in stacks(rules[:3:2], 700)] == [700]
    assert (rules[0].quote, rule_of(make_programme(), Facts()).quote) == (QUOTE, "")


def rat(day: date) -> Meeting:
    return Meeting(day=day, body="Rat")


def test_a_plan_tells_which_days_are_over() -> None:
    plan = plan_back(DEADLINE, date(2027, 4, 21), [rat(date(2027, 5, 12))])

    assert plan.milestones == (
        Milestone(day=date(2027, 2, 24), label="Vorbereitung beginnt", late=True),
        Milestone(day=date(2027, 4, 21), label="Vorlage für die Sitzung fertig", late=False),
        Milestone(day=date(2027, 5, 12), label="Letzte Sitzung rechtzeitig: Rat", late=False),
        Milestone(day=DEADLINE, label="Frist", late=False),
    )
    assert (plan.warning, plan.meeting, plan.ready) == (
        "",
        rat(date(2027, 5, 12)),
        date(2027, 4, 21),
    )
    assert plan.lead is USUAL


@pytest.mark.parametrize(
    ("days", "today", "warning"),
    [
        ([], TODAY, "Sitzungstermine unbekannt: Ob die Gremien rechtzeitig tagen, ist offen."),
        ([date(2027, 5, 9)], TODAY, "Sitzungstermine sind nur bis 09.05.2027 bekannt."),
        ([date(2027, 5, 10)], TODAY, ""),
        ([date(2027, 5, 24)], TODAY, ""),
        ([date(2027, 5, 25)], TODAY, "Keine bekannte Sitzung liegt rechtzeitig vor der Frist."),
        (
            [date(2027, 5, 12)],
            date(2027, 4, 22),
            "Die übliche Vorlagenfrist für diese Sitzung ist vorbei; bitte gleich anmelden.",
        ),
        (
            [date(2027, 5, 12)],
            date(2027, 5, 13),
            "Keine bekannte Sitzung liegt rechtzeitig vor der Frist.",
        ),
        ([date(2027, 5, 12)], date(2027, 4, 21), ""),
    ],
)
def test_what_may_go_wrong_with_the_council_is_told_in_one_sentence(
    days: list[date], today: date, warning: str
) -> None:
    plan = plan_back(DEADLINE, today, map(rat, days))
    assert plan.warning == warning


def test_without_a_meeting_in_time_work_begins_before_the_deadline() -> None:
    early = rat(date(2027, 1, 10))
    for meetings in ([], [rat(date(2027, 5, 25))]):
        plan = plan_back(DEADLINE, TODAY, meetings)
        assert [(it.day, it.label) for it in plan.milestones] == [
            (date(2027, 4, 5), "Vorbereitung beginnt"),
            (DEADLINE, "Frist"),
        ]
        assert (plan.ready, plan.meeting) == (None, None)
    known = plan_back(DEADLINE, TODAY, [early])
    assert (known.meeting, known.ready) == (None, date(2026, 12, 20))  # later ones may follow


def test_weeks_are_told_in_words() -> None:
    assert LeadTimes(preparation=1, papers=1, afterwards=2).in_words == (
        "1 Woche Vorbereitung, 1 Woche für die Vorlage, 2 Wochen vom Beschluss zum Antrag"
    )
