"""What was read is not read again, and only what changed is judged again."""

import pytest
from conftest import MONDAY, Save, make_record
from sqlite_utils import Database

from matcher import memory
from matcher.mentions import Mentions
from matcher.profile import read_profile
from matcher.project import Project
from matcher.shelf import Shelf
from webapp.projects.judging import judge_now
from webapp.projects.queries import all_projects, matches_of, save_project

RIEDSTADT, TREBUR = "06433011", "06433014"


def keep(
    db: Database, number: str = "radweg", title: str = "Radweg", town: str = RIEDSTADT
) -> None:
    profile = dict(id=number, title=title, municipality=town, applicant_type="Kommune")
    save_project(db, read_profile(profile), MONDAY)


def everyone(db: Database) -> list[Project]:
    return list(all_projects(db))


def test_a_new_process_finds_what_another_one_read(
    db: Database, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(make_record())
    keep(db)
    memory.forget()
    judge_now(db, everyone(db), MONDAY)
    before = matches_of(db, "radweg")
    memory.forget()

    def nothing(self: Shelf, text: str, language: str) -> Mentions:
        raise AssertionError(f"read again: {text}")

    monkeypatch.setattr(Shelf, "_read_text", nothing)
    judge_now(db, everyone(db), MONDAY)
    assert matches_of(db, "radweg") == before
    assert before


def test_another_dictionary_reads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = memory.key_of("Radweg", "de")
    assert memory.key_of("Radweg", "de") == before
    assert memory.key_of("Radweg", "en") != before
    monkeypatch.setattr(memory, "_how", lambda: b"another")
    assert memory.key_of("Radweg", "de") != before
