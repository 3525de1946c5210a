"""What a Vorhaben would get from a programme and what it has to pay itself, in whole cents.

Nothing is guessed: without a stated rate there is no amount. A rate counts on the
zuwendungsfähige Ausgaben where the town has told them, else on the whole cost; either way the
funder decides in the end, so every amount is the most that can be hoped for.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from index.facts import Facts
from matcher.project import Project

RATE, BEST_RATE, CAP, OWN, SMALLEST = (
    "funding_rate_default", "funding_rate_max", "amount_max_eur", "own_share_min",
    "amount_min_eur",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the calculation: what it says, the cents after it, the sentence behind it."""

    label: str
    cents: int
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnShare:
    """The calculation; what could not be calculated is absent, and `unknown` names why."""

    steps: tuple[Step, ...] = ()
    grant: int | None = None
    own: int | None = None
    least_own: int | None = None
    """What has to be paid at least, where only that is stated."""
    lacking: int | None = None
    """What the own funds lack; nothing where they suffice or are not told."""
    on_eligible: bool = False
    """Whether the rate counts on the zuwendungsfähige Ausgaben and not on the whole cost."""
    unknown: tuple[str, ...] = ()


def own_share(facts: Facts, project: Project) -> OwnShare:
    """Calculate the most a Vorhaben can get, and what is left to pay."""
    unknown = _unknown(facts, project)
    basis = eligible_cents(project)
    if basis is None:
        return OwnShare(unknown=unknown)
    rest = 0 if project.cost_eur is None else project.cost_eur * 100 - basis
    found = OwnShare(
        steps=_cost_steps(project),
        unknown=unknown,
        on_eligible=project.eligible_cost_eur is not None,
    )
    name = RATE if facts.value(RATE) is not None else BEST_RATE
    if facts.value(name) is None:
        least = _least_own(facts, basis)
        return replace(found, least_own=None if least is None else least + rest)
    steps = (*found.steps, *_grant_steps(facts, name, basis))
    grant = steps[-1].cents
    if project.cost_eur is None:
        return replace(found, steps=steps, grant=grant)
    own = basis + rest - grant
    told = project.own_funds_eur
    return replace(
        found,
        steps=(*steps, Step(label="Eigenanteil", cents=own)),
        grant=grant,
        own=own,
        lacking=own - told * 100 if told is not None and told * 100 < own else None,
    )


def eligible_cents(project: Project) -> int | None:
    """What a rate counts on, in cents: the zuwendungsfähige Ausgaben, else the whole cost."""
    told = project.eligible_cost_eur
    basis = project.cost_eur if told is None else told
    return None if basis is None else basis * 100


def _cost_steps(project: Project) -> tuple[Step, ...]:
    told = (
        ("Gesamtkosten des Vorhabens", project.cost_eur),
        ("davon zuwendungsfähig nach Ihrer Angabe", project.eligible_cost_eur),
    )
    return tuple(Step(label=label, cents=eur * 100) for label, eur in told if eur is not None)


def _grant_steps(facts: Facts, name: str, cost: int) -> list[Step]:
    rate = facts.value(name)
    label = "Förderquote" if name == RATE else "Förderquote höchstens"
    percent = f"{rate:g}".replace(".", ",")
    grant = _percent(cost, rate, ROUND_FLOOR)
    steps = [Step(label=f"{label} {percent} %", cents=grant, quote=_quote(facts, name))]
    cap = facts.value(CAP)
    if cap is not None and cap * 100 < grant:
        grant = int(cap * 100)
        steps.append(
            Step(label="Begrenzt auf den Höchstbetrag", cents=grant, quote=_quote(facts, CAP))
        )
    least = _least_own(facts, cost)
    if least is not None and cost - least < grant:
        grant = cost - least
        label = "Begrenzt durch den Mindest-Eigenanteil"
        steps.append(Step(label=label, cents=grant, quote=_quote(facts, OWN)))
    smallest = facts.value(SMALLEST)
    if smallest is not None and grant < smallest * 100:
        label = "Unter der Bagatellgrenze: keine Förderung"
        steps.append(Step(label=label, cents=0, quote=_quote(facts, SMALLEST)))
    return steps


def _least_own(facts: Facts, cost: int) -> int | None:
    share = facts.value(OWN)
    return None if share is None else _percent(cost, share, ROUND_CEILING)


def _percent(cents: int, percent: float, rounding: str) -> int:
    return int((cents * Decimal(str(percent)) / 100).to_integral_value(rounding))


def _unknown(facts: Facts, project: Project) -> tuple[str, ...]:
    missing = []
    if project.cost_eur is None:
        missing.append("Gesamtkosten des Vorhabens")
    if facts.value(RATE) is None and facts.value(BEST_RATE) is None:
        missing.append("Förderquote")
    if facts.value(CAP) is None:
        missing.append("Höchstbetrag")
    if facts.value(OWN) is None:
        missing.append("Mindest-Eigenanteil")
    if project.eligible_cost_eur is None:
        missing.append("welche Kosten zuwendungsfähig sind")
    return tuple(missing)


def _quote(facts: Facts, name: str) -> str:
    fact = facts.get(name)
    return fact.evidence[0].quote if fact else ""
