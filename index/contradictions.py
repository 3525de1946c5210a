"""Where the sources of one programme contradict each other: values that cannot both be true.

Other words are no contradiction, nor is what only one of them states.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from index.facts import Deadline, Facts
from index.programme import Programme, Telling

_SAME_DAY = timedelta(days=1)
"""»Until 31.12.« and »out of force on 1.1.« mean the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A fact or field that sources tell differently; the most trusted source stands first.

    `decided` says that the Fördermittelmanagement has said already what is right.
    """

    name: str
    tellings: tuple[Telling, ...]
    decided: bool = False


def contradictions(programme: Programme, today: date) -> Iterator[Contradiction]:
    """Yield what the sources of a programme tell that cannot all be true."""
    for name, excludes in _RULES.items():
        stating = [it for it in programme.tellings if _states(it, name)]
        if any(excludes(a, b, today) for a, b in combinations(stating, 2)):
            decided = programme.is_decided(name)
            yield Contradiction(name=name, tellings=tuple(stating), decided=decided)


def _states(telling: Telling, name: str) -> bool:
    if name == "deadlines":
        return bool(_days(telling)) or telling.facts.value("deadline_model") in _WITHOUT_DAY
    if name in ("regions", "levels", "product_numbers"):
        return bool(getattr(telling.record, name))
    return name in telling.facts


Excludes = Callable[[Telling, Telling, date], bool]

_WITHOUT_DAY = ("rolling", "closed")


def _deadlines(a: Telling, b: Telling, today: date) -> bool:
    """Other days ahead for the same step, or a day ahead here and »laufend« or »beendet« there."""
    mine, theirs = _ahead(a, today), _ahead(b, today)
    if not (mine and theirs):
        silent = b if mine else a
        return bool(mine or theirs) and not _days(silent) and _has_no_day(silent.facts)
    return any(not _agree(mine[kind], theirs[kind]) for kind in mine.keys() & theirs.keys())


def _has_no_day(facts: Facts) -> bool:
    return facts.value("deadline_model") in _WITHOUT_DAY


def _days(telling: Telling) -> list[tuple[str, Deadline]]:
    if telling.record.call and telling.record.call.deadlines:
        days = telling.record.call.deadlines
        return [("application", Deadline("application", day.isoformat())) for day in days]
    return [(item.kind, item) for item in telling.facts.deadlines]


def _ahead(telling: Telling, today: date) -> dict[str, set[date]]:
    """The days ahead by kind: those of older calls are only old."""
    found: dict[str, set[date]] = {}
    for kind, item in _days(telling):
        if day := item.next_on(today):
            found.setdefault(kind, set()).add(day)
    return found


def _agree(mine: set[date], theirs: set[date]) -> bool:
    """Whether one source only tells more days than the other."""
    return mine <= theirs or theirs <= mine


def _valid_until(a: Telling, b: Telling, today: date) -> bool:
    mine, theirs = a.facts.valid_until, b.facts.valid_until
    return bool(mine and theirs and abs(mine - theirs) > _SAME_DAY)


def _other_number(name: str) -> Excludes:
    def excludes(a: Telling, b: Telling, today: date) -> bool:
        return abs(float(a.facts.value(name)) - float(b.facts.value(name))) > 0.01

    return excludes


def _one_of(name: str, *pairs: frozenset[str]) -> Excludes:
    """Of words that leave room for each other only the named pairs are contradictions."""

    def excludes(a: Telling, b: Telling, today: date) -> bool:
        return frozenset((a.facts.value(name), b.facts.value(name))) in pairs

    return excludes


def _nothing_in_common(name: str) -> Excludes:
    def excludes(a: Telling, b: Telling, today: date) -> bool:
        mine: Any = getattr(a.record, name)
        return not set(mine) & set(getattr(b.record, name))

    return excludes


_NUMBERS = (
    "funding_rate_max", "funding_rate_default", "own_share_min", "amount_max_eur",
    "amount_min_eur", "total_cost_min_eur", "population_min", "population_max",
    "retention_period_years", "proof_of_use_months",
)  # fmt: skip

_RULES: dict[str, Excludes] = {
    "deadlines": _deadlines,
    "programme_valid_until": _valid_until,
    **{name: _other_number(name) for name in _NUMBERS},
    "early_start": _one_of("early_start", frozenset(("allowed", "forbidden_before_approval"))),
    "combinable": _one_of("combinable", frozenset(("yes", "no"))),
    "status": _one_of("status", frozenset(("open", "closed")), frozenset(("open", "paused"))),
    "regions": _nothing_in_common("regions"),
    "levels": _nothing_in_common("levels"),
    "product_numbers": _nothing_in_common("product_numbers"),
}
