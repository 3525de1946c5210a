"""Building the index: beside the old one and swapped, or single programmes in place."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from index.behind import catch_up, notes_about
from index.german import Analyser
from index.programme import all_programmes
from index.search.document import count_words, document
from index.search.shelf import Document, MissingIndex, Shelf, Words
from index.search.shelves import shelf_of
from index.source import remembered_sources
from index.store import Database

__all__ = [
    "MissingIndex",
    "corpus_words",
    "has_index",
    "has_old_words",
    "indexed",
    "is_scattered",
    "rebuild",
    "replace_index",
    "update",
]

_WORD_LISTS = ("words.toml", "concepts.toml", "wordings.toml")
_SHORT_SECONDS = 10.0

Progress = Callable[[int], None]


def rebuild(db: Database, folder: Path, on_progress: Progress | None = None) -> int:
    """Build a new index beside the old one and swap it; gives the number of programmes."""
    shelf = shelf_of(folder)
    with shelf.building():
        return _rebuild(db, shelf, on_progress)


def replace_index(db: Database, shelf: Shelf, unusable: str | None) -> str:
    """Build the index that is missing or unusable, unless another process just did.

    Who comes while another builds waits for a short building only: a large one takes minutes.

    Raises:
        MissingIndex: when there is none even then, or not yet.
    """
    try:
        with shelf.building(seconds=_SHORT_SECONDS):
            if shelf.edition() == unusable:
                _rebuild(db, shelf, None)
    except TimeoutError as error:
        raise MissingIndex(
            "Der Suchindex wird gerade neu aufgebaut; in einigen Minuten ist die Suche wieder da."
        ) from error
    edition = shelf.edition()
    if edition is None:
        raise MissingIndex("Der Suchindex fehlt; »foerdernetz reindex« baut ihn auf.")
    return edition


def _rebuild(db: Database, shelf: Shelf, on_progress: Progress | None) -> int:
    """Two passes: first the vocabulary, which the splitter needs, then the index itself."""
    with shelf.writing():
        shelf.watch_changes()
    notes = notes_about(db)
    words = Words(count_words(all_programmes(db)), _mark_of_word_lists())
    counted = _Counted(_documents(db, words), on_progress)
    edition = shelf.fill(words, counted)
    with shelf.writing():
        _renew(db, shelf, edition, shelf.noted_changes())
        shelf.publish(edition)
    catch_up(db, notes)
    return counted.count


def update(db: Database, folder: Path, programme_ids: Iterable[int]) -> None:
    """Renew single programmes in the index; searchable when this returns.

    Without an index there is nothing to renew: the first search builds it.
    """
    numbers, shelf = sorted(set(programme_ids)), shelf_of(folder)
    if not numbers or not shelf.is_begun():
        return
    with shelf.writing():
        notes = notes_about(db, numbers)
        shelf.note_changes(numbers)
        edition = shelf.edition()
        if edition is not None:
            _renew(db, shelf, edition, numbers)
            catch_up(db, notes)


def has_index(folder: Path) -> bool:
    """Whether there is an index that a question can be asked of."""
    return shelf_of(folder).edition() is not None


def indexed(folder: Path) -> int | None:
    """How many programmes can be found; nothing where there is no index.

    Raises:
        MissingIndex: when it is damaged.
    """
    shelf = shelf_of(folder)
    edition = shelf.edition()
    return None if edition is None else shelf.count(edition)


def is_scattered(folder: Path) -> bool:
    """Whether changes have left so many parts, or so much that is no more, that it slows down.

    One that is damaged counts as scattered: it is to be built anew.
    """
    shelf = shelf_of(folder)
    edition = shelf.edition()
    try:
        return edition is not None and shelf.is_scattered(edition)
    except Exception:  # whatever damaged bytes lead to
        return True


def has_old_words(folder: Path) -> bool:
    """Whether the index was built with other word lists than those of today.

    It is usable all the same: what the lists say of the words in it holds from its next building.
    """
    shelf = shelf_of(folder)
    edition = shelf.edition()
    if edition is None:
        return False
    try:
        return shelf.words(edition).mark != _mark_of_word_lists()
    except MissingIndex:
        return True


@cache
def _mark_of_word_lists() -> str:
    texts = b"".join(files("index").joinpath(name).read_bytes() for name in _WORD_LISTS)
    return hashlib.sha256(texts).hexdigest()


def corpus_words(vocabulary: dict[str, tuple[str, int]]) -> Iterator[str]:
    """The words of the corpus that compounds may be made of: seen in three programmes or more."""
    return (word for word, (_, count) in vocabulary.items() if count >= 3 and word.isalpha())


class _Counted:
    """Documents on their way; tells how many have passed."""

    def __init__(self, documents: Iterable[Document], on_progress: Progress | None) -> None:
        self._documents, self._on_progress, self.count = documents, on_progress, 0

    def __iter__(self) -> Iterator[Document]:
        for it in self._documents:
            yield it
            self.count += 1
            if self._on_progress:
                self._on_progress(self.count)


def _renew(db: Database, shelf: Shelf, edition: str, programmes: Iterable[int]) -> None:
    if numbers := list(programmes):
        shelf.renew(edition, numbers, _documents(db, shelf.words(edition), numbers))


def _documents(
    db: Database, words: Words, programmes: list[int] | None = None
) -> Iterator[Document]:
    """What the index keeps of all programmes, or of some; nothing of hidden ones."""
    analyser = Analyser(corpus_words(words.vocabulary))
    # What the sources are called that are the giver's own page.
    names = {it.name: it.label for it in remembered_sources(db) if it.precedence == 1}
    for programme in all_programmes(db, programmes):
        if not programme.hidden_because:
            yield document(programme, analyser, names)
