"""The index a process has open: one for all its threads, opened anew when it was changed.

A segment of Whoosh never changes, so what was read of it stays; only one thread at a time may read
in it. A writer replaces the file that lists the segments; a damaged file is another one, too.
"""

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

import numpy as np

from index.search.build import MissingIndex, current_folder, open_index
from index.search.card import Card, decode_card
from index.search.columns import Columns, Day, columns_of, day_of, joined_columns, joined_days
from index.search.narrowing import Facets
from index.search.postings import Lengths, Postings
from index.search.schema import FIELD_WEIGHTS
from index.search.sentences import Sentences, decode_sentences

_LIST, _LISTS = "_MAIN_{}.toc", re.compile(r"_MAIN_(\d+)\.toc")

Stamp = tuple[tuple[int, int], ...]
"""Size and time of each file of an open index."""


@dataclass(slots=True)
class Segment:
    """The cards, columns and field lengths of one segment.

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

    folder: Path
    files: tuple[str, ...]
    stamp: Stamp
    postings: Postings
    segments: tuple[Segment, ...]
    columns: Columns
    _texts: Any
    """Whoosh's column, for one thread at a time."""
    _reading: Lock = field(default_factory=Lock)
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

    def is_current(self) -> bool:
        """Whether the files are those that were opened, and nobody wrote a newer list of them."""
        if not self.stamp or _newest_list(self.folder) != self.files[0]:
            return False
        return self.stamp == _stamp(self.folder, self.files)

    def sentences(self, numbers: Iterable[int]) -> dict[int, Sentences]:
        """Of some programmes the text that excerpts are taken from, as it was read."""
        with self._reading, suppress(OSError, struct.error, ValueError):
            return {number: decode_sentences(self._texts[number]) for number in numbers}
        return {}  # damaged: they are read in the register

    def card(self, number: int) -> Card:
        """The card of a programme."""
        for segment in self.segments:
            if number < len(segment.cards):
                return decode_card(segment.cards[number])
            number -= len(segment.cards)
        raise KeyError(number)


_lock = Lock()
_opened: dict[str, Opened] = {}
_segments: dict[tuple[str, str], Segment] = {}


def opened(folder: Path) -> Opened:
    """Give the open index of a folder, opened now if it is not yet or was changed.

    Raises:
        MissingIndex: when it is damaged.
    """
    known = _opened.get(str(folder))
    if known is not None and known.is_current():
        return known
    with _lock:
        known = _opened.get(str(folder))
        if known is None or not known.is_current():
            try:
                known = _open(folder)
            except Exception as error:  # whatever Whoosh makes of damaged bytes
                sentence = f"Der Suchindex in {folder} ist nicht lesbar: {error}."
                raise MissingIndex(sentence) from error
            _opened.clear()
            _opened[str(folder)] = known
        return known


def opened_now(data: Path) -> Opened | None:
    """Open the index in use, for those who can do without one; a swap in between is no reason."""
    current = current_folder(data)
    while current is not None:
        try:
            return opened(current)
        except MissingIndex:
            before, current = current, current_folder(data)
            if before == current:  # damaged: the next search builds it
                return None
    return None


def _open(folder: Path) -> Opened:
    reader = open_index(folder).reader()  # type: ignore[no-untyped-call]
    # An index without documents has one leaf without a segment.
    leaves = [(leaf, at) for leaf, at in reader.leaf_readers() if leaf.doc_count_all()]
    names = [leaf.segment().segment_id() for leaf, _ in leaves]
    segments = tuple(_known(folder, names, leaves))
    files = (_LIST.format(reader.generation()), *_files_of(folder, names))
    lengths = {
        name: np.concatenate([np.empty(0, np.int32), *(it.lengths[name] for it in segments)])
        for name in FIELD_WEIGHTS
    }
    found = Opened(
        folder=folder,
        files=files,
        stamp=_stamp(folder, files),
        postings=Postings(reader, leaves, lengths),
        segments=segments,
        columns=joined_columns([segment.columns for segment in segments]),
        _texts=reader.column_reader("sentences") if leaves else None,
    )
    finalize(found, reader.close)
    return found


def _known(folder: Path, names: Sequence[str], leaves: Sequence[Any]) -> Iterator[Segment]:
    """What was read of each segment, read now if it is new."""
    keys = [(str(folder), name) for name in names]
    for old in _segments.keys() - keys:
        del _segments[old]
    for key, (leaf, _) in zip(keys, leaves, strict=True):
        if key not in _segments:
            _segments[key] = _read(leaf)
        yield _segments[key]


def _read(leaf: Any) -> Segment:
    count = leaf.doc_count_all()
    cards = tuple(leaf.stored_fields(number)["card"] for number in range(count))
    lengths = {
        name: np.array([leaf.doc_field_length(n, name) or 0 for n in range(count)], np.int32)
        for name in FIELD_WEIGHTS
    }
    return Segment(cards, columns_of(map(decode_card, cards)), lengths)


def _newest_list(folder: Path) -> str:
    """The file that names the segments in use; "" where there is none."""
    try:
        found = [match for name in _names_in(folder) if (match := _LISTS.fullmatch(name))]
    except OSError:
        return ""
    return max(found, key=lambda match: int(match[1]))[0] if found else ""


def _names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def _files_of(folder: Path, names: Sequence[str]) -> list[str]:
    begun = tuple(f"MAIN_{name}." for name in names)
    return sorted(name for name in _names_in(folder) if begun and name.startswith(begun))


def _stamp(folder: Path, files: Sequence[str]) -> Stamp:
    try:
        found = [(folder / name).stat() for name in files]
    except OSError:  # it is being replaced
        return ()
    return tuple((it.st_size, it.st_mtime_ns) for it in found)
