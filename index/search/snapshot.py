"""What a process keeps of an index between questions: cards, columns and lengths per segment.

A segment of Whoosh never changes, so what was read of it may be shared by all threads; an open
reader may not, and is opened for each question.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from index.compounds import Splitter
from index.concepts import Concepts, concepts, groups
from index.german import Analyser, standard
from index.own_concepts import OwnConcept, dictionary_with
from index.search.build import corpus_words, load_vocabulary
from index.search.card import Card, decode_card
from index.search.columns import (
    Columns,
    Day,
    as_typed,
    columns_of,
    day_of,
    joined_columns,
    joined_days,
)
from index.search.narrowing import Facets
from index.search.schema import FIELD_WEIGHTS
from index.vocabulary import Status
from index.wordings import wordings


@dataclass(slots=True)
class Segment:
    """The cards, columns and field lengths of one segment."""

    cards: tuple[Card, ...]
    columns: Columns
    lengths: dict[str, "array[int]"]
    terms: dict[tuple[str, str, int], tuple["array[int]", "array[float]"]] = field(
        default_factory=dict
    )
    """What was read of terms: field, term, number of deleted → programmes and weights."""
    _days: dict[date, Day] = field(default_factory=dict)

    def day(self, today: date) -> Day:
        """Status and deadlines on that day, derived once per process and day."""
        known = self._days.get(today)
        if known is None:
            known = day_of(self.cards, today)
            self._days = {today: known}
        return known

    def statuses(self, today: date) -> tuple[Status, ...]:
        """The status of each programme on that day."""
        return self.day(today).statuses


@dataclass(frozen=True, slots=True)
class Overview:
    """All programmes of an open index on one day: columns, day, facets; kept until it changes."""

    columns: Columns
    day: Day
    facets: Facets
    kept: dict[str, Any] = field(default_factory=dict)
    """What was worked out from it once, by name."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a concept; `folded` has a blank before each word."""

    concept: str
    text: str
    folded: str


@dataclass(slots=True)
class Knowledge:
    """What belongs to one built index: its words, as analyser and for spelling."""

    analyser: Analyser
    concepts: Concepts
    spellings: dict[str, tuple[str, int]]
    words: list[str]
    wordings: tuple[Wording, ...]
    vocabulary: dict[str, tuple[str, int]]
    splitter: Splitter
    """Cuts the compounds of a question; the terms of the dictionary stay whole."""

    def frequent(self, folded: str) -> str | None:
        """Give the spelling of a word that more than one programme uses."""
        spelling, count = self.spellings.get(folded, ("", 0))
        return spelling if count >= _TAUGHT else None


_TAUGHT = 2
"""A word of the dictionary counts as if two programmes used it, or more if more do."""

_lock = Lock()
_segments: dict[tuple[str, str], Segment] = {}
_overviews: dict[tuple[Any, ...], Overview] = {}
_MOST_OVERVIEWS, _MOST_KNOWN = 2, 3
_knowledge: dict[tuple[str, tuple[OwnConcept, ...]], Knowledge] = {}


def knowledge_of(current: Path, own: tuple[OwnConcept, ...] = ()) -> Knowledge:
    """Read the words of an index once per process; the dictionary anew when it was changed."""
    key = (str(current), own)
    with _lock:
        if key not in _knowledge:
            same = [known for (path, _), known in _knowledge.items() if path == key[0]]
            for old in list(_knowledge):
                if old[0] != key[0] or len(_knowledge) >= _MOST_KNOWN:
                    del _knowledge[old]
            _knowledge[key] = _learn(current, own, same[0] if same else None)
        return _knowledge[key]


def _learn(current: Path, own: tuple[OwnConcept, ...], before: Knowledge | None) -> Knowledge:
    written = dictionary_with(groups(), own)
    dictionary = Concepts(written, standard(), wordings()) if own else concepts()
    vocabulary = before.vocabulary if before else load_vocabulary(current)
    spellings = vocabulary | {
        word: (text, max(_TAUGHT, vocabulary.get(word, ("", 0))[1]))
        for word, text in dictionary.spellings.items()
    }
    return Knowledge(
        analyser=before.analyser if before else Analyser(corpus_words(vocabulary)),
        concepts=dictionary,
        spellings=spellings,
        words=sorted(word for word in spellings if word.isalpha() and len(word) >= 4),
        wordings=tuple(
            Wording(name, text, as_typed(text))
            for name, group in written.items()
            for kind in ("de", "everyday")
            for text in group.get(kind, ())
        ),
        vocabulary=vocabulary,
        splitter=Splitter(corpus_words(vocabulary), dictionary.long_words()),
    )


def segments_of(current: Path, reader: Any) -> Iterator[tuple[Any, int, Segment]]:
    """Give each open segment with the number of its first document and what is known of it."""
    leaves = _leaves(reader)
    keys = [(str(current), leaf.segment().segment_id()) for leaf, _ in leaves]
    with _lock:
        for old in _segments.keys() - keys:
            del _segments[old]
        for key, (leaf, _) in zip(keys, leaves, strict=True):
            if key not in _segments:
                _segments[key] = _read(leaf)
        found = [_segments[key] for key in keys]
    for (leaf, offset), segment in zip(leaves, found, strict=True):
        yield leaf, offset, segment


def overview_of(current: Path, reader: Any, today: date) -> Overview:
    """What is known of all programmes of an open index on that day."""
    segments = [leaf.segment() for leaf, _ in _leaves(reader)]
    state = tuple((it.segment_id(), it.deleted_count()) for it in segments)
    key = (str(current), state, today)
    known = _overviews.get(key)
    if known is None:
        parts = [segment for _, _, segment in segments_of(current, reader)]
        columns = joined_columns([part.columns for part in parts])
        day = joined_days([part.day(today) for part in parts])
        known = Overview(columns, day, Facets(columns, day, today))
        with _lock:
            for old in list(_overviews)[: -_MOST_OVERVIEWS + 1]:
                del _overviews[old]
            _overviews[key] = known
    return known


def _leaves(reader: Any) -> list[tuple[Any, int]]:
    # An index without documents has one leaf without a segment.
    return [(leaf, offset) for leaf, offset in reader.leaf_readers() if leaf.doc_count_all()]


def _read(leaf: Any) -> Segment:
    count = leaf.doc_count_all()
    cards = tuple(decode_card(leaf.stored_fields(number)["card"]) for number in range(count))
    lengths = {
        name: array("i", (leaf.doc_field_length(n, name) or 0 for n in range(count)))
        for name in FIELD_WEIGHTS
    }
    return Segment(cards, columns_of(cards), lengths)
