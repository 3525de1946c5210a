"""What a process reads once of an index, so that no question has to wait for it."""

from datetime import date
from pathlib import Path

from index.own_concepts import own_concepts
from index.search.engine import Question, search
from index.search.knowledge import knowledge_of
from index.search.opened import opened_now
from index.store import Database

_WORD = "Gemeinde"


def make_ready(folder: Path, db: Database, today: date) -> None:
    """Ask for a word and for everything, and look up all names that the dictionary knows.

    A question about a topic looks for a hundred of them.

    Raises:
        MissingIndex: when there is no index, and none can be built.
    """
    for words in (_WORD, ""):
        search(folder, db, Question(words), today)
    index = opened_now(folder)
    if index is None:
        return
    postings, known = index.postings, knowledge_of(index.shelf, index.edition, own_concepts(db))
    phrases = list(known.concepts.phrases())
    postings.foresee(phrases)
    for phrase in phrases:
        postings.phrase(phrase)
        postings.all_of(phrase)
