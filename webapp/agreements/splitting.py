"""Dividing the money of a joint application between its applicants, exactly to the cent."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from webapp.applications.money import Money, faults


class Basis(StrEnum):
    """By what the money is divided."""

    INHABITANTS = "inhabitants"
    EQUAL = "equal"
    PERCENT = "percent"
    AMOUNTS = "amounts"

    @property
    def label(self) -> str:
        """The German words for people to read."""
        return _LABELS[self]


_LABELS = {
    Basis.INHABITANTS: "nach Einwohnern",
    Basis.EQUAL: "zu gleichen Teilen",
    Basis.PERCENT: "nach eigenen Prozenten",
    Basis.AMOUNTS: "nach eigenen Beträgen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """What each applicant gets by its AGS, and who carries the cents that cannot be divided."""

    shares: Mapping[str, Money]
    carriers: Mapping[str, tuple[str, ...]]
    """For each name of an amount the AGS of those whose share was rounded up."""


def divide(totals: Money, weights: Mapping[str, int]) -> Division:
    """Divide all amounts by the same weights, so that every one adds up again.

    Nobody gets less than nothing, more grant than eligible cost, or more than the cost is.

    Raises:
        ValueError: says in one German sentence which amounts do not go together.
    """
    for wrong in faults(totals).values():
        raise ValueError(wrong)
    if totals.cost is None:
        raise ValueError("Ohne Gesamtkosten gibt es nichts aufzuteilen.")
    cost = shared_out(totals.cost, weights)
    eligible = _below(totals.eligible, weights, cost)
    grant = _below(totals.grant, weights, eligible or cost)
    left = {ags: cost[ags] - grant[ags] for ags in cost} if grant else cost
    third = _below(totals.third_party, weights, left)
    shares = {
        ags: Money(
            cost=cost[ags],
            eligible=eligible[ags] if eligible else None,
            grant=grant[ags] if grant else None,
            third_party=third[ags] if third else None,
        )
        for ags in sorted(weights)
    }
    found = dict(cost=cost, eligible=eligible, grant=grant, third_party=third)
    carriers = {name: _rounded_up(it, weights) for name, it in found.items() if it}
    return Division(shares=shares, carriers={name: it for name, it in carriers.items() if it})


def shared_out(
    total: int, weights: Mapping[str, int], most: Mapping[str, int] | None = None
) -> dict[str, int]:
    """Divide whole cents in proportion to weights; single cents go to the largest remainders.

    Equal remainders are served in the order of their keys, so the order of the weights does not
    matter; nobody gets more than `most` says.

    Raises:
        ValueError: when there is nobody to carry it; one German sentence.
    """
    whole = sum(weights.values())
    if total < 0 or whole <= 0 or min(weights.values()) < 0:
        raise ValueError("Es fehlt ein Maßstab, nach dem geteilt werden kann.")
    if most is not None and sum(most.values()) < total:
        raise ValueError("Ein Teilbetrag ist größer als das Ganze.")
    parts = {key: divmod(total * weights[key], whole) for key in weights}
    shares = {key: min(part, most[key]) if most else part for key, (part, _) in parts.items()}
    order = sorted(weights, key=lambda key: (-parts[key][1], key))
    left = total - sum(shares.values())
    while left:
        for key in order:
            if left and (most is None or shares[key] < most[key]):
                shares[key] += 1
                left -= 1
    return shares


def _below(
    total: int | None, weights: Mapping[str, int], most: Mapping[str, int]
) -> dict[str, int] | None:
    return None if total is None else shared_out(total, weights, most)


def _rounded_up(shares: Mapping[str, int], weights: Mapping[str, int]) -> tuple[str, ...]:
    total, whole = sum(shares.values()), sum(weights.values())
    return tuple(ags for ags in sorted(shares) if shares[ags] * whole > total * weights[ags])
