"""Terms in the index: how strongly each programme contains a word or a phrase (BM25F)."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from index.search.schema import FIELD_WEIGHTS, LENGTH_SHARE, pair
from index.search.scores import NOWHERE, Mask, Numbers, Scores, Values, of_all, weakest
from index.search.shelf import Lengths, Places, Reader

K1 = 1.4

_MOST_TERMS, _MOST_PLACES = 50_000, 3_000_000
"""So many terms, and so many programmes for all of them, are remembered: 48 MB."""


class Postings:
    """The terms of one open index, for all threads of a process.

    What a term is found to be worth holds until the index changes, so it is remembered. A question
    looks up a hundred names of its topics; most of them stand nowhere.
    """

    def __init__(self, reader: Reader, size: int, lengths: dict[str, Lengths]) -> None:
        """Take an open reader, how many programmes it has, and the lengths of all fields."""
        self._reader, self.size = reader, size
        self.count = max(1, self.size)
        self._alive = _alive(reader.gone, self.size) if len(reader.gone) else None
        self._norms = {
            name: _norms(lengths[name], LENGTH_SHARE[name], reader.totals[name] / self.count)
            for name in FIELD_WEIGHTS
        }
        self._found: dict[str, Scores] = {}
        self._names: dict[str, Numbers] = {}
        self._chains: dict[tuple[str, ...], Scores] = {}
        self._remembered = 0

    def everything(self) -> Numbers:
        """All programmes."""
        return np.arange(self.size) if self._alive is None else np.flatnonzero(self._alive)

    def foresee(self, phrases: Iterable[tuple[str, ...]], words: Iterable[str] = ()) -> None:
        """Tell the reader what will be asked for and is not remembered yet."""
        terms = {term for phrase in phrases for term in (*phrase, *_pairs(phrase))}
        unknown = (terms - self._found.keys()).union(set(words) - self._names.keys())
        if unknown:
            self._reader.foresee(unknown)

    def phrase(self, stems: tuple[str, ...]) -> Scores:
        """Per programme how strongly it contains the stems side by side."""
        if len(stems) == 1:
            return self.term(stems[0])
        return self._chain(_pairs(stems))

    def all_of(self, terms: Iterable[str]) -> Scores:
        """Per programme how strongly it contains the weakest of the terms, if it has all."""
        return self._chain(tuple(terms))

    def _chain(self, terms: tuple[str, ...]) -> Scores:
        if len(terms) == 1:
            return self.term(terms[0])
        scores = self._chains.get(terms)
        if scores is None:
            scores = self._chains[terms] = self._weakest(terms)
            self._make_room(len(scores))
        return scores

    def _weakest(self, terms: tuple[str, ...]) -> Scores:
        found = []
        for text in terms:
            scores = self.term(text)
            if not len(scores):
                return NOWHERE
            found.append(scores)
        return weakest(found)

    def term(self, text: str) -> Scores:
        """Per programme how strongly it contains the term, 0 to 1 (BM25F without rarity)."""
        found = self._found.get(text)
        if found is None:
            found = self._saturated(text)
            self._make_room(len(found))
            self._found[text] = found
        return found

    def names(self, folded: str) -> Numbers:
        """The programmes whose title contains the very word."""
        found = self._names.get(folded)
        if found is None:
            places = self._places("name", folded)
            found = places[0] if places else NOWHERE.numbers
            self._make_room(len(found))
            self._names[folded] = found
        return found

    def _saturated(self, text: str) -> Scores:
        parts = []
        for field, weight in FIELD_WEIGHTS.items():
            if places := self._places(field, text):
                numbers, weights = places
                parts.append((numbers, weight * weights / self._norms[field][numbers]))
        if not parts:
            return NOWHERE
        if len(parts) == 1:
            numbers, sums = parts[0]
            return Scores(numbers, sums / (K1 + sums))
        sums = np.zeros(self.size)
        for numbers, values in parts:
            sums[numbers] += values
        return of_all(sums / (K1 + sums))

    def _places(self, field: str, text: str) -> Places | None:
        """Where a term stands in a field, and with which weight."""
        found = self._reader.places(field, text)
        if found is None or self._alive is None:
            return found
        numbers, weights = found
        alive = self._alive[numbers]
        return (numbers[alive], weights[alive]) if alive.any() else None

    def _make_room(self, places: int) -> None:
        self._remembered += places
        count = len(self._found) + len(self._names) + len(self._chains)
        if self._remembered > _MOST_PLACES or count > _MOST_TERMS:
            self._found, self._names, self._chains = {}, {}, {}
            self._remembered = places


def _pairs(stems: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(pair(a, b) for a, b in pairwise(stems))


def _alive(gone: Numbers, size: int) -> Mask:
    alive = np.ones(size, np.bool_)
    alive[gone] = False
    return alive


def _norms(lengths: Lengths, share: float, average: float) -> Values:
    """How much the length of a field counts against what is found in it, for each programme."""
    norms = 1 - share + share * lengths / max(1.0, average)
    return norms.astype(np.float64, copy=False)
