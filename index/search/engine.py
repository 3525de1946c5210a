"""The one door to the search: a question in, hits with facets out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlite_utils import Database

from index.german import stem, weak_words
from index.own_concepts import OwnConcept, own_concepts
from index.programme import Programme, all_programmes
from index.search.build import MissingIndex, current_folder, open_index, replace_index
from index.search.caveats import caveats
from index.search.columns import Membership, bits_of
from index.search.facets import FACET_LABELS, FACETS, FacetValue
from index.search.highlight import Wanted, highlight
from index.search.meaning import nearness
from index.search.narrowing import Selection
from index.search.order import Sort, ordered
from index.search.postings import Postings
from index.search.query import Unit, Wish, read_question
from index.search.rank import Ranked, Ranking, nearest_first
from index.search.snapshot import Knowledge, Overview, knowledge_of, overview_of
from index.search.spelling import correction
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

    `lacking`: so many of all hits state nothing that they could be sorted by, and stand last.
    `relaxed`: per filtered facet how many there would be without its filter.
    """

    question: Question
    hits: tuple[Hit, ...]
    total: int
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
    page = answer.hits[start : start + question.page_size]
    return Found(
        question=question,
        hits=_hits(db, page, answer.wish, answer.knowledge, today),
        total=len(answer.hits),
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
    return tuple(hit.card.programme for hit in _answered(folder, db, question, today, None).hits)


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
    hits: list[Ranked]
    lacking: int
    selection: Selection
    wish: Wish
    knowledge: Knowledge


def _answer(current: Path, own: tuple[OwnConcept, ...], question: Question, today: date) -> _Answer:
    knowledge = knowledge_of(current, own)
    reader, postings = opened(current)
    try:
        overview = overview_of(current, reader, today)
        wish = _understood(question.words, postings, knowledge)
        ranked = _ranked(wish, postings, overview, today)
    finally:
        reader.close()
    if wish.units and len(ranked) > 1:
        words = (wish.suggestion or question.words)[:LONGEST_QUESTION]
        ranked = nearest_first(ranked, nearness(current.parent, words))
    found = bits_of((item.number for item in ranked), overview.columns.count)
    selection = overview.facets.select(found, question.filters)
    if selection.kept != found:
        passing = Membership(selection.kept)
        ranked = [item for item in ranked if item.number in passing]
    hits, lacking = ordered(ranked, question.sort, overview.columns, overview.day)
    return _Answer(hits, lacking, selection, wish, knowledge)


def _understood(words: str, postings: Postings, knowledge: Knowledge) -> Wish:
    return read_question(
        words[:LONGEST_QUESTION],
        knowledge.analyser,
        knowledge.concepts,
        lambda word: correction(word, knowledge, lambda s: _known(s, postings, knowledge)),
        lambda stem: bool(postings.term(stem)),
        knowledge.splitter.parts,
    )


def _ranked(wish: Wish, postings: Postings, overview: Overview, today: date) -> list[Ranked]:
    if wish.units or wish.excluded:
        return Ranking(postings, today).answer(wish)
    return everything(postings, overview, today)


def everything(postings: Postings, overview: Overview, today: date) -> list[Ranked]:
    """All programmes, the most useful first; worked out once."""
    if "all" not in overview.kept:
        overview.kept["all"] = Ranking(postings, today).answer(Wish())
    ranked: list[Ranked] = overview.kept["all"]
    return ranked


def opened(current: Path) -> tuple[Any, Postings]:
    """Open an index for one question; whoever opens it closes the reader.

    Raises:
        MissingIndex: when it is damaged.
    """
    try:
        reader = open_index(current).reader()  # type: ignore[no-untyped-call]
        return reader, Postings(current, reader)
    except Exception as error:  # whatever Whoosh makes of damaged bytes
        raise MissingIndex(f"Der Suchindex in {current} ist nicht lesbar: {error}.") from error


def opened_now(folder: Path) -> tuple[Path, Any, Postings] | None:
    """Open the index in use, for those who can do without one; a swap in between is no reason."""
    current = current_folder(folder)
    while current is not None:
        try:
            return current, *opened(current)
        except MissingIndex:
            before, current = current, current_folder(folder)
            if before == current:  # damaged: the next search builds it
                return None
    return None


def _known(surface: str, postings: Postings, knowledge: Knowledge) -> bool:
    """Whether the word, its parts or the dictionary lead to something."""
    word = knowledge.analyser.word(surface)
    if word is None or word.stem in weak_words() or knowledge.concepts.knows(word.stem):
        return True
    if word.parts:
        return all(postings.term(part) for part in word.parts)
    return bool(postings.term(word.stem) or postings.term(stem(word.folded, "en")))


def _hits(
    db: Database, page: list[Ranked], wish: Wish, knowledge: Knowledge, today: date
) -> tuple[Hit, ...]:
    programmes = {p.id: p for p in all_programmes(db, [item.card.programme for item in page])}
    wanted = _to_mark(wish.units)
    return tuple(
        _hit(programmes[item.card.programme], item, wanted, knowledge, today)
        for item in page
        if item.card.programme in programmes
    )


def _hit(
    programme: Programme, item: Ranked, wanted: Wanted, knowledge: Knowledge, today: date
) -> Hit:
    standing = programme.standing(today)
    text = "\n".join(programme.passage(name).text for name in ("summary", "description"))
    return Hit(
        programme=programme.id,
        url=programme.url,
        urls=programme.urls,
        title=programme.title,
        score=round(item.score, 4),
        highlight=highlight(text, wanted, programme.language, knowledge.analyser),
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
