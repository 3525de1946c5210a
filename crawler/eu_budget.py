"""The money of one topic, out of a table that the portal repeats for the whole call."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.eu_answer import Row

_NO_BUDGET = 1e15


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
    by_topic = overview.get("budgetTopicActionMap")
    for listed in by_topic.values() if isinstance(by_topic, dict) else ():
        for action in listed if isinstance(listed, list) else ():
            if not isinstance(action, dict):
                continue
            # "TOPIC-01 - HORIZON-RIA …": identifiers are prefixes of one another.
            yield str(action.get("action", "")).split(" ")[0].lower(), action


def _all_alike(actions: list[tuple[str, Mapping[str, Any]]]) -> bool:
    sums: dict[str, float] = {}
    for name, action in actions:
        sums[name] = sums.get(name, 0) + _total(action)
    return len(sums) > 1 and len(set(sums.values())) == 1


def _total(action: Mapping[str, Any]) -> float:
    by_year = action.get("budgetYearMap")
    return sum(map(_number, by_year.values())) if isinstance(by_year, dict) else 0.0


def _number(value: Any) -> float:
    """A number that can be a sum of money; anything else counts as not stated."""
    try:
        told = float(value)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return told if 0 <= told < _NO_BUDGET else 0.0


def _whole(text: str) -> int | None:
    return int(_number(text)) or None
