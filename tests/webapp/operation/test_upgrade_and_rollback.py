"""From every released schema the database goes forward without a loss, and the way back is open."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import MONDAY
from keep_release import RELEASED
from served import only_a_file
from work_runs import ROOT

from index import upgrading
from index.schema import (
    FILE_NAME,
    UnreadableDatabase,
    create_database,
    database_in_memory,
    open_database,
)
from index.search.build import rebuild
from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import create_account
from webapp.cli import main
from webapp.operation.health import examine
from webapp.settings import Settings

VERSIONS = sorted(path.name.removesuffix(".sql.gz") for path in RELEASED.glob("*.sql.gz"))
MOVED = {"enquiry.read_at": "since 0.4.0 in enquiry_seen, for each person"}
"""Columns that a later step put elsewhere, and where."""

Rows = dict[str, tuple[list[str], list[str]]]


def released(version: str, folder: Path) -> Path:
    """Make a data folder with the database of that release."""
    folder.mkdir(exist_ok=True)
    text = gzip.decompress((RELEASED / f"{version}.sql.gz").read_bytes()).decode()
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        database.executescript(text)
        database.execute("pragma journal_mode = wal")
    return folder / FILE_NAME


def rows_of(path: Path, names: Rows | None = None) -> Rows:
    """Every table with its columns and rows; of `names` only those tables and columns."""
    with closing(sqlite3.connect(path)) as database:
        sql = "select name from sqlite_master where type = 'table' and name not like '%sqlite%'"
        found = {}
        for table in names or [row[0] for row in database.execute(sql).fetchall()]:
            info = database.execute(f'pragma table_info("{table}")').fetchall()
            columns = [row[1] for row in info if f"{table}.{row[1]}" not in MOVED]
            if names is not None:
                columns = names[table][0]
            listed = ", ".join(f'"{name}"' for name in columns)
            rows = database.execute(f'select {listed} from "{table}"').fetchall()
            found[table] = (columns, sorted(map(repr, rows)))
    return found


def statements(db: Database) -> set[tuple[str, str]]:
    """What makes the schema; its order is that in which a text was read in."""
    sql = "select name, sql from sqlite_master where sql is not null"
    return {(name, " ".join(text.split())) for name, text in db.execute(sql).fetchall()}


@only_a_file
@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_database_goes_forward_whole_and_unchanged(tmp_path: Path, version: str) -> None:
    path = released(version, tmp_path)
    before = rows_of(path)
    assert len(before["account"][1]) > 3
    assert len(before["project"][1]) > 2
    with closing(open_database(tmp_path)) as db:
        assert statements(db) == statements(database_in_memory())
        assert db.execute("pragma integrity_check").fetchone()[0] == "ok"
        assert db.execute("pragma foreign_key_check").fetchall() == []
    assert rows_of(path, before) == before
    findings = {it.check: it for it in examine(Settings(data=tmp_path), MONDAY)}
    assert findings["Datenbank"].state == "ok", findings["Datenbank"].message


@only_a_file
def test_the_oldest_release_is_found_searched_and_written_to(tmp_path: Path) -> None:
    released(VERSIONS[0], tmp_path)
    with closing(open_database(tmp_path)) as db:
        assert rebuild(db, tmp_path) > 10
        create_account(db, "neu@example.org", Role.READER, None, MONDAY)
    findings = examine(Settings(data=tmp_path), MONDAY)
    assert [it.message for it in findings if it.check == "Suchindex" and it.state != "ok"] == []


def test_every_release_of_the_changelog_has_its_database() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    told = [line.split("[")[1].split("]")[0] for line in text.splitlines() if line[:4] == "## ["]
    assert told == ["Unreleased", *reversed(VERSIONS)]


@only_a_file
def test_before_the_first_new_step_a_copy_is_kept_and_with_it_the_way_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = released(VERSIONS[-1], tmp_path)
    before = rows_of(path)
    open_database(tmp_path).close()
    (copy,) = upgrading.copies(path)
    assert rows_of(copy) == before
    assert copy.stat().st_mode & 0o077 == 0
    open_database(tmp_path).close()
    assert upgrading.copies(path) == [copy], "without a new step there is no new copy"
    monkeypatch.setenv("FOERDERNETZ_DATA", str(tmp_path / "anderswo"))
    result = CliRunner().invoke(main, ["restore", str(copy)])
    assert result.exit_code == 0, result.output


@only_a_file
def test_only_the_last_copies_stay(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    for number in range(4):
        path.with_name(f"{FILE_NAME}.before-m00{number}_x").touch()
    released(VERSIONS[-1], tmp_path)
    open_database(tmp_path).close()
    assert len(upgrading.copies(path)) == 2


def test_a_fresh_database_needs_no_copy(tmp_path: Path) -> None:
    create_database(tmp_path).close()
    assert upgrading.copies(tmp_path / FILE_NAME) == []


@only_a_file
def test_without_a_copy_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = released(VERSIONS[-1], tmp_path)
    before = rows_of(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.schema.keep_copy", full)
    with pytest.raises(UnreadableDatabase, match="Nichts wurde geändert"):
        open_database(tmp_path)
    assert rows_of(path) == before


@only_a_file
def test_a_program_does_not_open_a_database_of_a_newer_one(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_database(data_folder).close()
    newest = max(upgrading.known_steps())
    older = upgrading.known_steps() - {newest}
    monkeypatch.setattr(upgrading, "known_steps", lambda: older)
    result = CliRunner().invoke(main, ["sources"])
    assert result.exit_code == 2
    assert "aus einer neueren Fassung" in result.stderr
    assert newest in result.stderr
    assert len(result.stderr.splitlines()) == 1
