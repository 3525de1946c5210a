"""Money that is divided always adds up to the cent, whatever is divided between whom."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.agreements.splitting import divide, shared_out
from webapp.applications.money import Money

WEIGHTS = st.dictionaries(
    st.sampled_from([f"064330{number:02}" for number in range(15)]),
    st.integers(0, 70_000),
    min_size=1,
).filter(lambda them: sum(them.values()) > 0)


@st.composite
def amounts(draw: st.DrawFn) -> Money:
    """Money that go together, large, small and unknown ones."""
    cost = draw(st.one_of(st.integers(0, 9), st.integers(0, 10**12)))
    eligible = draw(st.none() | st.integers(0, cost))
    ceiling = cost if eligible is None else eligible
    grant = draw(st.none() | st.integers(0, ceiling) | st.just(ceiling))
    third = draw(st.none() | st.integers(0, cost - (grant or 0)))
    return Money(cost=cost, eligible=eligible, grant=grant, third_party=third)


@given(amounts(), WEIGHTS)
@settings(max_examples=120, deadline=None)
def test_every_amount_adds_up_and_nobody_gets_less_than_nothing(
    totals: Money, weights: dict[str, int]
) -> None:
    shares = list(divide(totals, weights).shares.values())
    for name in ("cost", "eligible", "grant", "third_party", "own"):
        whole, parts = getattr(totals, name), [getattr(it, name) for it in shares]
        if whole is None:
            assert parts == [None] * len(parts)
        else:
            assert sum(parts) == whole
            assert min(parts) >= 0
    for it in shares:
        assert it.eligible is None or it.eligible <= it.cost
        assert (it.grant or 0) <= (it.cost if it.eligible is None else it.eligible)


@given(amounts(), WEIGHTS)
@settings(max_examples=60, deadline=None)
def test_no_share_is_further_from_its_exact_part_than_rounding_in_a_chain_can_bring_it(
    totals: Money, weights: dict[str, int]
) -> None:
    whole = sum(weights.values())
    for ags, share in divide(totals, weights).shares.items():
        assert abs(share.cost * whole - totals.cost * weights[ags]) < whole
        if totals.grant is not None and share.grant is not None:
            assert abs(share.grant * whole - totals.grant * weights[ags]) <= 2 * whole
        if not weights[ags]:
            assert share.cost == 0


@given(amounts(), WEIGHTS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_towns_does_not_matter(
    totals: Money, weights: dict[str, int], chance: object
) -> None:
    turned = list(weights.items())
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert divide(totals, dict(turned)) == divide(totals, weights)


def test_a_hundred_euros_for_three_leave_one_cent_to_the_first() -> None:
    for order in permutations("abc"):
        division = divide(Money(cost=10_000, grant=8_000), dict.fromkeys(order, 1))
        assert [it.cost for it in division.shares.values()] == [3334, 3333, 3333]
        assert [it.grant for it in division.shares.values()] == [2667, 2667, 2666]
        assert [it.own for it in division.shares.values()] == [667, 666, 667]
        assert division.carriers == dict(cost=("a",), grant=("a", "b"))


def test_a_single_cent_goes_to_the_largest_remainder() -> None:
    assert shared_out(10, dict(a=1, b=1, c=4)) == dict(a=2, b=2, c=6)  # 1.67, 1.67, 6.67
    assert shared_out(3, dict(a=10, b=30)) == dict(a=1, b=2)  # 0.75 and 2.25


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        (Money(cost=-1), "kein möglicher Betrag"),
        (Money(grant=1), "Ohne Gesamtkosten"),
        (Money(cost=10, eligible=11), "höchstens die Gesamtkosten"),
        (Money(cost=10, eligible=5, grant=6), "nicht höher sein als die förderfähigen"),
        (Money(cost=10, grant=6, third_party=5), "zusammen höher"),
    ],
)
def test_amounts_that_do_not_go_together_are_refused(amounts: Money, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        divide(amounts, dict(a=1))


def test_nothing_is_divided_by_nothing() -> None:
    with pytest.raises(ValueError, match="Maßstab"):
        shared_out(5, dict(a=0, b=0))
