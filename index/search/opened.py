"""The index a process has open: one for all its threads, opened anew when it was changed.

What was read of a part stays, for a part never changes.
"""

import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

import numpy as np

from index.search.card import Card, decode_card
from index.search.columns import Columns, Day, columns_of, day_of, joined_columns, joined_days
from index.search.narrowing import Facets
from index.search.postings import Postings
from index.search.schema import FIELD_WEIGHTS
from index.search.sentences import Sentences, decode_sentences
from index.search.shelf import Lengths, MissingIndex, Part, Reader, Shelf
from index.search.shelves import shelf_of


@dataclass(slots=True)
class Segment:
    """The cards, columns and field lengths of one part.

    Cards stay as they are written: a tenth of the memory, and few are ever looked at.
    """

    cards: tuple[bytes, ...]
    columns: Columns
    lengths: dict[str, Lengths]
    _days: dict[date, Day] = field(default_factory=dict)

    def day(self, today: date) -> Day:
        """Status and deadlines on that day, derived once per process and day."""
        known = self._days.get(today)
        if known is None:
            known = day_of(map(decode_card, self.cards), today)
            self._days = {today: known}
        return known


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """All programmes of an open index on one day: columns, day, facets."""

    columns: Columns
    day: Day
    facets: Facets
    kept: dict[str, Any] = field(default_factory=dict)
    """What was worked out from it once, by name."""


@dataclass(frozen=True, eq=False)
class Opened:
    """An open index: its terms and its programmes."""

    shelf: Shelf
    edition: str
    reader: Reader
    postings: Postings
    segments: tuple[Segment, ...]
    columns: Columns
    _overviews: dict[date, Overview] = field(default_factory=dict)

    def overview(self, today: date) -> Overview:
        """What is known of all programmes on that day."""
        known = self._overviews.get(today)
        if known is None:
            day = joined_days([segment.day(today) for segment in self.segments])
            known = Overview(self.columns, day, Facets(self.columns, day, today))
            self._overviews.clear()
            self._overviews[today] = known
        return known

    def sentences(self, numbers: Iterable[int]) -> dict[int, Sentences]:
        """Of some programmes the text that excerpts are taken from, as it was read."""
        wanted = list(numbers)
        with suppress(OSError, struct.error, ValueError):
            read = map(decode_sentences, self.reader.sentences(wanted))
            return dict(zip(wanted, read, strict=True))
        return {}  # damaged: they are read in the register

    def card(self, number: int) -> Card:
        """The card of a programme."""
        for segment in self.segments:
            if number < len(segment.cards):
                return decode_card(segment.cards[number])
            number -= len(segment.cards)
        raise KeyError(number)


_lock = Lock()
_opened: dict[tuple[str, str], Opened] = {}
_segments: dict[tuple[str, str, str], Segment] = {}


def opened(shelf: Shelf, edition: str) -> Opened:
    """Give the open edition, opened now if it is not yet or was changed.

    Raises:
        MissingIndex: when it is damaged.
    """
    key = (shelf.name, edition)
    known = _opened.get(key)
    if known is not None and known.reader.is_current():
        return known
    with _lock:
        known = _opened.get(key)
        if known is None or not known.reader.is_current():
            try:
                known = _open(shelf, edition)
            except Exception as error:  # whatever is made of damaged bytes
                sentence = f"Der Suchindex {edition} in {shelf.name} ist nicht lesbar: {error}."
                raise MissingIndex(sentence) from error
            _opened.clear()
            _opened[key] = known
        return known


def opened_now(data: Path) -> Opened | None:
    """Open the index in use, for those who can do without one; a swap in between is no reason."""
    shelf = shelf_of(data)
    edition = shelf.edition()
    while edition is not None:
        try:
            return opened(shelf, edition)
        except MissingIndex:
            before, edition = edition, shelf.edition()
            if before == edition:  # damaged: the next search builds it
                return None
    return None


def _open(shelf: Shelf, edition: str) -> Opened:
    reader = shelf.open(edition)
    segments = tuple(_known(shelf, edition, reader.parts))
    lengths = {
        name: np.concatenate([np.empty(0, np.int32), *(it.lengths[name] for it in segments)])
        for name in FIELD_WEIGHTS
    }
    size = sum(len(segment.cards) for segment in segments)
    found = Opened(
        shelf=shelf,
        edition=edition,
        reader=reader,
        postings=Postings(reader, size, lengths),
        segments=segments,
        columns=joined_columns([segment.columns for segment in segments]),
    )
    finalize(found, reader.close)
    return found


def _known(shelf: Shelf, edition: str, parts: Iterable[Part]) -> Iterator[Segment]:
    """What was read of each part, read now if it is new."""
    keyed = {(shelf.name, edition, part.name): part for part in parts}
    for old in _segments.keys() - keyed:
        del _segments[old]
    for key, part in keyed.items():
        if key not in _segments:
            cards = part.cards()
            _segments[key] = Segment(cards, columns_of(map(decode_card, cards)), part.lengths())
        yield _segments[key]
