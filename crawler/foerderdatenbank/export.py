"""The whole export: every programme as a record, and what was odd about it."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from crawler.foerderdatenbank.archive import Archive, UnreadableArchive
from crawler.foerderdatenbank.bundle import UNREADABLE, Bundle, Bundles, Reading, read_bundle
from crawler.foerderdatenbank.programme import key_of
from crawler.ingest import Ready, make_ready
from crawler.processes import in_processes
from crawler.unread import Unread
from index.record import SourceRecord

_AT_ONCE = 24
_PROCESSES = min(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)

Prepared = tuple[list[Ready | Unread], "Counter[str]"]


class Export:
    """Reads an export member by member; after reading, `notices` tells what was odd."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._oddities: Counter[str] = Counter()

    def items(self) -> Iterator[SourceRecord | Unread]:
        """Yield every programme, or that it could not be read.

        Raises:
            UnreadableArchive: when the file is no export at all.
        """
        found = 0
        with Archive(self._path) as archive:
            for bundle in Bundles(archive):
                reading = _read(bundle)
                self._oddities.update(reading.oddities)
                if reading.item is not None:
                    found += 1
                    yield reading.item
        _refuse_empty(found)

    def batches(
        self, known: Mapping[str, str], known_answers: set[bytes]
    ) -> Iterator[tuple[Ready | Unread, ...]]:
        """Yield every programme ready for the register, many at a time, in the same order.

        `known` are the fingerprints of records whose facts need not be read, by key;
        `known_answers` the digests of answers that the register has.

        Raises:
            UnreadableArchive: when the file is no export at all.
        """
        found = 0
        with Archive(self._path) as archive:
            tasks = _batched(Bundles(archive), _AT_ONCE)
            preparer = Preparer(known, known_answers)
            for items, odd in in_processes(preparer, tasks, _PROCESSES):
                self._oddities.update(odd)
                found += len(items)
                yield tuple(items)
        _refuse_empty(found)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the export did not have before, each with the number of documents."""
        return tuple(
            f"Im Export: {what} ({count}×)." for what, count in sorted(self._oddities.items())
        )


class Preparer:
    """Reads bundles and makes them ready for the register; works in any process."""

    def __init__(self, known: Mapping[str, str], known_answers: set[bytes]) -> None:
        self._known, self._known_answers = known, known_answers

    def __call__(self, bundles: list[Bundle | Unread]) -> Prepared:
        """Prepare some programmes."""
        odd: Counter[str] = Counter()
        items: list[Ready | Unread] = []
        for bundle in bundles:
            reading = _read(bundle)
            odd.update(reading.oddities)
            if isinstance(reading.item, Unread):
                items.append(reading.item)
            elif reading.item is not None and not isinstance(bundle, Unread):
                items.append(self._ready(reading.item, bundle))
        return items, odd

    def _ready(self, record: SourceRecord, bundle: Bundle) -> Ready | Unread:
        known = self._known.get(record.key, "")
        try:
            ready = make_ready(record, bundle, known, self._known_answers)
        except Exception as error:
            # A rule that breaks on one text must not keep the others out.
            return Unread(record.url, f"{type(error).__name__}: {error}", key_of(bundle[0].name))
        self._known_answers.update(answer.digest for answer in ready.answers)
        return ready


def _read(bundle: Bundle | Unread) -> Reading:
    if isinstance(bundle, Unread):
        return Reading(bundle, (UNREADABLE,))
    return read_bundle(bundle)


def _batched(bundles: Iterable[Bundle | Unread], size: int) -> Iterator[list[Bundle | Unread]]:
    iterator = iter(bundles)
    while batch := list(islice(iterator, size)):
        yield batch


def _refuse_empty(found: int) -> None:
    if not found:
        raise UnreadableArchive("Das Archiv enthält kein einziges Förderprogramm.")
