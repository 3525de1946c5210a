"""What a process that died left undone or lying about, the regular work puts right by itself."""

import os
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from akten import NOON, open_akte
from conftest import MONDAY, Save, make_record
from visitors import person

from index.behind import fall_behind, programmes_behind
from index.search.build import rebuild
from index.search.whoosh_shelf import current_folder
from index.search.whoosh_shelf.reading import open_index
from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import account_with_id
from webapp.applications.file_store import all_files, keep, path_of
from webapp.applications.files import FileKind, Limits, Sent, take_in
from webapp.crawling.search_index import be_in_step, is_far_behind, leave_far_behind
from webapp.settings import Settings
from webapp.work.mending import clear_leftovers, let_search_follow
from webapp.work.shift import Shift


def shift(db: Database, folder: Path) -> Shift:
    return Shift(
        db, Settings(data=folder), MONDAY, datetime.now().astimezone().replace(tzinfo=None)
    )


def found_in_search(folder: Path) -> int:
    current = current_folder(folder)
    assert current
    with closing(open_index(current)) as index:
        return index.doc_count()


def old(path: Path, age: timedelta = timedelta(days=2)) -> None:
    then = time.time() - age.total_seconds()
    os.utime(path, (then, then))


def test_a_decision_whose_process_died_reaches_the_search(
    db: Database, save: Save, data_folder: Path
) -> None:
    number = save(make_record())
    rebuild(db, data_folder)
    db.execute("update programme set hidden_because = 'doppelt' where id = ?", [number])
    fall_behind(db, [number])
    db.conn.commit()
    assert found_in_search(data_folder) == 1

    done = let_search_follow(shift(db, data_folder))

    assert done
    assert done.said == "Suche nachgeholt: 1 Programme."
    assert (found_in_search(data_folder), programmes_behind(db)) == (0, [])
    assert let_search_follow(shift(db, data_folder)) is None


def test_a_reading_that_broke_off_lets_the_search_be_built_anew(
    db: Database, save: Save, data_folder: Path
) -> None:
    rebuild(db, data_folder)
    leave_far_behind(data_folder)
    save(make_record())

    assert let_search_follow(shift(db, data_folder))

    assert found_in_search(data_folder) == 1
    assert not is_far_behind(data_folder)
    be_in_step(data_folder)  # may be said twice


@pytest.fixture
def kept(db: Database, data_folder: Path) -> Path:
    """A file that lies in an akte."""
    account = account_with_id(db, person(db, Role.STAFF))
    assert account
    sent = Sent(kind=FileKind.OTHER, name="Antrag.pdf", data=b"%PDF-1.7 MARKE")
    take_in(db, data_folder, open_akte(db, account), sent, Limits(), account, NOON)
    (path,) = all_files(data_folder)
    return path


def half_a_file(folder: Path) -> Path:
    path = path_of(folder, "ab" * 32).with_suffix(".4711.unfinished")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF")
    return path


def file_of_nothing(folder: Path) -> Path:
    return path_of(folder, keep(folder, b"%PDF-1.7 ohne Zeile"))


def half_an_index(folder: Path) -> Path:
    path = folder / "search" / "13-abgebrochen"
    path.mkdir(parents=True)
    (path / "vocabulary.json").write_text("{}", encoding="utf-8")
    return path


def mark_of_a_building(folder: Path) -> Path:
    path = folder / "search" / "pending"
    path.parent.mkdir(exist_ok=True)
    path.write_text("1\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("leave", [half_a_file, file_of_nothing, half_an_index, mark_of_a_building])
def test_what_broken_work_left_is_cleared_away_and_nothing_else(
    db: Database, data_folder: Path, kept: Path, leave: Callable[[Path], Path]
) -> None:
    rebuild(db, data_folder)
    left = leave(data_folder)
    assert clear_leftovers(shift(db, data_folder)) is None, "somebody may be at it"
    old(left)
    old(kept)

    done = clear_leftovers(shift(db, data_folder))

    assert done
    assert done.said == "Gelöschte Reste abgebrochener Vorgänge: 1."
    assert not left.exists()
    assert kept.read_bytes() == b"%PDF-1.7 MARKE"
    assert found_in_search(data_folder) == 0
