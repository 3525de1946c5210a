"""Whatever people enter, the money of an application adds up to the cent."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.applications.money import AMOUNTS, Money, faults, total

AMOUNT = st.integers(min_value=0, max_value=10**12)
MAYBE = st.none() | AMOUNT
ANYTHING = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

ANY_MONEY = st.builds(Money, cost=MAYBE, eligible=MAYBE, grant=MAYBE, third_party=MAYBE)


@ANYTHING
@given(ANY_MONEY)
def test_the_own_share_is_always_what_is_left_of_the_cost(money: Money) -> None:
    if money.own is None:
        assert money.cost is None or money.grant is None
    else:
        assert money.grant + (money.third_party or 0) + money.own == money.cost


@ANYTHING
@given(st.lists(ANY_MONEY, min_size=1, max_size=15))
def test_sums_over_applicants_equal_the_totals(shares: list[Money]) -> None:
    whole = total(shares)
    for name in ("cost", "eligible", "grant"):
        told = [getattr(one, name) for one in shares]
        assert getattr(whole, name) == (None if None in told else sum(told))
    if whole.own is not None:
        assert whole.own == sum(one.own for one in shares)
        assert whole.grant + (whole.third_party or 0) + whole.own == whole.cost


@ANYTHING
@given(st.lists(ANY_MONEY, min_size=1, max_size=15))
def test_possible_shares_never_make_an_impossible_total(shares: list[Money]) -> None:
    possible = [one for one in shares if not faults(one)]
    if possible:
        # A town may have told only its grant: nobody can hold that against a cost.
        told = [one for one in possible if one.cost is not None and one.eligible is not None]
        assert faults(total(told)) == {}


@ANYTHING
@given(ANY_MONEY)
def test_money_without_a_fault_leaves_no_negative_own_share(money: Money) -> None:
    if not faults(money):
        assert money.own is None or 0 <= money.own <= money.cost


@ANYTHING
@given(ANY_MONEY)
def test_money_comes_back_from_its_columns(money: Money) -> None:
    assert Money.from_row(money.columns()) == money


@pytest.mark.parametrize(
    ("money", "amount", "said"),
    [
        (Money(cost=100, eligible=101), "eligible", "höchstens die Gesamtkosten"),
        (Money(cost=100, eligible=50, grant=51), "grant", "förderfähigen Kosten"),
        (Money(cost=100, grant=101), "grant", "Gesamtkosten"),
        (Money(cost=100, grant=60, third_party=41), "third_party", "höher als die Kosten"),
        (Money(cost=-1), "cost", "kein möglicher Betrag"),
    ],
)
def test_what_cannot_be_is_said_at_its_amount(money: Money, amount: str, said: str) -> None:
    assert said in faults(money)[amount]


def test_nothing_told_is_nothing_and_not_zero() -> None:
    assert Money().own is None
    assert total([Money(cost=5), Money()]) == Money()
    assert not Money().is_told
    assert [Money(**{name: 0}).is_told for name in AMOUNTS] == [True] * len(AMOUNTS)
