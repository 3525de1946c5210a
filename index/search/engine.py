"""The one door to the search: a question in, hits with facets out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter

import numpy as np

from index.german import stem, weak_words
from index.own_concepts import OwnConcept, own_concepts
from index.programme import Programme, all_programmes
from index.search.build import MissingIndex, current_folder, replace_index
from index.search.caveats import caveats
from index.search.columns import bits_where, mask_of
from index.search.document import telling_text
from index.search.facets import FACET_LABELS, FACETS, FacetValue
from index.search.highlight import Wanted, excerpt, highlight
from index.search.knowledge import Knowledge, knowledge_of
from index.search.meaning import nearness
from index.search.narrowing import Selection
from index.search.opened import Opened, opened
from index.search.order import Sort, ordered
from index.search.postings import Postings
from index.search.query import Unit, Wish, read_question
from index.search.rank import Ranked, Ranking
from index.search.sentences import Sentences
from index.search.spelling import correction
from index.store import Database
from index.vocabulary import FundingType, Level, Region, Status

__all__ = [
    "FACETS",
    "FACET_LABELS",
    "FacetValue",
    "Found",
    "Hit",
    "MissingIndex",
    "Question",
    "Sort",
    "found_programmes",
    "search",
]


LONGEST_QUESTION = 500
"""What stands behind it in a question is not read."""


CLOSE = 0.4
"""From this share of the second best score on a hit is about what is asked for, else related.

