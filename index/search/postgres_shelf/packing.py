"""Posting lists as bytes: one row of the server holds all places of a term.

A list is a row of sections, each of one field and of programmes written together; lists are
joined by putting one behind the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from struct import Struct

import numpy as np

from index.search.schema import FIELD_WEIGHTS, WeightedTerm
from index.search.scores import Numbers, Values
from index.search.shelf import Document, Lengths, Places

FIELDS = ("name", *FIELD_WEIGHTS)
_HEAD = Struct("<BBI")
_HALVES, _FLOATS = 1, 4

_LENGTHS = np.array([round((1.033**n - 1) * 27) for n in range(256)], np.int32)


def rounded(lengths: Lengths) -> Lengths:
    """Lengths as coarse as Whoosh keeps them, so that both shelves give the same scores."""
    return _LENGTHS[np.minimum(np.searchsorted(_LENGTHS, lengths), len(_LENGTHS) - 1)]


def lengths_of(document: Document) -> list[int]:
    """How many words each field has, in the order of `FIELD_WEIGHTS`."""
    return [len(document.fields[name]) for name in FIELD_WEIGHTS]


class Gathered:
    """The posting lists of some programmes written together."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, int], tuple[list[int], list[float]]] = {}

    def add(self, number: int, fields: Mapping[str, Iterable[WeightedTerm]]) -> None:
        """Add the terms of a programme, which has the highest number yet."""
        for at, name in enumerate(FIELDS):
            weights: dict[str, float] = {}
            for text, weight in fields[name]:
                weights[text] = weights.get(text, 0.0) + weight
            for text, weight in weights.items():
                numbers, summed = self._lists.setdefault((text, at), ([], []))
                numbers.append(number)
                summed.append(weight)

    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Each term with its sections."""
        for (text, at), (numbers, weights) in self._lists.items():
            yield text, _packed(at, np.array(numbers, "<u4").tobytes(), weights)


def _packed(at: int, numbers: bytes, weights: list[float]) -> bytes:
    """Nearly all weights are small numbers of halves, for which one byte is enough."""
    doubled = np.array(weights) * 2
    if doubled.max() < 256 and not np.any(doubled % 1):
        return _HEAD.pack(at, _HALVES, len(weights)) + numbers + doubled.astype("u1").tobytes()
    return _HEAD.pack(at, _FLOATS, len(weights)) + numbers + np.array(weights, "<f4").tobytes()


def unpacked(data: bytes) -> dict[str, Places]:
    """The places of a term by field, programmes in ascending order."""
    found: dict[str, list[Places]] = {}
    begin = 0
    while begin < len(data):
        at, width, count = _HEAD.unpack_from(data, begin)
        begin += _HEAD.size
        numbers = np.frombuffer(data, "<u4", count, begin).astype(np.intp)
        begin += 4 * count
        found.setdefault(FIELDS[at], []).append((numbers, _weights(data, begin, width, count)))
        begin += width * count
    return {name: _joined(sections) for name, sections in found.items()}


def _weights(data: bytes, begin: int, width: int, count: int) -> Values:
    if width == _HALVES:
        return np.frombuffer(data, "u1", count, begin) / 2
    return np.frombuffer(data, "<f4", count, begin).astype(np.float64)


def _joined(sections: list[Places]) -> Places:
    if len(sections) == 1:
        return sections[0]
    sections.sort(key=lambda section: int(section[0][0]))
    numbers: Numbers = np.concatenate([numbers for numbers, _ in sections])
    return numbers, np.concatenate([weights for _, weights in sections])
