"""The index keeps up with the register and can be thrown away."""

import fcntl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_facts
from searching import SAMPLES, Ask, asking, keys, make_register, sample
from served import only_a_file

from index.programme import all_programmes
from index.record import Call
from index.schema import open_database
from index.search import build
from index.search.build import (
    MissingIndex,
    has_index,
    has_old_words,
    is_scattered,
    rebuild,
    update,
)
from index.search.card import card_of, decode_card, encode_card
from index.search.engine import Question, search
from index.search.shelves import shelf_of
from index.search.whoosh_shelf import current_folder, writing
from index.search.whoosh_shelf.reading import open_index
from index.store import Database
from index.text import rich_from_text
from index.vocabulary import Status


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "register"


@pytest.fixture
def register(folder: Path) -> Iterator[Database]:
    db = make_register(folder)
    yield db
    db.close()


@pytest.fixture
def ask(register: Database, folder: Path) -> Ask:
    rebuild(register, folder)
    return asking(register, folder)


def test_a_rebuild_counts_what_it_puts_in_and_tells_progress(
    register: Database, folder: Path
) -> None:
    told: list[int] = []
    assert rebuild(register, folder, told.append) == len(SAMPLES)
    assert told == list(range(1, len(SAMPLES) + 1))


def test_a_missing_index_is_built_by_the_first_question(register: Database, folder: Path) -> None:
    assert not has_index(folder)
    assert keys(asking(register, folder)("Freibad")) == ["bad"]


@only_a_file
# Whoosh leaves a damaged file to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("damage", ["terms", "places", "pointer", "vocabulary", "everything"])
def test_a_damaged_index_is_built_anew(ask: Ask, folder: Path, damage: str) -> None:
    current = current_folder(folder)
    assert current is not None
    if damage == "pointer":
        (folder / "search" / "current").write_text("nowhere", encoding="utf-8")
    for path in current.iterdir():
        if damage == "everything" or (damage == "terms" and path.suffix == ".trm"):
            path.write_bytes(b"no index")
        if damage == "places" and path.suffix == ".pst":
            path.write_bytes(path.read_bytes()[:20])
        if damage == "vocabulary" and path.suffix == ".json":
            path.unlink()
    assert keys(ask("Freibad")) == ["bad"]


@only_a_file
def test_a_passage_is_found_when_its_sentences_in_the_index_are_damaged(
    ask: Ask, folder: Path
) -> None:
    current = current_folder(folder)
    assert current is not None
    (column,) = current.glob("*.sentences.col")
    written = column.read_bytes()
    column.write_bytes(b"\xff" * 200 + written[200:])
    assert "<mark>Freibäder</mark>" in ask("Freibad").hits[0].highlight


@only_a_file
def test_an_open_reader_goes_on_with_the_old_index(
    ask: Ask, register: Database, folder: Path
) -> None:
    before = current_folder(folder)
    assert before is not None
    reader = open_index(before).reader()
    rebuild(register, folder)
    assert current_folder(folder) != before
    assert reader.doc_count() == len(SAMPLES)
    assert list(reader.all_terms())
    reader.close()


@only_a_file
def test_old_indexes_are_removed_but_for_the_last(register: Database, folder: Path) -> None:
    for _ in range(4):
        rebuild(register, folder)
    assert len([path for path in (folder / "search").iterdir() if path.is_dir()]) == 2


def test_an_interrupted_rebuild_leaves_the_old_index(
    ask: Ask, register: Database, folder: Path
) -> None:
    def stop(count: int) -> None:
        raise KeyboardInterrupt

    before = shelf_of(folder).edition()
    with pytest.raises(KeyboardInterrupt):
        rebuild(register, folder, stop)
    assert shelf_of(folder).edition() == before
    assert keys(ask("Freibad")) == ["bad"]
    assert rebuild(register, folder) == len(SAMPLES)


def test_a_single_programme_is_renewed_in_place(
    db: Database, save: Save, data_folder: Path
) -> None:
    number = save(SAMPLES[0])
    rebuild(db, data_folder)
    ask = asking(db, data_folder)
    changed = replace(SAMPLES[0], title="Brücken", summary=rich_from_text("Bau von Brücken."))
    other = save(changed, sample("neu", "Glockentürme"))
    assert keys(ask("Brücke")) == []
    update(db, data_folder, [number, other, number + 1])
    assert keys(ask("Brücke")) == ["radweg"]
    assert keys(ask("Glockenturm")) == ["neu"]
    assert keys(ask("Radweg")) == []
    assert ask("").total == 2


