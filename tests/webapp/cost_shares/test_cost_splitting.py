"""The cost of a year always adds up to the cent, whoever takes part and since when."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.cost_shares.splitting import Costs, Payer, Span, split

NEW_YEAR, NEW_YEARS_EVE = date(2026, 1, 1), date(2026, 12, 31)


def payer(ags: str, *spans: tuple[date, date, int]) -> Payer:
    found = (Span(first=a, last=b, size_class=str(w), weight=w) for a, b, w in spans)
    return Payer(ags=ags, name=f"Ort {ags}", spans=tuple(found))


def whole_year(ags: str, weight: int) -> Payer:
    return payer(ags, (NEW_YEAR, NEW_YEARS_EVE, weight))


@st.composite
def payers(draw: st.DrawFn) -> list[Payer]:
    """Members that join and leave on any day, with one or two classes one after the other."""
    found = []
    for number in range(draw(st.integers(1, 15))):
        first, last = sorted(draw(st.tuples(st.integers(0, 364), st.integers(0, 364))))
        cut = draw(st.integers(first, last))
        days = [(first, cut), (cut + 1, last)] if cut < last else [(first, last)]
        weights = draw(st.lists(st.integers(1, 10**9), min_size=2, max_size=2))
        spans = [
            (NEW_YEAR + timedelta(a), NEW_YEAR + timedelta(b), weight)
            for (a, b), weight in zip(days, weights, strict=False)
        ]
        found.append(payer(f"{number:08}", *spans))
    return found


COSTS = st.tuples(st.integers(0, 10**10), st.integers(0, 10**10)).map(
    lambda pair: Costs(total=max(pair), funding=min(pair))
)
EVERYTHING = settings(deadline=None, max_examples=30)


@EVERYTHING
@given(COSTS, st.integers(0, 100), payers())
def test_every_part_adds_up_and_nobody_pays_less_than_nothing(
    costs: Costs, percent: int, members: list[Payer]
) -> None:
    found = split(costs, percent, members)
    assert sum(it.base for it in found.shares) == found.base
    assert sum(it.by_class for it in found.shares) == found.by_class
    assert sum(it.total for it in found.shares) == costs.net
    assert min(min(it.base, it.by_class) for it in found.shares) >= 0
    assert len(found.shares) == len(members)


@EVERYTHING
@given(COSTS, st.integers(0, 100), payers(), st.randoms())
def test_the_order_of_the_members_changes_nothing(
    costs: Costs, percent: int, members: list[Payer], chance: object
) -> None:
    mixed = list(members)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert split(costs, percent, mixed) == split(costs, percent, members)


@EVERYTHING
@given(COSTS, st.integers(0, 100), payers())
def test_nobody_is_further_than_a_cent_from_the_exact_share(
    costs: Costs, percent: int, members: list[Payer]
) -> None:
    found = split(costs, percent, members)
    for it in found.shares:
        base = Fraction(found.base * it.payer.days, found.days)
        by_class = Fraction(found.by_class * it.payer.points, found.points)
        assert abs(it.base - base) < 1
        assert abs(it.by_class - by_class) < 1
        assert it.base_rounded_up == (it.base > base)
        assert it.class_rounded_up == (it.by_class > by_class)


@EVERYTHING
@given(COSTS, st.integers(0, 100), payers(), st.integers(1, 364))
def test_who_joins_in_the_year_never_pays_more_than_for_the_whole_year(
    costs: Costs, percent: int, members: list[Payer], late: int
) -> None:
    joins = payer("99999999", (NEW_YEAR + timedelta(late), NEW_YEARS_EVE, 5000))
    part = split(costs, percent, [*members, joins]).shares[-1]
    whole = split(costs, percent, [*members, whole_year("99999999", 5000)]).shares[-1]
    assert part.payer.ags == whole.payer.ags == "99999999"
    # The cent of a remainder may fall to it in one case and to another member in the other.
    assert part.total <= whole.total + 2


def test_a_hundred_euros_by_hand() -> None:
    members = [whole_year("1", 1000), whole_year("2", 1000), whole_year("3", 2500)]
    found = split(Costs(total=25_000, funding=15_000), 10, members)
    assert (found.base, found.by_class) == (1_000, 9_000)
    assert [it.base for it in found.shares] == [334, 333, 333]
    assert [it.by_class for it in found.shares] == [2_000, 2_000, 5_000]
    assert [it.base_rounded_up for it in found.shares] == [True, False, False]


def test_half_a_year_counts_by_days() -> None:
    late = payer("2", (date(2026, 7, 2), NEW_YEARS_EVE, 1000))  # 183 of 365 days
    found = split(Costs(total=54_800, funding=0), 10, [whole_year("1", 1000), late])
    assert [it.payer.days for it in found.shares] == [365, 183]
    assert [it.base for it in found.shares] == [3_650, 1_830]
    assert [it.by_class for it in found.shares] == [32_850, 16_470]


def test_a_change_of_class_within_the_year_counts_each_class_by_its_days() -> None:
    grows = payer("1", (NEW_YEAR, date(2026, 5, 31), 1000), (date(2026, 6, 1), NEW_YEARS_EVE, 2000))
    assert grows.points == 151 * 1000 + 214 * 2000
    assert grows.days == 365


def test_more_funding_than_costs_is_refused() -> None:
    with pytest.raises(ValueError, match="höher als die Kosten"):
        split(Costs(total=1, funding=2), 10, [whole_year("1", 1)])


def test_without_members_nobody_can_pay() -> None:
    with pytest.raises(ValueError, match="Maßstab"):
        split(Costs(total=1, funding=0), 10, [])
