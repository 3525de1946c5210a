"""Who is the same as one is the same as the other: groups of records completed pair by pair."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from index.duplicates.pair import Pair, Relation
from index.duplicates.relation import may_be_one, told_by_one
from index.duplicates.rules import version
from index.duplicates.traits import Traits

_SURE = 0.8
_LESS_SURE = 0.1
_LARGEST = 8
"""A larger group is more likely a chain of accidents than one programme."""


def completed_groups(pairs: Iterable[Pair], traits: Mapping[str, Traits]) -> Iterator[Pair]:
    """Yield the pairs that follow from sure ones: both ends belong to the same third record."""
    sure = [
        pair for pair in pairs if pair.score >= _SURE and pair.relation is not Relation.PREDECESSOR
    ]
    for group in _groups(sure):
        known = {frozenset((pair.a, pair.b)): pair.score for pair in sure if pair.a in group}
        for a, b in combinations(sorted(group), 2):
            if frozenset((a, b)) in known or not may_be_one(traits[a], traits[b]):
                continue
            if told_by_one(traits[a], traits[b]):
                continue
            yield Pair(
                a=a,
                b=b,
                relation=version(traits[a].title, traits[b].title),
                score=round(min(known.values()) - _LESS_SURE, 2),
                reasons=("beide gehören zu demselben dritten Eintrag",),
            )


def _groups(pairs: Iterable[Pair]) -> list[set[str]]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        neighbours[pair.a].add(pair.b)
        neighbours[pair.b].add(pair.a)
    groups: list[set[str]] = []
    seen: set[str] = set()
    for start in neighbours:
        if start not in seen:
            groups.append(_reachable(start, neighbours))
            seen |= groups[-1]
    return [group for group in groups if len(group) <= _LARGEST]


def _reachable(start: str, neighbours: Mapping[str, set[str]]) -> set[str]:
    group, waiting = {start}, [start]
    while waiting:
        for other in neighbours[waiting.pop()] - group:
            group.add(other)
            waiting.append(other)
    return group
