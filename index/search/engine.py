"""The one door to the search: a question in, hits with facets out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from index.own_concepts import OwnConcept
from index.search.answering import answered
from index.search.facets import FACET_LABELS, FACETS, FacetValue
from index.search.hits import Hit, hits_of
from index.search.order import Sort
from index.search.question import LONGEST_QUESTION, Question
from index.search.shelf import MissingIndex
from index.store import Database

__all__ = [
    "FACETS",
    "FACET_LABELS",
    "LONGEST_QUESTION",
    "FacetValue",
    "Found",
    "Hit",
    "MissingIndex",
    "Question",
    "Sort",
    "found_programmes",
    "search",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer: one page of hits, how many there are in all, and the counts of every facet.

    `close`: so many of all hits are about what is asked for; those below are only related.
    `lacking`: so many of all hits state nothing that they could be sorted by, and stand last.
    `relaxed`: per filtered facet how many there would be without its filter.
    """

    question: Question
    hits: tuple[Hit, ...]
    total: int
    close: int
    lacking: int
    suggestion: str | None
    facets: Mapping[str, tuple[FacetValue, ...]]
    relaxed: Mapping[str, int]
    took_ms: float


def search(
    folder: Path,
    db: Database,
    question: Question,
    today: date,
    own: tuple[OwnConcept, ...] | None = None,
) -> Found:
    """Answer a question; a missing or damaged index is built first.

    With `own` it is answered as if these were the own groups of the dictionary.

    Raises:
        MissingIndex: when even a new index cannot be read.
    """
    started = perf_counter()
    answer = answered(folder, db, question, today, own)
    start = max(0, question.page - 1) * question.page_size
    page = answer.hits.at(slice(start, start + question.page_size))
    return Found(
        question=question,
        hits=hits_of(db, page, answer, today),
        total=len(answer.hits),
        close=answer.close,
        lacking=answer.lacking,
        suggestion=answer.wish.suggestion,
        facets=answer.selection.counts,
        relaxed=answer.selection.relaxed,
        took_ms=round((perf_counter() - started) * 1000, 1),
    )


def found_programmes(
    folder: Path, db: Database, question: Question, today: date
) -> tuple[int, ...]:
    """The numbers of all programmes that answer a question, in order; its page does not matter."""
    answer = answered(folder, db, question, today, None)
    return tuple(answer.index.columns.programmes[answer.hits.numbers].tolist())
