"""The narrow door to where the index is kept: a shelf of editions, one of which is in use.

What analyses, ranks, counts and marks stands before this door. Behind it somebody keeps the
weighted words of programmes and hands them out again: `whoosh_shelf` in a folder.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.search.schema import WeightedTerm
from index.search.scores import Numbers, Values

Lengths = NDArray[np.int32]
"""How many words a field has, by programme."""

Places = tuple[Numbers, Values]
"""Numbers of programmes in ascending order, and the weight of a term in each."""


class MissingIndex(Exception):
    """There is no usable index; the message is one German sentence."""


@dataclass(frozen=True, slots=True)
class Document:
    """What an edition keeps of a programme: the words of its fields, its card, its sentences."""

    programme: int
    fields: Mapping[str, Sequence[WeightedTerm]]
    card: bytes
    sentences: bytes


@dataclass(frozen=True, slots=True)
class Words:
    """What an edition was built with: the words of the corpus, and the word lists by their mark."""

    vocabulary: dict[str, tuple[str, int]]
    """Folded word → (spelling most used, number of programmes)."""
    mark: str


class Part(Protocol):
    """Programmes that were written together. What is read of a part never changes."""

    @property
    def name(self) -> str:
        """Tells it from all others of its edition."""

    def cards(self) -> tuple[bytes, ...]:
        """The cards of its programmes, in order."""

    def lengths(self) -> dict[str, Lengths]:
        """How long each field of its programmes is, in the same order."""


class Reader(Protocol):
    """One state of an edition, open for all threads of a process.

    A programme has the number of its place in all parts one after the other.
    """

    @property
    def parts(self) -> Sequence[Part]:
        """Its parts that hold programmes."""

    @property
    def gone(self) -> Numbers:
        """The programmes that are no more, but still stand in a part."""

    @property
    def totals(self) -> Mapping[str, float]:
        """How many words each field has in all programmes."""

    def places(self, field: str, text: str) -> Places | None:
        """Where a term stands in a field; may raise MissingIndex."""

    def foresee(self, texts: Iterable[str]) -> None:
        """Learn which terms will be asked for, to look them up together."""

    def sentences(self, numbers: Iterable[int]) -> list[bytes]:
        """The sentences of some programmes."""

    def is_current(self) -> bool:
        """Whether nothing was written since it was opened."""

    def close(self) -> None:
        """Let go of it."""


class Shelf(Protocol):
    """Where the editions of one register stand."""

    @property
    def name(self) -> str:
        """Tells it from all other shelves."""

    def is_begun(self) -> bool:
        """Whether anything was ever built here."""

    def edition(self) -> str | None:
        """The edition in use, or nothing."""

    def words(self, edition: str) -> Words:
        """What it was built with; may raise MissingIndex."""

    def open(self, edition: str) -> Reader:
        """Open an edition; whatever is raised says that it is damaged."""

    def count(self, edition: str) -> int:
        """How many programmes can be found in it; may raise MissingIndex."""

    def is_scattered(self, edition: str) -> bool:
        """Whether changes left so many parts, or so much that is gone, that it slows down."""

    def building(self, seconds: float | None = None) -> AbstractContextManager[None]:
        """Let one process at a time build; a TimeoutError after so many seconds."""

    def writing(self) -> AbstractContextManager[None]:
        """Let one process at a time write; never for long."""

    def watch_changes(self) -> None:
        """Note from now on what is changed while an edition is built."""

    def note_changes(self, programmes: Iterable[int]) -> None:
        """Note them if somebody watches."""

    def noted_changes(self) -> set[int]:
        """What was changed since somebody began to watch."""

    def fill(self, words: Words, documents: Iterable[Document]) -> str:
        """Write a new edition beside the one in use; gives its name."""

    def renew(self, edition: str, programmes: Iterable[int], documents: Iterable[Document]) -> None:
        """Take these programmes out and put in what is known of them now; found on return."""

    def publish(self, edition: str) -> None:
        """Take an edition in use, note no more changes, and remove what nobody reads any more."""
