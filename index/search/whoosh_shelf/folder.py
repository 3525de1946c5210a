"""A folder with one folder per edition, and the file `current` that names the one in use.

A reader that has an old one open goes on with it.
"""

import json
import shutil
from collections.abc import Iterable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from index.search.locking import locked
from index.search.schema import FORMAT
from index.search.shelf import Document, MissingIndex, Words
from index.search.whoosh_shelf.reading import WhooshReader, open_index
from index.search.whoosh_shelf.sums import damaged_files, note_sums
from index.search.whoosh_shelf.writing import fill, is_scattered, renew

_CURRENT, _LOCK, _BUILDING, _PENDING = "current", "lock", "rebuild.lock", "pending"
_VOCABULARY, _MARK = "vocabulary.json", "word-lists"


@dataclass(frozen=True, slots=True)
class WhooshShelf:
    """The editions below one folder."""

    home: Path

    @property
    def name(self) -> str:
        """The folder."""
        return str(self.home)

    def is_begun(self) -> bool:
        """Whether the folder is there."""
        return self.home.exists()

    def edition(self) -> str | None:
        """The name of the folder in use."""
        try:
            name = (self.home / _CURRENT).read_text(encoding="utf-8").strip()
        except OSError:
            return None
        usable = name.startswith(f"{FORMAT}-") and (self.home / name).is_dir()
        return name if usable else None

    def words(self, edition: str) -> Words:
        """Read them; without its mark the word lists count as old ones."""
        folder = self.home / edition
        try:
            read = json.loads((folder / _VOCABULARY).read_text(encoding="utf-8"))
            vocabulary = {word: (spelling, count) for word, (spelling, count) in read.items()}
        except (OSError, ValueError) as error:
            raise MissingIndex(f"Dem Suchindex fehlt sein Wortschatz: {error}.") from error
        mark = folder / _MARK
        return Words(vocabulary, mark.read_text(encoding="utf-8") if mark.exists() else "")

    def open(self, edition: str) -> WhooshReader:
        """Open it; Whoosh raises whatever damaged bytes lead it to."""
        return WhooshReader(self.home / edition)

    def count(self, edition: str) -> int:
        """How many documents it has."""
        with closing(open_index(self.home / edition)) as index:
            return int(index.doc_count())

    def damage(self, edition: str) -> str:
        """What is wrong with the files of an edition, as names; nothing if they are whole."""
        try:
            found = damaged_files(self.home / edition)
            if not found:
                with closing(self.open(edition)) as reader:
                    numbers = sum(len(part.cards()) for part in reader.parts)
                    for number in range(numbers):
                        reader.sentences([number])
        except Exception as error:  # Whoosh raises whatever damaged bytes lead it to
            return type(error).__name__
        return ", ".join(found[:3])

    def is_scattered(self, edition: str) -> bool:
        """Whether it has many large parts, or much that was deleted."""
        return is_scattered(open_index(self.home / edition))

    def building(self, seconds: float | None = None) -> AbstractContextManager[None]:
        """Lock the file for building."""
        self.home.mkdir(parents=True, exist_ok=True)
        return locked(self.home / _BUILDING, seconds)

    def writing(self) -> AbstractContextManager[None]:
        """Lock the file for writing."""
        return locked(self.home / _LOCK)

    def watch_changes(self) -> None:
        """Lay out the file that changes are noted in."""
        (self.home / _PENDING).write_text("", encoding="utf-8")

    def note_changes(self, programmes: Iterable[int]) -> None:
        """Write them down where the file lies."""
        if (self.home / _PENDING).exists():
            with (self.home / _PENDING).open("a", encoding="utf-8") as file:
                file.writelines(f"{number}\n" for number in programmes)

    def noted_changes(self) -> set[int]:
        """What stands in the file."""
        text = (self.home / _PENDING).read_text(encoding="utf-8")
        return {int(line) for line in text.split()}

    def fill(self, words: Words, documents: Iterable[Document]) -> str:
        """Write a new folder."""
        edition = f"{FORMAT}-{uuid4().hex[:12]}"
        folder = self.home / edition
        folder.mkdir()
        (folder / _MARK).write_text(words.mark, encoding="utf-8")
        written = json.dumps(words.vocabulary, ensure_ascii=False)
        (folder / _VOCABULARY).write_text(written, encoding="utf-8")
        fill(folder, documents)
        note_sums(folder)
        return edition

    def renew(self, edition: str, programmes: Iterable[int], documents: Iterable[Document]) -> None:
        """Write in a folder."""
        renew(self.home / edition, programmes, documents)
        note_sums(self.home / edition)

    def publish(self, edition: str) -> None:
        """Swap the pointer in one go."""
        beside = self.home / f"{_CURRENT}.new"
        beside.write_text(edition, encoding="utf-8")
        beside.replace(self.home / _CURRENT)
        (self.home / _PENDING).unlink()
        self._sweep(edition)

    def _sweep(self, keep: str) -> None:
        """Remove older indexes but the newest of them, which a reader may be about to open."""
        old = [path for path in self.home.iterdir() if path.is_dir() and path.name != keep]
        old.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in old[1:]:
            shutil.rmtree(path, ignore_errors=True)


def current_folder(folder: Path) -> Path | None:
    """The folder of the edition in use below a data folder, or nothing."""
    shelf = WhooshShelf(folder / "search")
    edition = shelf.edition()
    return shelf.home / edition if edition else None
