"""Terms in the index: how strongly each programme contains a word or a phrase (BM25F)."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from index.search.schema import FIELD_WEIGHTS, LENGTH_SHARE, pair
from index.search.snapshot import Segment, segments_of

K1 = 1.2

_REMEMBERED, _LONGEST = 10_000, 500
_NOWHERE = (array("i"), array("d"))

Scores = dict[int, float]
"""Programme, by its number in the open index → 0 to 1."""


class Postings:
    """The terms of one open reader; made for one question, by one thread."""

    def __init__(self, current: Path, reader: Any) -> None:
        self._leaves = list(segments_of(current, reader))
        self.count = max(1, reader.doc_count_all())
        self._averages = {
            name: max(1.0, reader.field_length(name) / self.count) for name in FIELD_WEIGHTS
        }
        self._found: dict[str, Scores] = {}

    def everything(self) -> Iterator[int]:
        """All programmes."""
        for leaf, offset, segment in self._leaves:
            for number in range(len(segment.cards)):
                if not leaf.is_deleted(number):
                    yield offset + number

    def place(self, number: int) -> tuple[Segment, int]:
        """The segment of a programme and its number there."""
        for _, offset, segment in reversed(self._leaves):
            if number >= offset:
                return segment, number - offset
        raise KeyError(number)

    def phrase(self, stems: tuple[str, ...]) -> Scores:
        """Per programme how strongly it contains the stems side by side."""
        if len(stems) == 1:
            return self.term(stems[0])
        return self.all_of(pair(a, b) for a, b in pairwise(stems))

    def all_of(self, terms: Iterable[str]) -> Scores:
        """Per programme how strongly it contains the weakest of the terms, if it has all."""
        found = [self.term(text) for text in terms]
        fewest = min(found, key=len)
        return {
            number: min(scores[number] for scores in found)
            for number in fewest
            if all(number in scores for scores in found)
        }

    def term(self, text: str) -> Scores:
        """Per programme how strongly it contains the term, 0 to 1 (BM25F without rarity)."""
        if text not in self._found:
            sums: Scores = {}
            for leaf, offset, segment in self._leaves:
                for field in FIELD_WEIGHTS:
                    self._add_postings(leaf, offset, segment, field, text, sums)
            self._found[text] = {n: value / (K1 + value) for n, value in sums.items()}
        return self._found[text]

    def _add_postings(
        self, leaf: Any, offset: int, segment: Segment, field: str, text: str, sums: Scores
    ) -> None:
        numbers, weights = _read(leaf, segment, field, text)
        weight, share = FIELD_WEIGHTS[field], LENGTH_SHARE[field]
        lengths, average = segment.lengths[field], self._averages[field]
        for number, found in zip(numbers, weights, strict=True):
            norm = 1 - share + share * lengths[number] / average
            place = number + offset
            sums[place] = sums.get(place, 0.0) + weight * found / norm

    def names(self, folded: str) -> set[int]:
        """The programmes whose title contains the very word."""
        found: set[int] = set()
        for leaf, offset, _ in self._leaves:
            if ("name", folded.encode()) in leaf:
                found.update(offset + n for n in leaf.postings("name", folded).all_ids())
        return found


def _read(
    leaf: Any, segment: Segment, field: str, text: str
) -> tuple["array[int]", "array[float]"]:
    """Read where a term stands, once per process as long as nothing is deleted.

    A question looks up a hundred names of its topics; most of them stand nowhere.
    """
    key = (field, text, leaf.segment().deleted_count())
    known = segment.terms.get(key)
    if known is None:
        known = _NOWHERE
        if (field, text.encode()) in leaf:
            known = (array("i"), array("d"))
            matcher = leaf.postings(field, text)
            while matcher.is_active():
                known[0].append(matcher.id())
                known[1].append(matcher.weight())
                matcher.next()
        if len(segment.terms) >= _REMEMBERED:
            segment.terms.clear()
        if len(known[0]) <= _LONGEST:
            segment.terms[key] = known
    return known
