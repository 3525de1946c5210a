"""Splitting the cost of a year between the members, exactly to the cent.

A part goes in equal shares, the rest by the weights of the agreed size classes. Who takes part for
a part of the year pays by days: with somebody joining, the others pay less, and nothing is left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from webapp.agreements.splitting import shared_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What the service cost in a year and what of it funding paid, in cents."""

    total: int
    funding: int

    @property
    def net(self) -> int:
        """What the members share."""
        return self.total - self.funding


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days of the year, both ends included, on which a member belonged to one size class."""

    first: date
    last: date
    size_class: str
    weight: int
    """The weight of the class in thousandths."""

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """A member with its size classes of the year, one after the other."""

    ags: str
    name: str
    spans: tuple[Span, ...]

    @property
    def days(self) -> int:
        """On how many days of the year it took part."""
        return sum(span.days for span in self.spans)

    @property
    def points(self) -> int:
        """Days times weight: by these the part of the size classes is split."""
        return sum(span.days * span.weight for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one member pays, in cents, and which of its parts were rounded up by a cent."""

    payer: Payer
    base: int
    by_class: int
    base_rounded_up: bool
    class_rounded_up: bool

    @property
    def total(self) -> int:
        """Both parts together."""
        return self.base + self.by_class


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The cost of a year divided: both pots and the share of each member, in order of AGS."""

    costs: Costs
    base: int
    by_class: int
    shares: tuple[Share, ...]

    @property
    def days(self) -> int:
        """The days of all members."""
        return sum(share.payer.days for share in self.shares)

    @property
    def points(self) -> int:
        """The points of all members."""
        return sum(share.payer.points for share in self.shares)


def split(costs: Costs, base_percent: int, payers: Iterable[Payer]) -> Split:
    """Divide what is left to pay; every part adds up, whatever the order of the members.

    Raises:
        ValueError: when nobody can carry it; one German sentence.
    """
    if not 0 <= costs.funding <= costs.total:
        raise ValueError("Die Förderung ist höher als die Kosten.")
    found = {payer.ags: payer for payer in payers}
    pots = shared_out(costs.net, {"base": base_percent, "class": 100 - base_percent})
    base = shared_out(pots["base"], {ags: it.days for ags, it in found.items()})
    by_class = shared_out(pots["class"], {ags: it.points for ags, it in found.items()})
    days, points = (sum(it.days for it in found.values()), sum(it.points for it in found.values()))
    shares = (
        Share(
            payer=found[ags],
            base=base[ags],
            by_class=by_class[ags],
            base_rounded_up=base[ags] * days > pots["base"] * found[ags].days,
            class_rounded_up=by_class[ags] * points > pots["class"] * found[ags].points,
        )
        for ags in sorted(found)
    )
    return Split(costs=costs, base=pots["base"], by_class=pots["class"], shares=tuple(shares))
