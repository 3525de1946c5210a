"""What a process keeps of an index between questions: cards and lengths per segment.

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

from index.concepts import Concepts, concepts
from index.german import Analyser
from index.search.build import corpus_words, load_vocabulary
from index.search.card import Card, decode_card
from index.search.schema import FIELD_WEIGHTS
from index.vocabulary import Status


@dataclass(slots=True)
class Segment:
    """The cards and field lengths of one segment."""

    cards: tuple[Card, ...]
    lengths: dict[str, "array[int]"]
    _statuses: dict[date, tuple[Status, ...]] = field(default_factory=dict)

    def statuses(self, today: date) -> tuple[Status, ...]:
        """The status of each programme on that day, derived once per process and day."""
        known = self._statuses.get(today)
        if known is None:
            known = tuple(card.timing.status(today) for card in self.cards)
            self._statuses = {today: known}
        return known


@dataclass(slots=True)
class Knowledge:
    """What belongs to one built index: its words, as analyser and for spelling."""

    analyser: Analyser
    concepts: Concepts
    spellings: dict[str, tuple[str, int]]
    words: list[str]


_TAUGHT = 2
"""A word of the dictionary counts as if two programmes used it."""

_lock = Lock()
_segments: dict[tuple[str, str], Segment] = {}
_knowledge: dict[str, Knowledge] = {}


def knowledge_of(current: Path) -> Knowledge:
    """Read the words of an index, once per process."""
    key = str(current)
    with _lock:
        if key not in _knowledge:
            vocabulary, dictionary = load_vocabulary(current), concepts()
            taught = {word: (text, _TAUGHT) for word, text in dictionary.spellings.items()}
            spellings = taught | vocabulary
            _knowledge.clear()
            _knowledge[key] = Knowledge(
                analyser=Analyser(corpus_words(vocabulary)),
                concepts=dictionary,
                spellings=spellings,
                words=sorted(word for word in spellings if word.isalpha() and len(word) >= 4),
            )
        return _knowledge[key]


def segments_of(current: Path, reader: Any) -> Iterator[tuple[Any, int, Segment]]:
    """Give each open segment with the number of its first document and what is known of it."""
    for leaf, offset in reader.leaf_readers():
        if leaf.doc_count_all():  # an index without documents has one leaf without a segment
            yield leaf, offset, _segment(current, leaf)


def _segment(current: Path, leaf: Any) -> Segment:
    key = (str(current), leaf.segment().segment_id())
    with _lock:
        if key not in _segments:
            for old in [k for k in _segments if k[0] != key[0]]:
                del _segments[old]
            _segments[key] = _read(leaf)
        return _segments[key]


def _read(leaf: Any) -> Segment:
    count = leaf.doc_count_all()
    cards = tuple(decode_card(leaf.stored_fields(number)["card"]) for number in range(count))
    lengths = {
        name: array("i", (leaf.doc_field_length(n, name) or 0 for n in range(count)))
        for name in FIELD_WEIGHTS
    }
    return Segment(cards, lengths)
