"""What must hold of a data folder after a kill, and what two folders are compared by."""

import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index.programme import all_programmes
from index.schema import FILE_NAME, open_database
from index.search.build import MissingIndex, rebuild
from index.search.card import card_of, encode_card
from index.search.whoosh_shelf import current_folder
from index.search.whoosh_shelf.reading import open_index
from webapp.operation.file_archive import archive_of
from webapp.operation.health import examine
from webapp.settings import Settings

MENDS_ITSELF = (
    "Suchindex",
    "Quelle ",
    "Regelmäßige Arbeit",
    "E-Mail",
    "Briefe",
    "Reste",
    "Pflicht",
)
"""What the doctor may find after a kill: the next run, or the regular work, puts it right."""


def rows(file: Path, sql: str) -> list[tuple[Any, ...]]:
    """Ask a database that no program of ours has open."""
    with closing(sqlite3.connect(file)) as db:
        return db.execute(sql).fetchall()


def broken(folder: Path) -> Iterator[str]:
    """What no kill may ever do to a database."""
    file = folder / FILE_NAME
    try:
        if rows(file, "pragma integrity_check") != [("ok",)]:
            yield "integrity"
        if rows(file, "pragma foreign_key_check"):
            yield "foreign keys"
    except sqlite3.Error as error:
        yield f"database: {error}"


def told_by_doctor(folder: Path, smtp: str, today: date) -> set[str]:
    """The checks of the doctor that say that something is wrong."""
    found = examine(Settings(data=folder, smtp_url=smtp), today)
    return {it.check for it in found if it.state == "wrong"}


def shown_by_search(folder: Path, *, whole: bool = False) -> dict[str, Any]:
    """What the search shows of each programme; with `whole` also how often each word occurs."""
    current = current_folder(folder)
    if current is None:
        return {}
    with closing(open_index(current)) as index, closing(index.reader()) as reader:
        cards = [stored["card"] for _, stored in reader.iter_docs()]
        found: dict[str, Any] = {card.partition(b",")[0].decode(): card for card in cards}
        if whole:
            found["words"] = {
                (name, text): reader.frequency(name, text)
                for name, text in reader.all_terms()
                if name != "programme"
            }
    return found


def search_differs(folder: Path, *, whole: bool) -> bool:
    """Whether the search shows anything else than an index built anew would."""
    try:
        shown = shown_by_search(folder, whole=whole)
    except (MissingIndex, OSError, ValueError, KeyError):
        return True
    with closing(open_database(folder)) as db, TemporaryDirectory() as beside:
        if whole:
            rebuild(db, Path(beside))
            return shown != shown_by_search(Path(beside), whole=True)
        visible = (it for it in all_programmes(db) if not it.hidden_because)
        cards = [encode_card(card_of(it)) for it in visible]
    return shown != {card.partition(b",")[0].decode(): card for card in cards}


def left_behind(folder: Path) -> list[str]:
    """Half-written files and files of nothing."""
    found = [*folder.parent.rglob("*.unfinished*"), *folder.parent.rglob("current.new")]
    used = {row[0] for row in rows(folder / FILE_NAME, "select sha256 from application_file")}
    used |= {row[0] for row in rows(folder / FILE_NAME, "select sha256 from attached_file")}
    found += [it for it in (folder / "files").glob("??/*") if it.name not in used]
    return [it.name for it in found]


def files_missing(folder: Path) -> list[str]:
    """Files that a row names and that are not there."""
    sql = "select sha256 from application_file where removed_at is null"
    names = [row[0] for row in rows(folder / FILE_NAME, sql)]
    return [name for name in names if not (folder / "files" / name[:2] / name).exists()]


def content(file: Path, *without: str) -> list[str]:
    """Everything in a database but the tables named, as text."""
    with closing(sqlite3.connect(file)) as db:
        lines = list(db.iterdump())
    return [it for it in lines if not any(f'INTO "{name}"' in it for name in without)]


def unlike_backup(backup: Path, folder: Path) -> Iterator[str]:
    """What a backup lacks of the folder that it was made of."""
    if content(backup, "job") != content(folder / FILE_NAME, "job"):
        yield "backup differs"
    with tarfile.open(archive_of(backup)) as archive:
        names = set(archive.getnames())
    if names != {it.name for it in (folder / "files").glob("??/*") if not it.suffix}:
        yield "files of the backup differ"
