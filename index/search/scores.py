"""How strongly programmes contain or meet something, as arrays: one pass of C for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.intp]
"""Programmes by their number in the open index, each once, in ascending order."""
Values = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Some programmes, and the score of each, above 0 and up to 1."""

    numbers: Numbers
    values: Values

    def __len__(self) -> int:
        """How many programmes there are."""
        return len(self.numbers)

    def best(self) -> float:
        """The best score, 0 where there is none."""
        return float(self.values.max()) if len(self.values) else 0.0

    def at_least(self, least: float) -> "Scores":
        """Those with such a score."""
        kept = self.values >= least
        return Scores(self.numbers[kept], self.values[kept])


NOWHERE = Scores(np.empty(0, np.intp), np.empty(0))


def of_all(values: Values) -> Scores:
    """From one value per programme of the index; those without a score have 0."""
    numbers = np.flatnonzero(values)
    return Scores(numbers, values[numbers])


def weakest(found: Sequence[Scores]) -> Scores:
    """The programmes that are in all of them, with the least of their scores."""
    fewest, *others = sorted(found, key=len)
    numbers, values = fewest.numbers, fewest.values
    for other in others:
        if not len(other):
            return NOWHERE
        places = np.minimum(np.searchsorted(other.numbers, numbers), len(other) - 1)
        both = other.numbers[places] == numbers
        numbers = numbers[both]
        values = np.minimum(values[both], other.values[places[both]])
    return Scores(numbers, values)


def raise_to(best: Values, scores: Scores, weight: float) -> None:
    """Keep the better of two alternatives for each programme."""
    best[scores.numbers] = np.maximum(best[scores.numbers], scores.values * weight)


def add_to(total: Values, scores: Scores, weight: float) -> None:
    """Add up for each programme."""
    total[scores.numbers] += scores.values * weight
