"""The first page: new for our Vorhaben, due soon, and nothing of another town."""

from datetime import timedelta
from pathlib import Path

from conftest import MONDAY, Save, make_facts, make_record
from flask.testing import FlaskClient
from sqlite_utils import Database
from visitors import RIEDSTADT, visitor

from index.programme import programme
from matcher.judge import Judgement
from matcher.project import Project, Town
from webapp.accounts.account import Role
from webapp.projects.queries import save_project, store_matches

TREBUR = "06433014"


def add_match(
    db: Database, project: str, number: int, ags: str = RIEDSTADT, **more: object
) -> None:
    found = programme(db, number)
    assert found is not None
    wanted = Project(id=project, title=f"Vorhaben {project}", municipality=Town(ags=ags))
    save_project(db, wanted, MONDAY)
    values: dict[str, object] = dict(eligible="yes", score=70.0, reasons=("Gilt in Hessen.",))
    judgement = Judgement(**(values | dict(obstacles=()) | more))  # type: ignore[arg-type]
    store_matches(db, wanted, [(found, judgement)], MONDAY)


def start(client: FlaskClient) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.text


def test_staff_see_new_matches_of_their_own_town_only(
    db: Database, data_folder: Path, save: Save
) -> None:
    number = save(make_record(), facts=make_facts(own_share_min=10))
    add_match(db, "riedrad", number)
    add_match(db, "treburrad", number, ags=TREBUR)
    text = start(visitor(db, data_folder))
    for words in ("Neues für Riedstadt", "Neue Treffer", "Vorhaben riedrad", "Gilt in Hessen."):
        assert words in text
    assert "Eigenanteil mindestens 10 %" in text
    assert "treburrad" not in text


def test_the_manager_sees_the_matches_of_all_towns_and_the_desk(
    db: Database, data_folder: Path, save: Save
) -> None:
    number = save(make_record())
    add_match(db, "riedrad", number)
    add_match(db, "treburrad", number, ags=TREBUR)
    text = start(visitor(db, data_folder, Role.MANAGER))
    for words in ("Vorhaben riedrad", "Vorhaben treburrad", "(Trebur)", "neue Programme"):
        assert words in text


def test_after_a_week_matches_are_no_longer_new(
    db: Database, data_folder: Path, save: Save
) -> None:
    add_match(db, "riedrad", save(make_record()))
    text = start(visitor(db, data_folder, today=MONDAY + timedelta(days=7)))
    assert "Neue Treffer" not in text
    assert "Beste Treffer" in text


def test_the_nearest_deadline_stands_first_and_closed_programmes_are_left_out(
    db: Database, data_folder: Path, save: Save
) -> None:
    for key, day in (("spaet", "2026-09-01"), ("bald", "2026-07-01"), ("vorbei", "2026-05-01")):
        record = make_record(key=key, url=f"https://www.example.org/{key}", title=f"Programm {key}")
        dated = make_facts(deadlines=[{"kind": "application", "date": day}])
        add_match(db, f"vorhaben-{key}", save(record, facts=dated))
    text = start(visitor(db, data_folder))
    due = text[text.index("Nächste Fristen") :]
    assert due.index("Programm bald") < due.index("Programm spaet")
    assert "Programm vorbei" not in text
    assert "in 16 Tagen" in text


def test_without_a_project_the_page_says_what_to_do(db: Database, data_folder: Path) -> None:
    assert "Beschreiben Sie ein Vorhaben" in start(visitor(db, data_folder))


def test_readers_without_a_town_get_the_search(db: Database, data_folder: Path) -> None:
    text = start(visitor(db, data_folder, Role.READER))
    assert 'role="search"' in text
    assert "Neue Treffer" not in text


def test_only_who_may_write_is_invited_to_describe_a_project(
    db: Database, data_folder: Path
) -> None:
    for role in (Role.STAFF, Role.MANAGER):
        assert 'href="/vorhaben/neu"' in start(visitor(db, data_folder, role)), role
    assert 'href="/vorhaben/neu"' not in start(visitor(db, data_folder, Role.READER))
