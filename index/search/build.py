"""Building the index: beside the old one and swapped, or single programmes in place.

A folder `search` below the data folder holds one folder per built index and the file `current`
that names the one in use. A reader that has an old one open goes on with it.

The files of a segment stay apart: Whoosh reads those of a compound one into memory with every
question, 58 MB at 5,000 programmes.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import uuid4

from whoosh.index import FileIndex, create_in, open_dir
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import SegmentReader

from index.behind import catch_up, notes_about
from index.german import Analyser
from index.programme import all_programmes
from index.search.codec import ArrayCodec
from index.search.document import count_words, document
from index.search.locking import locked
from index.search.schema import FORMAT, SCHEMA
from index.source import remembered_sources
from index.store import Database

_CURRENT, _LOCK, _PENDING, _VOCABULARY = "current", "lock", "pending", "vocabulary.json"
_WORD_LISTS, _MARK = ("words.toml", "concepts.toml", "wordings.toml"), "word-lists"
_WAIT_SECONDS = 60.0
_SHORT_SECONDS = 10.0
_MEMORY_MB = 256
_WRITING = dict(compound=False, codec=ArrayCodec())  # type: ignore[no-untyped-call]
_SMALL, _MANY = 200, 8
"""So many programmes are a small part of an index; so many small ones are joined to one."""

Progress = Callable[[int], None]


class MissingIndex(Exception):
    """There is no usable index; the message is one German sentence."""


def rebuild(db: Database, folder: Path, on_progress: Progress | None = None) -> int:
    """Build a new index beside the old one and swap it; gives the number of programmes."""
    home = folder / "search"
    home.mkdir(parents=True, exist_ok=True)
    with locked(home / "rebuild.lock"):
        return _rebuild(db, home, on_progress)


def replace_index(db: Database, folder: Path, unusable: Path | None) -> Path:
    """Build the index that is missing or unusable, unless another process just did.

    Who comes while another builds waits for a short building only: a large one takes minutes.

    Raises:
        MissingIndex: when there is none even then, or not yet.
    """
    home = folder / "search"
    home.mkdir(parents=True, exist_ok=True)
    try:
        with locked(home / "rebuild.lock", seconds=_SHORT_SECONDS):
            if current_folder(folder) == unusable:
                _rebuild(db, home, None)
    except TimeoutError as error:
        raise MissingIndex(
            "Der Suchindex wird gerade neu aufgebaut; in einigen Minuten ist die Suche wieder da."
        ) from error
    current = current_folder(folder)
    if current is None:
        raise MissingIndex("Der Suchindex fehlt; »foerdernetz reindex« baut ihn auf.")
    return current


def _rebuild(db: Database, home: Path, on_progress: Progress | None) -> int:
    with locked(home / _LOCK):
        (home / _PENDING).write_text("", encoding="utf-8")
    name, notes = f"{FORMAT}-{uuid4().hex[:12]}", notes_about(db)
    target = home / name
    target.mkdir()
    count = _fill(db, target, on_progress)
    with locked(home / _LOCK):
        _write(db, target, _pending(home))
        _point_to(home, name)
        (home / _PENDING).unlink()
    catch_up(db, notes)
    _sweep(home, keep=name)
    return count


def update(db: Database, folder: Path, programme_ids: Iterable[int]) -> None:
    """Renew single programmes in the index; searchable when this returns.

    Without an index there is nothing to renew: the first search builds it.
    """
    numbers = sorted(set(programme_ids))
    home = folder / "search"
    if not numbers or not home.exists():
        return
    with locked(home / _LOCK):
        notes = notes_about(db, numbers)
        if (home / _PENDING).exists():
            with (home / _PENDING).open("a", encoding="utf-8") as file:
                file.writelines(f"{number}\n" for number in numbers)
        current = current_folder(folder)
        if current is not None:
            _write(db, current, numbers)
            catch_up(db, notes)


def current_folder(folder: Path) -> Path | None:
    """The folder of the index in use, or nothing."""
    home = folder / "search"
    try:
        name = (home / _CURRENT).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    usable = name.startswith(f"{FORMAT}-") and (home / name).is_dir()
    return home / name if usable else None


def is_scattered(folder: Path) -> bool:
    """Whether changes have left so many parts, or so much that is no more, that it slows down."""
    current = current_folder(folder)
    if current is None:
        return False
    reader = open_index(current).reader()  # type: ignore[no-untyped-call]
    large = [leaf for leaf, _ in reader.leaf_readers() if leaf.doc_count_all() > _SMALL]
    whole, alive = reader.doc_count_all(), reader.doc_count()
    reader.close()
    return bool(len(large) > _MANY or whole - alive > _SMALL + alive // 4)


def has_old_words(folder: Path) -> bool:
    """Whether the index was built with other word lists than those of today.

    It is usable all the same: what the lists say of the words in it holds from its next building.
    """
    current = current_folder(folder)
    if current is None:
        return False
    try:
        return (current / _MARK).read_text(encoding="utf-8") != _mark_of_word_lists()
    except OSError:
        return True


@cache
def _mark_of_word_lists() -> str:
    texts = b"".join(files("index").joinpath(name).read_bytes() for name in _WORD_LISTS)
    return hashlib.sha256(texts).hexdigest()


def open_index(current: Path) -> FileIndex:
    """Open an index folder.

    Raises:
        MissingIndex: when it is damaged.
    """
    try:
        return open_dir(str(current), schema=SCHEMA)
    except (WhooshIndexError, OSError, EOFError, ValueError) as error:
        raise MissingIndex(f"Der Suchindex in {current} ist nicht lesbar: {error}.") from error


def load_vocabulary(current: Path) -> dict[str, tuple[str, int]]:
    """Folded word → (spelling most used, number of programmes), as counted at the last rebuild."""
    try:
        text = (current / _VOCABULARY).read_text(encoding="utf-8")
        return {word: (spelling, count) for word, (spelling, count) in json.loads(text).items()}
    except (OSError, ValueError) as error:
        raise MissingIndex(f"Dem Suchindex fehlt sein Wortschatz: {error}.") from error


def corpus_words(vocabulary: dict[str, tuple[str, int]]) -> Iterator[str]:
    """The words of the corpus that compounds may be made of: seen in three programmes or more."""
    return (word for word, (_, count) in vocabulary.items() if count >= 3 and word.isalpha())


def _fill(db: Database, target: Path, on_progress: Progress | None) -> int:
    """Two passes: first the vocabulary, which the splitter needs, then the index itself."""
    vocabulary = count_words(all_programmes(db))
    (target / _MARK).write_text(_mark_of_word_lists(), encoding="utf-8")
    (target / _VOCABULARY).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    analyser, names = Analyser(corpus_words(vocabulary)), _names(db)
    writer = create_in(str(target), SCHEMA).writer(limitmb=_MEMORY_MB, **_WRITING)
    count = 0
    try:
        for programme in all_programmes(db):
            if not programme.hidden_because:
                writer.add_document(**document(programme, analyser, names))
                count += 1
                if on_progress:
                    on_progress(count)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(optimize=True)
    return count


def _write(db: Database, current: Path, numbers: Iterable[int]) -> None:
    numbers = list(numbers)
    if not numbers:
        return
    analyser, names = Analyser(corpus_words(load_vocabulary(current))), _names(db)
    writer = open_index(current).writer(timeout=_WAIT_SECONDS, **_WRITING)
    try:
        for number in numbers:
            writer.delete_by_term("programme", str(number))
        for programme in all_programmes(db, numbers):
            if not programme.hidden_because:
                writer.add_document(**document(programme, analyser, names))
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=_join_small)


def _join_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Join the parts that single changes left, once they are many; never the large ones.

    Whoosh's own rule joins all parts now and then, which takes seconds, and minutes at 50,000.
    """
    small = [segment for segment in segments if segment.doc_count_all() <= _SMALL]
    if len(small) < _MANY:
        return segments
    for segment in small:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in small]


def _names(db: Database) -> dict[str, str]:
    """What the sources are called that are the giver's own page."""
    sources = remembered_sources(db)
    return {source.name: source.label for source in sources if source.precedence == 1}


def _pending(home: Path) -> set[int]:
    text = (home / _PENDING).read_text(encoding="utf-8")
    return {int(line) for line in text.split()}


def _point_to(home: Path, name: str) -> None:
    beside = home / f"{_CURRENT}.new"
    beside.write_text(name, encoding="utf-8")
    beside.replace(home / _CURRENT)


def _sweep(home: Path, keep: str) -> None:
    """Remove older indexes but the newest of them, which a reader may be about to open."""
    old = [path for path in home.iterdir() if path.is_dir() and path.name != keep]
    old.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in old[1:]:
        shutil.rmtree(path, ignore_errors=True)
