"""The index on a PostgreSQL server answers as the one in a folder does (`make test-postgres`)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import MONDAY
from searching import SAMPLES, asking, keys, make_register, sample
from served import on_server

from index.facts import Facts
from index.programme import all_programmes
from index.register import save_record
from index.runs import finish_run, start_run
from index.search import build, shelves
from index.search.build import indexed, is_scattered, rebuild, update
from index.search.engine import MissingIndex, Question, Sort, search
from index.search.similar import similar
from index.search.suggest import suggest
from index.store import Database, server_address
from index.text import rich_from_text

pytestmark = pytest.mark.skipif(not on_server, reason="There is no server; see make test-postgres.")

QUESTIONS = (
    "",
    "Radweg",
    "Museum -Verein",
    '"Bau von Radwegen"',
    "Denkmalpflege ODER Freibad",
    "Sanierung der Hallenbäder in Hessen",
    "bicycle network",
    "Schwimbad",
    "Klima Schutz 444",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def register(folder: Path) -> Iterator[Database]:
    db = make_register(folder)
    rebuild(db, folder)
    yield db
    db.close()


def answers(db: Database, folder: Path) -> list[object]:
    """Everything that can be asked, whole: order, scores, excerpts, counts."""
    found: list[object] = []
    for words in QUESTIONS:
        for sort in Sort:
            it = search(folder, db, Question(words, sort=sort), MONDAY)
            hits = [(hit.programme, hit.score, hit.highlight) for hit in it.hits]
            found.append((words, hits, it.total, it.close, it.suggestion, it.facets, it.relaxed))
        found.append(suggest(folder, db, words, MONDAY))
    for programme in all_programmes(db):
        found.append([it.reasons for it in similar(folder, db, programme, MONDAY)])
    return found


def in_a_folder(db: Database, folder: Path, patch: pytest.MonkeyPatch) -> list[object]:
    with patch.context() as only_here:
        only_here.setattr(shelves, "server_address", lambda folder: "")
        rebuild(db, folder)
        return answers(db, folder)


def test_both_give_the_same_answers_to_the_last_digit(
    register: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the_server = answers(register, folder)
    assert not (folder / "search").exists()
    assert on_the_server == in_a_folder(register, folder, monkeypatch)


def test_a_change_is_found_at_once_by_who_has_the_index_open(
    register: Database, folder: Path
) -> None:
    ask = asking(register, folder)
    assert keys(ask("Freibad")) == ["bad"]
    run = start_run(register, "sample", MONDAY)
    changed = replace(SAMPLES[1], title="Brücken", summary=rich_from_text("Bau von Brücken."))
    for record in (changed, sample("neu", "Glockentürme")):
        save_record(register, run, record, Facts(), "test", MONDAY)
    finish_run(register, run, MONDAY)
    update(register, folder, [2, len(SAMPLES) + 1])
    assert keys(ask("Freibad")) == []
    assert keys(ask("Brücke")) == ["bad"]
    assert keys(ask("Glockenturm")) == ["neu"]
    assert ask("").total == indexed(folder) == len(SAMPLES) + 1


def test_many_single_changes_leave_few_parts(
    register: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.search.postgres_shelf import writing

    monkeypatch.setattr(writing, "_SMALL", 5)
    monkeypatch.setattr(writing, "_MANY", 3)
    for number in [1, 2, 3, 1, 2, 3, 1]:
        update(register, folder, [number])
    assert len(parts(folder)) <= 3
    assert asking(register, folder)("").total == len(SAMPLES)
    for _ in range(25):
        update(register, folder, range(1, len(SAMPLES) + 1))
    assert is_scattered(folder)
    rebuild(register, folder)
    assert not is_scattered(folder)
    assert len(parts(folder)) == 1


def parts(folder: Path) -> list[object]:
    from index.store.postgres.plain import ask

    sql = "select first from search.part join search.state using (edition)"
    return ask(server_address(folder), sql)


def test_old_editions_are_dropped_but_for_the_last(register: Database, folder: Path) -> None:
    from index.store.postgres.plain import ask

    for _ in range(3):
        rebuild(register, folder)
    sql = "select count(*) from pg_tables where schemaname = 'search' and tablename like 'terms_%'"
    assert ask(server_address(folder), sql) == [(2,)]


@pytest.mark.parametrize("table", ["terms", "programmes", "edition", "everything"])
def test_a_damaged_index_is_built_anew(register: Database, folder: Path, table: str) -> None:
    from index.store.postgres.plain import own_connection

    ask = asking(register, folder)
    assert keys(ask("Museum", today=date(2026, 6, 16)))
    edition = shelves.shelf_of(folder).edition()
    statement = {
        "edition": f"delete from search.edition where name = '{edition}'",
        "everything": "drop schema search cascade",
    }.get(table, f"drop table search.{table}_{edition}")
    with own_connection(server_address(folder)) as server:
        server.execute(statement)
        if table != "everything":
            server.execute("update search.state set version = version + 1")
    assert keys(ask("Freibad")) == ["bad"]


def test_who_asks_while_another_builds_is_told_so_and_not_kept_waiting(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = make_register(folder)
    monkeypatch.setattr(build, "_SHORT_SECONDS", 0.1)
    with shelves.shelf_of(folder).building(), pytest.raises(MissingIndex, match="wird gerade neu"):
        asking(db, folder)("Freibad")
    assert keys(asking(db, folder)("Freibad")) == ["bad"]
    db.close()
