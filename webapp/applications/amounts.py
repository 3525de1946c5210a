"""Reading amounts to the cent, as people write them, and what a programme would give."""

import re
from dataclasses import dataclass
from decimal import Decimal

from index.facts import Fact, Facts
from matcher.own_share import OwnShare, own_share
from matcher.project import Project
from webapp.applications.money import MOST_CENTS, Money
from webapp.filters import euro

_WRITTEN = re.compile(r"(?P<euros>\d{1,3}(?:\.\d{3}){1,5}|\d{1,18})(?:,(?P<cents>\d{1,2}))?")


def cents_of(text: str) -> int | None:
    """Read an amount such as 1.650.000 or 1.650.000,50; nothing for an empty text.

    Raises:
        ValueError: one German sentence.
    """
    bare = re.sub(r"\s|€|EUR|Euro", "", text)
    if not bare:
        return None
    found = _WRITTEN.fullmatch(bare)
    if found is None:
        raise ValueError("Bitte einen Betrag in Euro angeben, zum Beispiel 1.650.000,50.")
    cents = int(found["euros"].replace(".", "")) * 100 + int((found["cents"] or "").ljust(2, "0"))
    if cents > MOST_CENTS:
        raise ValueError("Das ist kein möglicher Betrag.")
    return cents


def as_written(cents: int | None) -> str:
    """Write an amount as it stands in a field: 1.650.000,50."""
    if cents is None:
        return ""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", ".") + (f",{rest:02d}" if rest else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What does not go with the programme, and the sentence of the programme."""

    said: str
    quote: str


def proposal_for(facts: Facts, money: Money) -> OwnShare:
    """What the programme would give at most for what is told; the matcher calculates it."""
    cost, eligible = (None if it is None else it // 100 for it in (money.cost, money.eligible))
    bare = Project(id="", title="", cost_eur=cost, eligible_cost_eur=eligible)
    return own_share(facts, bare)


def doubts_about(facts: Facts, money: Money) -> list[Doubt]:
    """Say where the amounts go beyond what the programme states; people may know better."""
    basis = money.cost if money.eligible is None else money.eligible
    found = (
        _above_rate(facts.get("funding_rate_max"), basis, money.grant),
        _above_cap(facts.get("amount_max_eur"), money.grant),
        _below_least(facts.get("own_share_min"), money.cost, money.own),
    )
    return [doubt for doubt in found if doubt]


def _above_rate(rate: Fact | None, basis: int | None, grant: int | None) -> Doubt | None:
    if rate is None or basis is None or grant is None or grant <= _percent(basis, rate):
        return None
    percent = f"{rate.value:g}".replace(".", ",")
    return _doubt(f"Die Förderung liegt über der Quote von {percent} %.", rate)


def _above_cap(cap: Fact | None, grant: int | None) -> Doubt | None:
    if cap is None or grant is None or grant <= cap.value * 100:
        return None
    return _doubt(f"Die Förderung liegt über dem Höchstbetrag von {euro(cap.value)}.", cap)


def _below_least(least: Fact | None, cost: int | None, own: int | None) -> Doubt | None:
    if least is None or cost is None or own is None or own >= _percent(cost, least):
        return None
    return _doubt("Der Eigenanteil liegt unter dem verlangten Mindestanteil.", least)


def _percent(cents: int, fact: Fact) -> Decimal:
    return cents * Decimal(str(fact.value)) / 100


def _doubt(said: str, fact: Fact) -> Doubt:
    return Doubt(said=said, quote=fact.evidence[0].quote)
