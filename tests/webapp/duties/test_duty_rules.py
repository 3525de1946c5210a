"""What is proposed after a Bescheid, on what it rests, and what is left open."""

from datetime import date
from typing import Any

import pytest
from conftest import make_facts
from hypothesis import given
from hypothesis import strategies as st

from index.facts import Facts
from index.vocabulary import Level
from webapp.applications.award import Award
from webapp.duties.kinds import DutyKind, Ground
from webapp.duties.months import months_after, months_since
from webapp.duties.proposal import Case, Proposal
from webapp.duties.rules import proposals, spending_after

AWARD = Award(
    number="1",
    dated=date(2026, 6, 1),
    granted=1,
    period_from=date(2026, 7, 1),
    period_to=date(2028, 6, 30),
)
LAND, BUND = (Level.STATE,), (Level.FEDERAL,)


def proposed(facts: Facts = Facts(), award: Award = AWARD, **more: Any) -> dict[str, Proposal]:
    found = proposals(Case(**dict(levels=LAND) | more, award=award, facts=facts))
    return {it.key: it for it in found}


def test_a_day_that_nobody_states_stays_open() -> None:
    found = proposed()
    assert found["verwendung"].due_on is None
    assert "nennt der Bescheid" in found["verwendung"].basis
    assert found["bindung/ende"].due_on is None
    assert found["hinweis"].due_on is None
    assert {it.due_on for key, it in found.items() if key.startswith("zwischen/")} == {None}


def test_what_the_programme_says_carries_its_quote_and_counts_from_the_end_of_the_period() -> None:
    found = proposed(make_facts(proof_of_use_months=6, retention_period_years=25))
    proof, end = found["verwendung"], found["bindung/ende"]
    assert (proof.due_on, proof.ground) == (date(2028, 12, 30), Ground.PROGRAMME)
    assert "„(im Test erfunden)“" in proof.basis
    assert "mit dem Bescheid vergleichen" in proof.basis
    assert end.due_on == date(2053, 6, 30)
    looks = [it.due_on for it in found.values() if it.kind is DutyKind.RETENTION_CHECK]
    assert looks == [date(year, 6, 30) for year in (2033, 2038, 2043, 2048)]


def test_the_zweckbindung_may_be_looked_at_every_year() -> None:
    found = proposed(make_facts(retention_period_years=10), check_every=1)
    looks = [it for it in found.values() if it.kind is DutyKind.RETENTION_CHECK]
    assert len(looks) == 9
    assert {it.ground for it in looks} == {Ground.OWN}


def test_the_rule_of_the_bund_is_cited_only_for_money_of_the_bund() -> None:
    theirs, ours = proposed(levels=BUND), proposed()
    assert theirs["verwendung"].due_on == date(2029, 6, 30)
    assert "Nr. 6.1 ANBest-Gk (Bund)" in theirs["verwendung"].basis
    assert theirs["zwischen/2026"].due_on == date(2027, 4, 30)
    assert not theirs["zwischen/2026"].chosen
    assert not any("ANBest-Gk" in it.basis or "NABF" in it.basis for it in ours.values())


def test_the_programme_goes_before_the_rule() -> None:
    found = proposed(make_facts(proof_of_use_months=3), levels=BUND)
    assert found["verwendung"].due_on == date(2028, 9, 30)
    assert "ANBest" not in found["verwendung"].basis


def test_money_is_called_for_in_each_year_and_the_last_window_ends_with_the_period() -> None:
    found = [it for it in proposed().values() if it.kind is DutyKind.DRAW_DOWN]
    assert [(it.opens_on, it.due_on) for it in found] == [
        (date(2026, 7, 1), None),
        (date(2027, 1, 1), None),
        (date(2028, 1, 1), date(2028, 6, 30)),
    ]


def test_without_a_period_nothing_is_counted() -> None:
    award = Award(number="", dated=date(2026, 6, 1), granted=1)
    found = proposed(make_facts(proof_of_use_months=6, retention_period_years=5), award)
    assert {it.due_on for it in found.values()} == {None}
    assert "rest" not in found


def test_a_forbidden_early_start_asks_for_its_proof() -> None:
    assert "beginn" in proposed(make_facts(early_start="forbidden_before_approval"))
    assert "beginn" not in proposed(make_facts(early_start="allowed"))
    assert "beginn" not in proposed()


def test_a_payment_is_to_be_spent_in_two_months() -> None:
    found = spending_after(date(2026, 12, 31))
    assert found.due_on == date(2027, 2, 28)
    assert "Nr. 1.2 ANBest-Gk (Bund)" in found.basis


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_months_count_forwards_and_back(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert months_since(day, later) == months


@pytest.mark.parametrize("years", [1, 5, 25])
def test_every_proposal_has_a_name_of_its_own_and_says_on_what_it_rests(years: int) -> None:
    facts = make_facts(retention_period_years=years, early_start="forbidden_before_approval")
    found = proposals(Case(award=AWARD, facts=facts, levels=BUND, check_every=1))
    assert len({it.key for it in found}) == len(found)
    assert all(it.basis.endswith((".", ".“")) and len(it.basis) <= 1000 for it in found)
    assert all(it.due_on for it in found if it.ground in (Ground.PROGRAMME, Ground.RULE))
