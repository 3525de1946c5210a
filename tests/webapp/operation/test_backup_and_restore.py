"""A backup is whole or absent; a restore takes only what is ours and keeps what was there."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import CliRunner, Result
from conftest import Save, make_record
from served import everything_in, only_a_file

from index.programme import programme_at
from index.schema import FILE_NAME, open_database
from index.store import Database
from webapp.cli import main
from webapp.operation.safekeeping import UnusableBackup, back_up, restore

RADWEG = "https://www.example.org/radweg"


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


@pytest.fixture
def backup_file(db: Database, save: Save, data_folder: Path, tmp_path: Path) -> Path:
    """A backup that knows one programme."""
    save(make_record())
    file = tmp_path / "sicherung.sqlite3"
    back_up(data_folder, file)
    return file


def damage(database: Path) -> None:
    for suffix in ("-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    database.write_bytes(b"kaputt" * 1000)


@contextmanager
def somebody_writing(folder: Path) -> Iterator[None]:
    """Let another connection change two rows together, again and again."""
    started, enough = Event(), Event()

    def write() -> None:
        with closing(open_database(folder)) as connection:
            number = 0
            while not enough.is_set():
                number += 1
                connection.execute("update watch set funder = ?", [str(number)])
                connection.conn.commit()
                started.set()

    thread = Thread(target=write)
    thread.start()
    try:
        assert started.wait(10)
        yield
    finally:
        enough.set()
        thread.join(30)


def test_backup_is_consistent_while_somebody_writes(
    db: Database, data_folder: Path, tmp_path: Path
) -> None:
    db.table("watch").insert_all(dict(url=str(i), funder="0") for i in range(2000))
    file = tmp_path / "sicherung.sqlite3"
    with somebody_writing(data_folder):
        for _ in range(5):
            back_up(data_folder, file)
            with closing(sqlite3.connect(file)) as copy:
                assert copy.execute("select count(distinct funder) from watch").fetchone() == (1,)


def test_backup_is_one_file_that_only_the_owner_may_read(backup_file: Path) -> None:
    assert stat.S_IMODE(backup_file.stat().st_mode) == 0o600
    beside = [path.name for path in backup_file.parent.iterdir() if path.is_file()]
    assert beside == [backup_file.name]


def test_backup_says_where_nothing_can_be_written(db: Database, tmp_path: Path) -> None:
    result = run("backup", str(tmp_path / "nirgends" / "sicherung.sqlite3"))
    assert result.exit_code == 2
    assert "nirgends" in result.stderr


@only_a_file
def test_a_failed_backup_leaves_the_old_one(backup_file: Path, data_folder: Path) -> None:
    before = backup_file.read_bytes()
    damage(data_folder / FILE_NAME)
    with pytest.raises(UnusableBackup):
        back_up(data_folder, backup_file)
    assert backup_file.read_bytes() == before


def test_backup_does_not_overwrite_the_database_itself(db: Database, data_folder: Path) -> None:
    result = run("backup", str(data_folder / FILE_NAME))
    assert result.exit_code == 2
    assert "Datenbank selbst" in result.stderr


def test_backup_leaves_a_file_alone_that_is_no_backup(
    db: Database, data_folder: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "brief.docx"
    letter.write_text("Sehr geehrte Damen und Herren", encoding="utf-8")
    with pytest.raises(UnusableBackup, match=r"brief\.docx gibt es schon und ist keine Sicherung"):
        back_up(data_folder, letter)
    assert letter.read_text(encoding="utf-8").startswith("Sehr geehrte")


def test_restore_brings_back_what_was_saved_and_keeps_the_rest(
    backup_file: Path, save: Save, data_folder: Path
) -> None:
    later = make_record(key="bad", url="https://www.example.org/bad", title="Schwimmbäder")
    save(make_record(), later, today=date(2026, 6, 22))
    kept = restore(data_folder, backup_file)
    with closing(open_database(data_folder)) as db:
        assert programme_at(db, RADWEG) is not None
        assert programme_at(db, later.url) is None
    assert kept is not None
    with closing(Database(kept)) as old:
        assert programme_at(old, later.url) is not None


def test_a_connection_that_was_open_reads_the_restored_content(
    backup_file: Path, db: Database, data_folder: Path
) -> None:
    db.execute("update record set url = 'verloren'")
    db.conn.commit()
    restore(data_folder, backup_file)
    assert [row["url"] for row in db.query("select url from record")] == [RADWEG]


@only_a_file
def test_restore_replaces_a_damaged_database(backup_file: Path, data_folder: Path) -> None:
    damage(data_folder / FILE_NAME)
    kept = restore(data_folder, backup_file)
    assert kept is not None
    assert kept.read_bytes().startswith(b"kaputt")
    with closing(open_database(data_folder)) as db:
        assert programme_at(db, RADWEG) is not None


def test_restore_into_an_empty_folder_makes_it_work(backup_file: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "neu"
    assert restore(fresh, backup_file) is None
    with closing(open_database(fresh)) as db:
        assert programme_at(db, RADWEG) is not None


def everything(folder: Path) -> list[str]:
    with closing(open_database(folder)) as db:
        return everything_in(db)


def foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table rezept (name text)")


def text(path: Path) -> None:
    path.write_text("Das ist keine Datenbank.", encoding="utf-8")


def half_a_backup(path: Path) -> None:
    whole = path.with_name("sicherung.sqlite3").read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def from_a_newer_program(path: Path) -> None:
    path.write_bytes(path.with_name("sicherung.sqlite3").read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        step = ("foerdernetz", "m999_from_the_future", "2030-01-01")
        connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values (?, ?, ?)",
            step,
        )


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (text, "keine Sicherung"),
        (foreign_database, "fremde Datenbank"),
        (half_a_backup, "beschädigt"),
        (from_a_newer_program, "neueren Fassung"),
    ],
)
def test_restore_refuses_what_is_no_whole_backup_and_changes_nothing(
    backup_file: Path, data_folder: Path, make, sentence: str
) -> None:
    file = backup_file.with_name("anderes.sqlite3")
    make(file)
    before = everything(data_folder)
    result = run("restore", str(file))
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert everything(data_folder) == before
    assert not (data_folder / f"{FILE_NAME}.before-restore").exists()


def test_restore_names_a_file_that_is_missing(db: Database, tmp_path: Path) -> None:
    result = run("restore", str(tmp_path / "fehlt.sqlite3"))
    assert result.exit_code == 2
    assert "fehlt.sqlite3" in result.stderr