The best one may stand far above all others, for it bears the very name.
"""

_SWAPS = 20
"""So often the index may be swapped while one question is answered."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks: words, filters by facet, the order, and which page of the results."""

    words: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    page_size: int = 20
    sort: Sort = Sort.RELEVANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One programme that answers; `highlight` is safe HTML with <mark> only.

    `caveats` say why it is nothing for a municipality here, `whole` is the programme itself.
    """

    programme: int
    url: str
    urls: tuple[str, ...]
    title: str
    score: float
    highlight: str
    status: Status
    next_deadline: date | None
    no_deadline_because: str
    levels: tuple[Level, ...]
    funding_types: tuple[FundingType, ...]
    regions: tuple[Region, ...]
    funders: tuple[str, ...]
    reviewed: bool
    caveats: tuple[str, ...]
    whole: Programme


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
    answer = _answered(folder, db, question, today, own)
    start = max(0, question.page - 1) * question.page_size
    page = answer.hits.at(slice(start, start + question.page_size))
    return Found(
        question=question,
        hits=_hits(db, page, answer, today),
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
    answer = _answered(folder, db, question, today, None)
    return tuple(answer.index.columns.programmes[answer.hits.numbers].tolist())


def _answered(
    folder: Path,
    db: Database,
    question: Question,
    today: date,
    own: tuple[OwnConcept, ...] | None,
) -> "_Answer":
    own = own_concepts(db) if own is None else own
    current, built = current_folder(folder), False
    for _ in range(_SWAPS):
        try:
            if current is None:
                raise MissingIndex("Der Suchindex fehlt.")
            return _answer(current, own, question, today)
        except MissingIndex:
            before, current = current, current_folder(folder)
            if before != current:  # it was swapped under our hands
                continue
            if built:
                raise
            current, built = replace_index(db, folder, current), True
    raise MissingIndex("Der Suchindex wird gerade ständig erneuert; bitte noch einmal suchen.")


@dataclass(frozen=True, slots=True)
class _Answer:
    hits: Ranked
    close: int
    lacking: int
    selection: Selection
    wish: Wish
    index: Opened
    knowledge: Knowledge


def _answer(current: Path, own: tuple[OwnConcept, ...], question: Question, today: date) -> _Answer:
    knowledge, index = knowledge_of(current, own), opened(current)
    overview = index.overview(today)
    wish = _understood(question.words, index.postings, knowledge)
    if wish.units or wish.excluded:
        ranking = Ranking(index, today)
        ranked = ranking.answer(wish)
        if wish.units and len(ranked) > 1:
            words = (wish.suggestion or question.words)[:LONGEST_QUESTION]
            ranked = ranking.nearest_first(ranked, nearness(current.parent, words))
    else:
        ranked = everything(index, today)
    enough = CLOSE * float(ranked.scores[:2].min()) if wish.units and len(ranked) else 0.0
    found = np.zeros(overview.columns.count, np.bool_)
    found[ranked.numbers] = True
    selection = overview.facets.select(bits_where(found), question.filters)
    ranked = ranked.at(mask_of(selection.kept, len(found))[ranked.numbers])
    hits, lacking = ordered(ranked, question.sort, overview.columns, overview.day)
    by_relevance = question.sort is Sort.RELEVANCE
    close = int(np.count_nonzero(hits.scores >= enough)) if by_relevance else len(hits)
    return _Answer(hits, close, lacking, selection, wish, index, knowledge)


def _understood(words: str, postings: Postings, knowledge: Knowledge) -> Wish:
    return read_question(
        words[:LONGEST_QUESTION],
        knowledge.analyser,
        knowledge.concepts,
        lambda word: correction(word, knowledge, lambda s: _known(s, postings, knowledge)),
        lambda stem: bool(len(postings.term(stem))),
        knowledge.splitter.parts,
    )


def everything(index: Opened, today: date) -> Ranked:
    """All programmes, the most useful first; worked out once."""
    kept = index.overview(today).kept
    if "all" not in kept:
        kept["all"] = Ranking(index, today).answer(Wish())
    ranked: Ranked = kept["all"]
    return ranked


def _known(surface: str, postings: Postings, knowledge: Knowledge) -> bool:
    """Whether the word, its parts or the dictionary lead to something."""
    word = knowledge.analyser.word(surface)
    if word is None or word.stem in weak_words() or knowledge.concepts.knows(word.stem):
        return True
    if word.parts:
        return all(len(postings.term(part)) for part in word.parts)
    return bool(len(postings.term(word.stem)) or len(postings.term(stem(word.folded, "en"))))


def _hits(db: Database, page: Ranked, answer: _Answer, today: date) -> tuple[Hit, ...]:
    columns = answer.index.columns.programmes
    numbers = page.numbers.tolist()
    programmes = {it.id: it for it in all_programmes(db, columns[page.numbers].tolist())}
    wanted = _to_mark(answer.wish.units)
    read = answer.index.sentences(numbers)
    found = []
    for number, score in zip(numbers, page.scores.tolist(), strict=True):
        programme = programmes.get(int(columns[number]))
        if programme is not None:
            marked = _excerpt(programme, read.get(number), wanted, answer.knowledge)
            found.append(_hit(programme, score, marked, today))
    return tuple(found)


def _excerpt(
    programme: Programme, read: Sentences | None, wanted: Wanted, knowledge: Knowledge
) -> str:
    text = telling_text(programme)
    if read is not None and read.are_of(text):
        return excerpt(text, read, wanted)
    return highlight(text, wanted, programme.language, knowledge.analyser)  # just changed


def _hit(programme: Programme, score: float, marked: str, today: date) -> Hit:
    standing = programme.standing(today)
    return Hit(
        programme=programme.id,
        url=programme.url,
        urls=programme.urls,
        title=programme.title,
        score=round(score, 4),
        highlight=marked,
        status=standing.status,
        next_deadline=standing.next_deadline,
        no_deadline_because=standing.no_deadline_because,
        levels=programme.levels,
        funding_types=programme.funding_types,
        regions=programme.regions,
        funders=programme.funders,
        reviewed=programme.reviewed,
        caveats=caveats(programme),
        whole=programme,
    )


def _to_mark(units: tuple[Unit, ...]) -> Wanted:
    strong = [unit for unit in units if not unit.weak] or list(units)
    phrases = {phrase for unit in strong for phrase in unit.phrases()}
    return Wanted(phrase for phrase in phrases if not weak_words().issuperset(phrase))
