"""Reading an index of Whoosh: its segments are the parts.

A segment never changes; only one thread at a time may read in it, but for its posting lists. A
writer replaces the file that lists the segments; a damaged file is another one, too.
"""

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from whoosh.index import FileIndex, open_dir
from whoosh.index import IndexError as WhooshIndexError

from index.search.schema import FIELD_WEIGHTS
from index.search.scores import Numbers
from index.search.shelf import Lengths, MissingIndex, Places
from index.search.whoosh_shelf.codec import terms_in
from index.search.whoosh_shelf.fields import SCHEMA

_LIST, _LISTS = "_MAIN_{}.toc", re.compile(r"_MAIN_(\d+)\.toc")

Stamp = tuple[tuple[int, int], ...]
"""Size and time of each file of an open index."""


def open_index(current: Path) -> FileIndex:
    """Open an index folder.

    Raises:
        MissingIndex: when it is damaged.
    """
    try:
        return open_dir(str(current), schema=SCHEMA)
    except (WhooshIndexError, OSError, EOFError, ValueError) as error:
        raise MissingIndex(f"Der Suchindex in {current} ist nicht lesbar: {error}.") from error


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of an open index."""

    name: str
    _leaf: Any

    def cards(self) -> tuple[bytes, ...]:
        """The stored cards."""
        count = self._leaf.doc_count_all()
        return tuple(self._leaf.stored_fields(number)["card"] for number in range(count))

    def lengths(self) -> dict[str, Lengths]:
        """The lengths as Whoosh keeps them: in one byte, rounded."""
        count, length = self._leaf.doc_count_all(), self._leaf.doc_field_length
        return {
            name: np.array([length(n, name) or 0 for n in range(count)], np.int32)
            for name in FIELD_WEIGHTS
        }


class WhooshReader:
    """An open index."""

    def __init__(self, folder: Path) -> None:
        reader: Any = open_index(folder).reader()  # type: ignore[no-untyped-call]
        # An index without documents has one leaf without a segment.
        leaves = [(leaf, at) for leaf, at in reader.leaf_readers() if leaf.doc_count_all()]
        names = [leaf.segment().segment_id() for leaf, _ in leaves]
        self.parts: Sequence[Segment] = [
            Segment(name, leaf) for name, (leaf, _) in zip(names, leaves, strict=True)
        ]
        self.gone = _gone(leaves)
        self.totals: Mapping[str, float] = {
            name: reader.field_length(name) for name in FIELD_WEIGHTS
        }
        self._reader, self._folder = reader, folder
        self._terms = [(terms_in(leaf), offset) for leaf, offset in leaves]
        self._texts = reader.column_reader("sentences") if leaves else None
        self._reading = Lock()
        self._files = (_LIST.format(reader.generation()), *_files_of(folder, names))
        self._stamp = _stamp(folder, self._files)

    def places(self, field: str, text: str) -> Places | None:
        """Where a term stands in a field, and with which weight."""
        read_numbers, read_weights = [], []
        try:
            for terms, offset in self._terms:
                if found := terms.places(field, text):
                    read_numbers.append(found[0].astype(np.intp) + offset)
                    read_weights.append(found[1])
        except (OSError, struct.error, ValueError) as error:
            raise MissingIndex(f"Der Suchindex ist nicht lesbar: {error}.") from error
        if len(read_numbers) < 2:
            return (read_numbers[0], read_weights[0]) if read_numbers else None
        return np.concatenate(read_numbers), np.concatenate(read_weights)

    def foresee(self, texts: Iterable[str]) -> None:
        """Nothing to do: a term is looked up with two readings of a file."""

    def sentences(self, numbers: Iterable[int]) -> list[bytes]:
        """Read them from Whoosh's column, one thread at a time."""
        with self._reading:
            return [self._texts[number] for number in numbers] if self._texts else []

    def is_current(self) -> bool:
        """Whether the files are those that were opened, and nobody wrote a newer list of them."""
        if not self._stamp or _newest_list(self._folder) != self._files[0]:
            return False
        return self._stamp == _stamp(self._folder, self._files)

    def close(self) -> None:
        """Close the files."""
        self._reader.close()


def _gone(leaves: Sequence[Any]) -> Numbers:
    deleted = (at + number for leaf, at in leaves for number in leaf.segment().deleted_docs())
    return np.array(sorted(deleted), np.intp)


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
