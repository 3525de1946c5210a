"""The order of the hits: by relevance, or by day or amount with those that state none last."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from index.search.columns import NO_AMOUNT, NO_DAY, Columns, Day
from index.search.rank import Ranked


class Sort(StrEnum):
    """What comes first."""

    RELEVANCE = "relevanz"
    NEWEST = "neueste"
    DEADLINE = "frist"
    AMOUNT = "betrag"


def ordered(
    hits: Sequence[Ranked], sort: Sort, columns: Columns, day: Day
) -> tuple[list[Ranked], int]:
    """Order the hits, equals by relevance; also tells how many lack the value and stand last."""
    if sort is Sort.RELEVANCE:
        return list(hits), 0
    key, lacks = _by(sort, columns, day)
    stating = sorted((hit for hit in hits if not lacks(hit)), key=key)
    lacking = [hit for hit in hits if lacks(hit)]
    return stating + lacking, len(lacking)


def _by(
    sort: Sort, columns: Columns, day: Day
) -> tuple[Callable[[Ranked], float], Callable[[Ranked], bool]]:
    if sort is Sort.NEWEST:
        return lambda hit: -columns.first_seen[hit.number], lambda hit: False
    if sort is Sort.AMOUNT:
        amounts = columns.amounts
        return lambda hit: -amounts[hit.number], lambda hit: amounts[hit.number] == NO_AMOUNT
    days = day.deadlines
    return lambda hit: days[hit.number], lambda hit: days[hit.number] == NO_DAY
