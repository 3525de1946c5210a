"""The money of an application in whole cents: what it costs, who pays, and that it adds up.

What nobody told is absent. The own share is never entered: it is what is left of the cost.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

MOST_CENTS = 10**13
"""A hundred thousand million euros: beyond it somebody mistyped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Gesamtkosten, förderfähige Kosten, Förderung and Mittel Dritter, as far as they are told."""

    cost: int | None = None
    eligible: int | None = None
    grant: int | None = None
    third_party: int | None = None

    @property
    def own(self) -> int | None:
        """The own share: what is left to pay; absent until cost and grant are told."""
        if self.cost is None or self.grant is None:
            return None
        return self.cost - self.grant - (self.third_party or 0)

    @property
    def is_told(self) -> bool:
        """Whether any amount is told."""
        return any(getattr(self, name) is not None for name in AMOUNTS)

    @classmethod
    def from_row(cls, row: Mapping[str, int | None]) -> Self:
        """Read the columns of an applicant."""
        return cls(**{name: row[f"{name}_cents"] for name in AMOUNTS})

    def columns(self) -> dict[str, int | None]:
        """The columns of an applicant; the own share is kept for those who add it up in SQL."""
        told = {f"{name}_cents": getattr(self, name) for name in AMOUNTS}
        return told | dict(own_cents=self.own)


AMOUNTS = tuple(one.name for one in fields(Money))
"""What people enter, in this order."""

LABELS = {
    "cost": "Gesamtkosten",
    "eligible": "förderfähige Kosten",
    "grant": "Förderung",
    "third_party": "Mittel Dritter",
    "own": "Eigenanteil",
}


def total(shares: Iterable[Money]) -> Money:
    """Add up what the applicants tell; an amount that one of them does not tell has no total.

    Nobody has to tell that there are no Mittel Dritter: these are added up as far as told.
    """
    told = list(shares)
    sums = {name: _sum([getattr(one, name) for one in told]) for name in AMOUNTS}
    third = [one.third_party for one in told if one.third_party is not None]
    return Money(**sums | dict(third_party=_sum(third)))


def faults(money: Money) -> dict[str, str]:
    """Say what cannot be, one German sentence per amount; nothing if it can."""
    found: dict[str, str] = {}
    cost, eligible, grant = money.cost, money.eligible, money.grant
    if eligible is not None and cost is not None and eligible > cost:
        found["eligible"] = "Förderfähig können höchstens die Gesamtkosten sein."
    if grant is not None and eligible is not None and grant > eligible:
        found["grant"] = "Die Förderung kann nicht höher sein als die förderfähigen Kosten."
    elif grant is not None and cost is not None and grant > cost:
        found["grant"] = "Die Förderung kann nicht höher sein als die Gesamtkosten."
    if "grant" not in found and money.own is not None and money.own < 0:
        found["third_party"] = "Förderung und Mittel Dritter sind zusammen höher als die Kosten."
    for name in AMOUNTS:
        amount = getattr(money, name)
        if amount is not None and not 0 <= amount <= MOST_CENTS:
            found[name] = "Das ist kein möglicher Betrag."
    return found


def _sum(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known and len(known) == len(amounts) else None
