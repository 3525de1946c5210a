"""Which programmes speak of a term, how much, and in which words: one column per term.

Arrays instead of objects: ten thousand programmes have three million such entries.
"""

from array import array
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.mentions import Posting

_SATURATION = 1.0


@dataclass(frozen=True, slots=True)
class Column:
    """The programmes that speak of one term, by their place on the shelf.

    `shares` say how much of its worth the term has there: 0 to 1, hardly more for the tenth time.
    """

    numbers: NDArray[np.intp]
    shares: NDArray[np.float64]
    surfaces: NDArray[np.intc]
    in_title: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """A term that a programme speaks of: what share of its worth it has there."""

    term: str
    share: float
    in_title: bool


class Postings:
    """The columns of all terms of some programmes."""

    def __init__(self, programmes: Iterable[Mapping[str, Posting]]) -> None:
        self._terms: dict[str, int] = {}
        self.surfaces: list[str] = []
        known: dict[str, int] = {}
        terms, numbers, weights = array("i"), array("i"), array("d")
        surfaces, in_title = array("i"), array("b")
        for number, programme in enumerate(programmes):
            for term, posting in programme.items():
                terms.append(self._terms.setdefault(term, len(self._terms)))
                numbers.append(number)
                weights.append(posting.weight)
                surfaces.append(known.setdefault(posting.surface, len(known)))
                in_title.append(posting.in_title)
        self.surfaces = list(known)
        by_term = np.frombuffer(terms, np.intc)
        order = np.argsort(by_term, kind="stable")
        self._starts = np.searchsorted(by_term[order], np.arange(len(self._terms) + 1))
        found = np.frombuffer(weights, np.float64)[order]
        self._numbers = np.frombuffer(numbers, np.intc)[order].astype(np.intp)
        self._shares = found / (_SATURATION + found)
        self._surfaces = np.frombuffer(surfaces, np.intc)[order]
        self._in_title = np.frombuffer(in_title, np.int8)[order].astype(np.bool_)

    @property
    def terms(self) -> Collection[str]:
        """All that these programmes say."""
        return self._terms.keys()

    def of(self, number: int) -> list[Said]:
        """All that one programme says."""
        its = np.flatnonzero(self._numbers == number)
        terms = np.searchsorted(self._starts, its, side="right") - 1
        names = list(self._terms)
        values = zip(
            terms.tolist(), self._shares[its].tolist(), self._in_title[its].tolist(), strict=True
        )
        return [Said(names[term], share, in_title) for term, share, in_title in values]

    def column(self, term: str) -> Column | None:
        """The programmes that speak of a term; nothing where none does."""
        place = self._terms.get(term)
        if place is None:
            return None
        its = slice(self._starts[place], self._starts[place + 1])
        return Column(
            self._numbers[its], self._shares[its], self._surfaces[its], self._in_title[its]
        )
