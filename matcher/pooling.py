"""What several municipalities reach together that one of them alone does not."""

from collections.abc import Iterable

from index.facts import Facts
from matcher.money_rules import euro, volume
from matcher.project import Project


def too_small_for(facts: Facts, project: Project) -> str:
    """Name the floor that a Vorhaben misses by its size alone; empty where it misses none."""
    if _below(_smallest_cost(facts), volume(facts, project)):
        return "volume"
    town = project.municipality
    people = town.population if town else None
    return "people" if _below(facts.value("population_min"), people) else ""


def reached_together(facts: Facts, projects: Iterable[Project]) -> tuple[str, ...]:
    """Tell which floors these Vorhaben reach only together; what is not known does not count."""
    found = list(projects)
    told = []
    floor = _smallest_cost(facts)
    costs = [cost for one in found if (cost := volume(facts, one))]
    if floor and sum(costs) >= floor and any(cost < floor for cost in costs):
        told.append(f"Zusammen {euro(sum(costs))}: die Untergrenze {euro(floor)} ist erreicht.")
    least = facts.value("population_min")
    people = {t.ags: t.population for one in found if (t := one.municipality) and t.population}
    if least and sum(people.values()) >= least and any(n < least for n in people.values()):
        count = f"{sum(people.values()):,}".replace(",", ".")
        least_told = f"{least:,}".replace(",", ".")
        told.append(f"Zusammen {count} Einwohner: die Untergrenze {least_told} ist erreicht.")
    return tuple(told)


def _smallest_cost(facts: Facts) -> int | None:
    """The smallest cost, or the cost from which on the smallest grant is reached."""
    floor, smallest = facts.value("total_cost_min_eur"), facts.value("amount_min_eur")
    if floor is not None or smallest is None:
        return None if floor is None else int(floor)
    rate = facts.value("funding_rate_max") or 100
    return -int(-smallest * 100 // rate)


def _below(floor: float | None, has: float | None) -> bool:
    return floor is not None and has is not None and has < floor