def test_a_passage_is_taken_from_the_text_of_today(
    db: Database, save: Save, data_folder: Path
) -> None:
    save(SAMPLES[0])
    rebuild(db, data_folder)
    save(replace(SAMPLES[0], summary=rich_from_text("Neu. Auch Brücken am Radweg.")))
    (hit,) = asking(db, data_folder)("Radweg").hits
    assert hit.highlight == "Auch Brücken am <mark>Radweg</mark>."


@only_a_file
def test_many_single_changes_leave_few_parts_and_the_large_one_alone(
    ask: Ask, register: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_SMALL", 5)
    monkeypatch.setattr(writing, "_MANY", 3)
    large = parts_of(folder)
    for number in [1, 2, 3, 1, 2, 3, 1]:
        update(register, folder, [number])
    after = parts_of(folder)
    assert len(large) == 1
    assert large < after
    assert len(after) <= 4
    update(register, folder, range(1, len(SAMPLES) + 1))
    assert ask("").total == len(SAMPLES)
    assert is_scattered(folder)
    rebuild(register, folder)
    assert not is_scattered(folder)


def test_an_index_of_other_word_lists_is_used_and_known_to_be_old(
    ask: Ask, register: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not has_old_words(folder)
    monkeypatch.setattr(build, "_mark_of_word_lists", lambda: "tomorrow's")
    assert has_old_words(folder)
    assert keys(ask("Freibad")) == ["bad"]
    rebuild(register, folder)
    assert not has_old_words(folder)


@only_a_file
def test_who_asks_while_another_builds_is_told_so_and_not_kept_waiting(
    register: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "_SHORT_SECONDS", 0.1)
    (folder / "search").mkdir(exist_ok=True)
    with (folder / "search" / "rebuild.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(MissingIndex, match="wird gerade neu aufgebaut"):
            asking(register, folder)("Freibad")
    assert keys(asking(register, folder)("Freibad")) == ["bad"]


def parts_of(folder: Path) -> set[str]:
    current = current_folder(folder)
    assert current is not None
    return {path.name.split(".")[0] for path in current.glob("MAIN_*.trm")}


def test_a_hidden_programme_is_not_found(db: Database, save: Save, data_folder: Path) -> None:
    number = save(SAMPLES[0])
    rebuild(db, data_folder)
    db.table("programme").update(number, dict(hidden_because="doppelt"))
    update(db, data_folder, [number])
    assert asking(db, data_folder)("").total == 0
    assert rebuild(db, data_folder) == 0


def test_what_changes_during_a_rebuild_is_not_lost(
    db: Database, save: Save, data_folder: Path
) -> None:
    number = save(SAMPLES[0])
    rebuild(db, data_folder)
    renewed = replace(SAMPLES[0], title="Brücken")

    def meanwhile(count: int) -> None:
        save(renewed)
        update(db, data_folder, [number])

    rebuild(db, data_folder, meanwhile)
    assert keys(asking(db, data_folder)("Brücke")) == ["radweg"]


def test_update_without_an_index_waits_for_the_first_question(
    db: Database, save: Save, data_folder: Path
) -> None:
    number = save(SAMPLES[0])
    update(db, data_folder, [number])
    assert not has_index(data_folder)


def test_many_threads_ask_while_the_index_changes(
    ask: Ask, register: Database, folder: Path
) -> None:
    def worker(number: int) -> list[list[str]]:
        db = open_database(folder)
        answers = []
        for _ in range(6):
            if number == 0:
                update(db, folder, [1])
            found = search(folder, db, Question("Freibad"), MONDAY)
            answers.append(keys(found))
        db.close()
        return answers

    with ThreadPoolExecutor(4) as pool:
        for answers in pool.map(worker, range(4)):
            assert answers == [["bad"]] * 6


def test_the_status_in_the_index_is_the_programmes_own_on_any_day(
    db: Database, save: Save, data_folder: Path
) -> None:
    save(
        sample("call", "Aufruf", call=Call(identifier="A-1", deadlines=(date(2026, 9, 1),))),
        sample("line", "Zeile", status_line="Derzeit nicht möglich"),
    )
    save(
        sample("frist", "Frist"),
        facts=make_facts(deadlines=[{"kind": "application", "date": "2026-08-01"}]),
    )
    for programme in all_programmes(db):
        card = decode_card(encode_card(card_of(programme)))
        for day in (MONDAY, date(2026, 8, 2), date(2026, 10, 1)):
            assert card.timing.status(day) == programme.standing(day).status
    ask = asking(db, data_folder)
    assert keys(ask("Frist", status=(Status.OPEN.value,))) == ["frist"]
    assert keys(ask("Frist", status=(Status.OPEN.value,), today=date(2026, 8, 2))) == []


@only_a_file
def test_an_unreadable_folder_says_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MissingIndex, match="nicht lesbar"):
        open_index(tmp_path)
