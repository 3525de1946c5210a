"""From a question to the programmes that answer it, in order, with their counts."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from index.german import stem, weak_words
from index.own_concepts import OwnConcept, own_concepts
from index.search.build import MissingIndex, replace_index
from index.search.columns import bits_where, mask_of
from index.search.knowledge import Knowledge, knowledge_of
from index.search.meaning import nearness
from index.search.narrowing import Selection
from index.search.opened import Opened, opened
from index.search.order import Sort, ordered
from index.search.postings import Postings
from index.search.query import Wish, read_question
from index.search.question import LONGEST_QUESTION, Question
from index.search.rank import Ranked, Ranking
from index.search.shelves import shelf_of
from index.search.spelling import correction
from index.store import Database

CLOSE = 0.4
"""From this share of the second best score on a hit is about what is asked for, else related.

The best one may stand far above all others, for it bears the very name.
"""

_SWAPS = 20
"""So often the index may be swapped while one question is answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The programmes that answer, and what was found out on the way."""

    hits: Ranked
    close: int
    lacking: int
    selection: Selection
    wish: Wish
    index: Opened
    knowledge: Knowledge


def answered(
    folder: Path,
    db: Database,
    question: Question,
    today: date,
    own: tuple[OwnConcept, ...] | None,
) -> Answer:
    """Find what answers a question; a missing or damaged index is built first."""
    own = own_concepts(db) if own is None else own
    shelf, built = shelf_of(folder), False
    edition = shelf.edition()
    for _ in range(_SWAPS):
        try:
            if edition is None:
                raise MissingIndex("Der Suchindex fehlt.")
            knowledge, index = knowledge_of(shelf, edition, own), opened(shelf, edition)
            return _answer(folder, index, knowledge, question, today)
        except MissingIndex:
            before, edition = edition, shelf.edition()
            if before != edition:  # it was swapped under our hands
                continue
            if built:
                raise
            edition, built = replace_index(db, shelf, edition), True
    raise MissingIndex("Der Suchindex wird gerade ständig erneuert; bitte noch einmal suchen.")


def _answer(
    folder: Path, index: Opened, knowledge: Knowledge, question: Question, today: date
) -> Answer:
    overview = index.overview(today)
    wish = _understood(question.words, index.postings, knowledge)
    if wish.units or wish.excluded:
        index.postings.foresee(wish.phrases(), wish.words())
        ranking = Ranking(index, today)
        ranked = ranking.answer(wish)
        if wish.units and len(ranked) > 1:
            words = (wish.suggestion or question.words)[:LONGEST_QUESTION]
            ranked = ranking.nearest_first(ranked, nearness(folder / "search", words))
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
    return Answer(hits, close, lacking, selection, wish, index, knowledge)


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
