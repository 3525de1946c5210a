"""How Whoosh keeps its posting lists for us: as two arrays, read at once and without a lock.

Its own blocks of 128 pickled postings are made for skipping through a few long lists. A question
of ours looks up two hundred short ones whole, most of which do not exist.
"""

import os
from array import array
from collections.abc import Iterator
from struct import Struct
from sys import maxsize
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3PostingsWriter, W3TermsReader
from whoosh.matching.mcore import ListMatcher

Places = tuple[NDArray[np.uint32], NDArray[np.float64]]
"""Numbers of programmes within a segment, and the weight of a term in each."""

_SLOT, _LENGTHS, _EXTENT = Struct("!Iq"), Struct("!ii"), Struct("!qi")
_COUNT, _AT = Struct("!I"), 5
"""How many programmes have a term, and where in what Whoosh notes of the term that stands."""
_SLOTS, _ITEM = 4, 160
"""So many slots of the hash table, and so many bytes of an item, are read at once."""


class ArrayCodec(W3Codec):
    """Whoosh's own codec but for its posting lists."""

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """Write posting lists."""
        assert not byteids
        return _Writer(dbfile)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> Any:
        """Go through one posting list, as Whoosh does when it joins or empties segments."""
        offset, (length,) = terminfo.extent()
        numbers, weights = _places(dbfile.get(offset, length), terminfo.doc_frequency())
        return ListMatcher(  # type: ignore[no-untyped-call]
            numbers.tolist(),
            weights.tolist(),
            values=[b""] * len(numbers),
            format=format_,
            scorer=scorer,
            term=term,
            terminfo=terminfo,
        )

    def terms_reader(self, storage: Any, segment: Any) -> "Terms":
        """Open the terms of a segment."""
        name = segment.make_filename(self.TERMS_EXT)
        file = storage.open_file(name)
        posts = segment.open_file(storage, self.POSTS_EXT)
        length = storage.file_length(name)
        return Terms(self, file, length, posts)  # type: ignore[no-untyped-call]


class _Writer(W3PostingsWriter):
    """Writes the list of a term in one piece: all numbers, then all weights."""

    def __init__(self, dbfile: Any) -> None:
        super().__init__(dbfile, blocklimit=maxsize)  # type: ignore[no-untyped-call]

    def _write_block(self, last: bool = False) -> None:
        noted: Any = self._terminfo
        noted.add_block(self)
        self._postfile.write(np.array(self._ids, "<u4").tobytes() + _packed(self._weights))
        self._blockcount += 1
        self._new_block()  # type: ignore[no-untyped-call]


class Terms(W3TermsReader):
    """The terms of a segment, and where they stand."""

    def places(self, field: str, text: str) -> Places | None:
        """Where a term stands in a field and with which weight; safe for several threads."""
        key = self._keycoder(field, text.encode())  # type: ignore[no-untyped-call]
        noted = self._noted(key)
        if noted is None:
            return None
        offset, length = _EXTENT.unpack_from(noted, len(noted) - _EXTENT.size)
        data = os.pread(self._postfile.fileno(), length, offset)
        return _places(data, _COUNT.unpack_from(noted, _AT)[0])

    def _noted(self, key: bytes) -> bytes | None:
        """Look up what is noted of a term, with two readings of Whoosh's file instead of ten."""
        table: Any = self._tindex
        hashed = table.hashfn(key)
        file = table.dbfile.fileno()
        start, count = table.tables[hashed & 255]
        for at in _slots(file, start, count, hashed):
            item = os.pread(file, _ITEM, at)
            key_length, length = _LENGTHS.unpack_from(item)
            begin = _LENGTHS.size + key_length
            if begin + length > _ITEM:
                item = os.pread(file, begin + length, at)
            if item[_LENGTHS.size : begin] == key:
                return item[begin : begin + length]
        return None


def terms_in(leaf: Any) -> Terms:
    """The terms of one part of an open index."""
    terms = leaf._terms
    assert isinstance(terms, Terms)
    return terms


def _slots(file: int, start: int, count: int, hashed: int) -> Iterator[int]:
    """Where the items with this hash lie: from its slot on, until one is empty."""
    first = (hashed >> 8) % count if count else 0
    for begin, end in ((first, count), (0, first)):
        for at in range(begin, end, _SLOTS):
            size = min(_SLOTS, end - at) * _SLOT.size
            for own, item in _SLOT.iter_unpack(os.pread(file, size, start + at * _SLOT.size)):
                if not item:
                    return
                if own == hashed:
                    yield item


def _places(data: bytes, count: int) -> Places:
    numbers = np.frombuffer(data, "<u4", count)
    if len(data) == 5 * count:
        return numbers, np.frombuffer(data, np.uint8, count, 4 * count) / 2
    return numbers, np.frombuffer(data, "<f4", count, 4 * count).astype(np.float64)


def _packed(weights: "array[float]") -> bytes:
    """Nearly all weights are small numbers of halves, for which one byte is enough."""
    doubled = np.array(weights) * 2
    if doubled.max() < 256 and not np.any(doubled % 1):
        return doubled.astype(np.uint8).tobytes()
    return np.array(weights, "<f4").tobytes()
