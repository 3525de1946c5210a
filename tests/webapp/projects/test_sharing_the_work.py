"""Judging many Vorhaben by several processes gives what one process gives, in the same order."""

import pytest
from conftest import MONDAY, Save, make_record

from index.store import Database
from matcher.profile import read_profile
from webapp.projects import processes
from webapp.projects.judging import judge_and_store, shelf_of
from webapp.projects.processes import shared
from webapp.projects.queries import all_projects, save_project

TOPICS = ("Radweg", "Kita", "Bücherei", "Wald")


@pytest.fixture
def in_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes, two pieces of work at a time, from the third on."""
    monkeypatch.setattr(processes, "WORTH_IT", 1)
    monkeypatch.setattr(processes, "_AT_ONCE", 2)
    monkeypatch.setattr(processes, "_ALONE", 1)
    monkeypatch.setattr(processes, "sched_getaffinity", lambda _: {0, 1})


def test_the_order_stays_and_nothing_is_left_out(in_processes: None) -> None:
    for count in (0, 1, 2, 3, 31):
        some = list(shared(str, range(count)))
        assert [it for found in some for it in found] == list(map(str, range(count)))


def test_what_goes_wrong_there_is_told_here(in_processes: None) -> None:
    with pytest.raises(ZeroDivisionError):
        list(shared(lambda number: 1 / (5 - number), range(9)))


def test_the_same_is_kept(db: Database, save: Save, request: pytest.FixtureRequest) -> None:
    save(
        *(
            make_record(
                key=topic,
                url=f"https://www.example.org/{topic}",
                title=topic,
                summary=f"Wir fördern {topic}.",
            )
            for topic in TOPICS
        )
    )
    for number in range(9):
        town = f"064330{number % 5 + 1:02}"
        profile = dict(id=f"v{number}", title=TOPICS[number % 4], municipality=town)
        save_project(db, read_profile(profile), MONDAY)

    def judged() -> tuple[list[object], list[object]]:
        told = list(judge_and_store(db, shelf_of(db), all_projects(db), MONDAY, most=3))
        return list(told), list(db.query("select * from match order by project, programme"))

    alone = judged()
    assert len(alone[1]) == 9
    request.getfixturevalue("in_processes")
    assert judged() == alone
