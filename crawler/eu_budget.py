"""The money of one topic, out of a table that the portal repeats for the whole call."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.eu_answer import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one topic gives; an amount of 0 means that nothing was stated."""

    budget_eur: int | None = None
    grant_min_eur: int | None = None
    grant_max_eur: int | None = None
    expected_grants: int | None = None
    shared_budget: bool = False


def budget_of(row: Row) -> Budget:
    """Read the budget of the row's own topic; figures of its siblings do not count.

    A pot is shared when all topics of the call show the same sum and this one states no
    contributions of its own that would explain it.
    """
    actions = list(_actions(row.json("budgetOverview")))
    own = [action for name, action in actions if name == row.identifier]
    if not own:
        return Budget(budget_eur=_whole(row.one("budget")))
    total = sum(_total(action) for action in own)
    lowest = [int(_number(action.get("minContribution"))) for action in own]
    highest = [int(_number(action.get("maxContribution"))) for action in own]
    return Budget(
        budget_eur=int(total) or None,
        grant_min_eur=min((n for n in lowest if n), default=None),
        grant_max_eur=max(highest) or None,
        expected_grants=sum(int(_number(action.get("expectedGrants"))) for action in own) or None,
        shared_budget=bool(total) and not any(highest) and _all_alike(actions),
    )


def _actions(overview: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if not isinstance(overview, dict):
        return
    for listed in overview.get("budgetTopicActionMap", {}).values():
        for action in listed:
            # "TOPIC-01 - HORIZON-RIA …": identifiers are prefixes of one another.
            yield str(action.get("action", "")).split(" ")[0].lower(), action


def _all_alike(actions: list[tuple[str, Mapping[str, Any]]]) -> bool:
    sums: dict[str, float] = {}
    for name, action in actions:
        sums[name] = sums.get(name, 0) + _total(action)
    return len(sums) > 1 and len(set(sums.values())) == 1


def _total(action: Mapping[str, Any]) -> float:
    return sum(_number(value) for value in (action.get("budgetYearMap") or {}).values())


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def _whole(text: str) -> int | None:
    return int(_number(text)) or None
