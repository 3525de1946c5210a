"""The order of the hits: by relevance, or by day or amount with those that state none last."""

from enum import StrEnum

import numpy as np

from index.search.columns import NO_AMOUNT, NO_DAY, Columns, Day
from index.search.rank import Ranked
from index.search.scores import Mask, Values


class Sort(StrEnum):
    """What comes first."""

    RELEVANCE = "relevanz"
    NEWEST = "neueste"
    DEADLINE = "frist"
    AMOUNT = "betrag"


def ordered(hits: Ranked, sort: Sort, columns: Columns, day: Day) -> tuple[Ranked, int]:
    """Order the hits, equals by relevance; also tells how many lack the value and stand last."""
    if sort is Sort.RELEVANCE:
        return hits, 0
    key, lacking = _by(sort, hits, columns, day)
    return hits.at(np.lexsort((key, lacking))), int(np.count_nonzero(lacking))


def _by(sort: Sort, hits: Ranked, columns: Columns, day: Day) -> tuple[Values, Mask]:
    """What comes first has the smallest value; those that state none are all alike."""
    if sort is Sort.NEWEST:
        return -columns.first_seen[hits.numbers].astype(float), np.zeros(len(hits), np.bool_)
    if sort is Sort.AMOUNT:
        amounts = columns.amounts[hits.numbers]
        return -amounts, amounts == NO_AMOUNT
    days = day.deadlines[hits.numbers].astype(float)
    return days, days == NO_DAY
