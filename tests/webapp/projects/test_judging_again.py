"""What was read is not read again, and only what changed is judged again."""

import json
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from conftest import MONDAY, Save, make_facts, make_record

from index.programme import all_programmes
from index.publication import published
from index.record import SourceRecord
from index.store import Database
from matcher import memory
from matcher.mentions import Mentions
from matcher.profile import read_profile
from matcher.project import Project
from matcher.shelf import Shelf, Statistics
from webapp.projects import across, judging
from webapp.projects.judging import judge_and_store, judge_now
from webapp.projects.queries import all_projects, delete_project, matches_of, save_project
from webapp.projects.renewal import judge_everything, renew

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


def snapshot(db: Database) -> list[dict[str, object]]:
    """All that is stored about programmes and Vorhaben."""
    return [
        row
        for table in ("match", "near_miss")
        for row in db.query(f"select * from {table} order by project, programme")
    ]


def judged_in_full(db: Database) -> list[dict[str, object]]:
    """What judging everything gives with the statistics that are kept."""
    (kept,) = db.query("select mark from judged where kind = 'run' and key = 'statistics'")
    statistics = Statistics(**json.loads(kept["mark"]))
    shelf = Shelf(all_programmes(db, published(db)), statistics=statistics)
    list(judge_and_store(db, shelf, everyone(db), MONDAY))
    return snapshot(db)


@pytest.fixture
def many(db: Database, save: Save) -> list[SourceRecord]:
    """Forty programmes, of which some fit, and two Vorhaben that were judged."""
    records = [
        make_record(
            key=str(number),
            url=f"https://www.example.org/{number}",
            title=f"{topic} {number}",
            summary=f"Gefördert wird: {topic} für Gemeinden.",
        )
        for number, topic in enumerate(["Radweg", "Kita", "Bücherei", "Wald"] * 10)
    ]
    save(*records)
    keep(db)
    keep(db, "kita", "Neubau einer Kita", TREBUR)
    renew(db, MONDAY)
    return records


@pytest.mark.parametrize(
    "change",
    [
        "nothing",
        "another topic",
        "another fact",
        "a new programme",
        "a hidden programme",
        "another project",
        "a new project",
        "a deleted project",
    ],
)
def test_judging_what_changed_gives_what_judging_everything_gives(
    db: Database, save: Save, many: list[SourceRecord], change: str
) -> None:
    first = many[0]
    {
        "nothing": lambda: None,
        "another topic": lambda: save(replace(first, title="Kita 0")),
        "another fact": lambda: save(first, facts=make_facts(total_cost_min_eur=10**9)),
        "a new programme": lambda: save(make_record(key="neu", url="https://www.example.org/neu")),
        "a hidden programme": lambda: db.execute(
            "update programme set hidden_because = 'x' where id = 1"
        ),
        "another project": lambda: keep(db, title="Bücherei"),
        "a new project": lambda: keep(db, "neu", "Wald"),
        "a deleted project": lambda: delete_project(db, "kita"),
    }[change]()
    done = renew(db, MONDAY)
    assert not done.everything
    assert done.programmes + done.projects <= 1
    assert snapshot(db) == judged_in_full(db)


def test_a_new_day_and_many_changes_judge_everything(
    db: Database, save: Save, many: list[SourceRecord]
) -> None:
    assert not renew(db, MONDAY).everything
    assert renew(db, MONDAY + timedelta(days=1)).everything
    save(*(replace(record, title="Radweg") for record in many[:3]))
    assert renew(db, MONDAY + timedelta(days=1)).everything


@pytest.mark.parametrize(
    ("number", "change", "in_full"),
    [
        (0, dict(title="Kita 0"), 1),  # leaves one Vorhaben, who follows is unknown; joins another
        (0, dict(summary="Radweg Radweg Radweg."), 0),  # stays among the first
        (16, dict(title="Wege", summary="Auch Radwege."), 1),  # falls behind those not kept
        (36, dict(title="Wald 36", summary="Wir fördern Wald."), 0),  # was not among the kept
        (36, dict(title="Radweg", summary="Radweg Radweg Radweg."), 0),  # takes the first place
    ],
)
def test_a_vorhaben_with_as_many_matches_as_are_kept_is_judged_in_full_if_one_leaves(
    db: Database,
    save: Save,
    many: list[SourceRecord],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    change: dict[str, Any],
    in_full: int,
) -> None:
    for module in (judging, across):
        monkeypatch.setattr(module, "KEPT", 5)
    list(judge_everything(db, MONDAY))
    assert len(matches_of(db, "radweg")) == 5
    changed = make_record(key=many[number].key, url=many[number].url, **change)
    save(changed)
    assert renew(db, MONDAY).projects == in_full
    assert snapshot(db) == judged_in_full(db)


def test_many_changes_one_after_the_other_give_what_judging_everything_gives(
    db: Database, save: Save, many: list[SourceRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (judging, across):
        monkeypatch.setattr(module, "KEPT", 6)
    list(judge_everything(db, MONDAY))
    random = Random(0)
    for _ in range(12):
        number = random.randrange(40)
        topics = random.choices(["Radweg", "Kita", "Wald"], k=2)
        facts = make_facts(total_cost_min_eur=random.choice((1, 10**9)))
        title, told = topics[0], f"Gefördert: {' und '.join(topics)}."
        save(
            make_record(key=many[number].key, url=many[number].url, title=title, summary=told),
            facts=facts,
        )
        keep(db, "wechselnd", random.choice(topics))
        done = renew(db, MONDAY)
        assert not done.everything
        assert snapshot(db) == judged_in_full(db)
