"""Conditions on money: floors, own share, form of the money."""

import re
from datetime import date

from index.facts import Facts
from index.vocabulary import FundingType
from matcher.candidate import Candidate
from matcher.own_share import eligible_cents
from matcher.project import Project, Seeking
from matcher.verdict import Verdict, no, unclear, yes, yes_but

_ELIGIBLE = re.compile(r"(?:zuwendungs|förder)fähig", re.IGNORECASE)
_PER_YEAR = re.compile(r"pro (?:Kalender)?[Jj]ahr|je (?:Kalender)?[Jj]ahr|jährlich")


def cost_is_high_enough(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Check the smallest cost and the smallest grant (Bagatellgrenze)."""
    facts = candidate.facts
    floor, smallest = facts.value("total_cost_min_eur"), facts.value("amount_min_eur")
    if floor is None and smallest is None:
        return yes()
    if candidate.is_eu_call:
        least = euro(smallest if smallest is not None else floor)
        return unclear(f"Gefördert wird ab {least}, meist für ein ganzes Konsortium.")
    if _is_per_year(candidate):
        least = euro(floor if floor is not None else smallest)
        return yes_but(f"Untergrenze {least} im Jahr; bitte über die Laufzeit prüfen.")
    cost, eligible = volume(facts, project), eligible_cents(project)
    if cost is None or eligible is None:
        return unclear("Es gibt eine Untergrenze; zum Vorhaben fehlen die Kosten.")
    if floor is not None and cost < floor:
        return no(_too_small("Mindestvolumen", floor, cost), remediable=True)
    rate = facts.value("funding_rate_max") or 100
    most = round(eligible * rate / 10_000)
    if smallest is not None and most < smallest:
        return no(_too_small("Mindestförderung", smallest, most), remediable=True)
    return yes(f"Untergrenze {euro(floor if floor is not None else smallest)} ist erreicht.")


def volume(facts: Facts, project: Project) -> int | None:
    """The cost in euros that a floor means: the zuwendungsfähige where its sentence says so.

    A smallest grant is always reached by what can be funded.
    """
    whole, eligible = project.cost_eur, project.eligible_cost_eur
    fact = facts.get("total_cost_min_eur")
    quotes = " ".join(item.quote for item in fact.evidence) if fact else ""
    on_eligible = fact is None or _ELIGIBLE.search(quotes)
    told = (eligible, whole) if on_eligible else (whole, eligible)
    return next((eur for eur in told if eur is not None), None)


def has_floor(candidate: Candidate) -> bool:
    """Tell whether a programme has a floor against which each Vorhaben stands by itself."""
    facts = candidate.facts
    stated = "total_cost_min_eur" in facts or "amount_min_eur" in facts
    return stated and not candidate.is_eu_call


def _is_per_year(candidate: Candidate) -> bool:
    found = (candidate.facts.get(name) for name in ("total_cost_min_eur", "amount_min_eur"))
    quotes = " ".join(item.quote for fact in found if fact for item in fact.evidence)
    return _PER_YEAR.search(quotes) is not None


def own_share_is_there(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Compare the own funds with the smallest own share; too little is a catch, not a »no«."""
    share = candidate.facts.value("own_share_min")
    basis = eligible_cents(project)
    if share is None or basis is None or project.own_funds_eur is None:
        return yes()
    needed = round(basis * share / 10_000)
    if project.own_funds_eur >= needed:
        return yes()
    missing = euro(needed - project.own_funds_eur)
    percent = f"{share:g}".replace(".", ",")
    return yes_but(f"Eigenanteil mindestens {percent} % ({euro(needed)}): es fehlen {missing}.")


def asks_own_share(candidate: Candidate) -> bool:
    """Tell whether a programme has a smallest own share."""
    return "own_share_min" in candidate.facts


def form_of_money_fits(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Compare Zuschuss or Darlehen with what is sought; the wrong form is a catch, not a »no«."""
    offered = candidate.funding_types
    wanted = {Seeking.GRANT: FundingType.GRANT, Seeking.LOAN: FundingType.LOAN}
    sought = wanted.get(project.looking_for) if project.looking_for else None
    if sought is None or not offered or sought in offered:
        return yes(f"Förderart: {', '.join(offered)}." if offered else "")
    return yes_but(f"Gesucht ist ein {sought}, geboten wird: {', '.join(offered)}.")


def euro(amount: float) -> str:
    """Write whole euros as Germans do: 1.234.567 €."""
    return f"{round(amount):,} €".replace(",", ".")


def _too_small(name: str, floor: float, has: float) -> str:
    return f"{name} {euro(floor)}: es fehlen {euro(floor - has)}."
