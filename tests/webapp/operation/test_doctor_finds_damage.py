"""Each damage that kills, bad disks and wrong clocks can do is found, with what to do about it."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import MONDAY, Save, make_record
from served import only_a_file

from index.behind import fall_behind
from index.schema import FILE_NAME
from index.search.build import rebuild, update
from index.search.whoosh_shelf import current_folder
from index.store import Database
from webapp.applications.file_store import path_of
from webapp.cli import main
from webapp.crawling.search_index import leave_far_behind

INSIDE = [".pst", ".trm", "_stored.col", "sentences.col", ".toc", "vocabulary.json", "word-lists"]


@pytest.fixture
def healthy(db: Database, save: Save, data_folder: Path) -> Database:
    """A register with two programmes that can be found."""
    save(make_record(), make_record(key="b", url="https://www.example.org/b", title="Bäder"))
    rebuild(db, data_folder)
    db.execute("pragma wal_checkpoint(truncate)")
    return db


def doctor(today: date = MONDAY) -> dict[str, dict[str, Any]]:
    done = CliRunner().invoke(main, ["doctor", "--json", "--today", today.isoformat()])
    report = json.loads(done.stdout)
    assert report["ok"] == (done.exit_code == 0)
    return {it["check"]: it for it in report["findings"]}


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def remove(path: Path) -> None:
    path.unlink()


# Whoosh leaves files open when what it reads makes no sense.
@only_a_file
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("harm", [flip, cut, remove])
@pytest.mark.parametrize("ending", INSIDE)
def test_every_file_of_the_search_is_watched(
    healthy: Database, data_folder: Path, harm: Callable[[Path], None], ending: str
) -> None:
    current = current_folder(data_folder)
    assert current
    (file,) = (it for it in current.iterdir() if it.name.endswith(ending))
    assert doctor()["Suchindex"]["state"] == "ok"
    harm(file)
    found = doctor()["Suchindex"]
    assert found["state"] == "wrong"
    assert "foerdernetz reindex" in found["advice"]


@only_a_file
def test_a_search_that_was_changed_in_place_is_whole(healthy: Database, data_folder: Path) -> None:
    for _ in range(10):  # so often that small parts are joined
        update(healthy, data_folder, [1])
    assert doctor()["Suchindex"]["state"] == "ok"


def root_page(db: Database, name: str) -> int:
    return int(
        db.execute("select rootpage from sqlite_master where name = ?", [name]).fetchone()[0]
    )


@only_a_file
@pytest.mark.parametrize("name", ["record", "idx_record_address_key"])
def test_a_damaged_page_of_the_database_is_found(
    healthy: Database, data_folder: Path, name: str
) -> None:
    page = root_page(healthy, name)
    size = healthy.execute("pragma page_size").fetchone()[0]
    healthy.close()
    with (data_folder / FILE_NAME).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x07" * 200)
    found = doctor()["Datenbank"]
    assert found["state"] == "wrong"
    assert "foerdernetz restore" in found["advice"]


@only_a_file
def test_a_database_that_ends_too_early_is_found(healthy: Database, data_folder: Path) -> None:
    healthy.close()
    cut(data_folder / FILE_NAME)
    assert doctor()["Datenbank"]["state"] == "wrong"


@only_a_file
def test_a_garbled_journal_leaves_a_whole_database(healthy: Database, data_folder: Path) -> None:
    """What stood in the journal alone is gone, and nothing else."""
    healthy.execute("update programme set hidden_because = 'x'")
    healthy.conn.commit()
    wal = data_folder / f"{FILE_NAME}-wal"
    journal = wal.read_bytes()
    healthy.close()
    assert len(journal) > 64
    wal.write_bytes(b"\xff" * len(journal))
    with closing(sqlite3.connect(data_folder / FILE_NAME)) as again:
        assert again.execute("pragma integrity_check").fetchone() == ("ok",)
    assert doctor()["Datenbank"]["state"] == "ok"


def test_what_broke_off_is_told_and_who_puts_it_right(healthy: Database, data_folder: Path) -> None:
    fall_behind(healthy, [1])
    healthy.conn.commit()
    assert "1 Entscheidungen" in doctor()["Suche"]["message"]
    leave_far_behind(data_folder)
    half = path_of(data_folder, "ab" * 32).with_suffix(".1.unfinished")
    half.parent.mkdir(parents=True)
    half.write_bytes(b"%PDF")
    old = half.stat().st_mtime - 7200
    os.utime(half, (old, old))
    found = doctor()
    assert found["Suche"]["state"] == found["Reste"]["state"] == "notice"
    assert "foerdernetz work" in found["Reste"]["advice"]


def test_a_backup_that_is_too_old_or_was_never_made_is_told(healthy: Database) -> None:
    assert doctor()["Sicherung"]["message"] == "Noch nie gesichert."
    ended = f"{MONDAY}T04:30:00+00:00"
    row = dict(name="backup", by_hand=0, started_at=ended, ended_at=ended, outcome="gelungen")
    healthy.table("job").insert(row)
    assert doctor(MONDAY + timedelta(days=2))["Sicherung"]["state"] == "ok"
    found = doctor(MONDAY + timedelta(days=3))["Sicherung"]
    assert (found["state"], found["message"]) == ("wrong", "Zuletzt am 15.06.2026.")


def test_a_clock_that_was_a_year_ahead_is_told(healthy: Database) -> None:
    assert "Uhr" not in doctor()
    row = dict(name="work", day="2027-06-15", finished_at="", said="")
    healthy.table("task").insert(row)
    assert "timedatectl" in doctor()["Uhr"]["advice"]
