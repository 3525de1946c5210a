"""Programmes that the manager enters are found, judged, kept and changed like all others."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from flask.testing import FlaskClient
from visitors import visitor
from werkzeug.test import TestResponse

from index.programme import Programme, programme
from index.review_queue import count_waiting
from index.search.build import rebuild
from index.source import MANUAL
from index.store import Database
from index.vocabulary import ApplicantType, FundingType, Level, Region
from matcher.project import Project, Town
from webapp.accounts.account import Role
from webapp.operation.queries import health_of_sources
from webapp.projects.queries import matches_of, save_project

ENTRY = dict(
    title="Spielplätze der Stiftung <i>Altrhein</i>",
    summary="Die Stiftung fördert Spielplätze von Städten und Gemeinden.",
    description="Anträge sind bis zum 30. September 2026 zu stellen.\n<script>alert(1)</script>",
    level="Sonstige",
    funder="Stiftung Altrhein",
    region="Hessen",
    applicants=["Kommune"],
    funding_types=["Zuschuss"],
    address="https://www.example.org/stiftung",
)


def token(text: str, name: str = "csrf_token") -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', text)
    assert found, name
    return found[1]


def enter(client: FlaskClient, **more: object) -> TestResponse:
    text = client.get("/pruefen/eintragen").text
    data = dict(csrf_token=token(text)) | ENTRY | more
    return client.post("/pruefen/eintragen", data=data)


def change(client: FlaskClient, number: int, **more: object) -> TestResponse:
    text = client.get(f"/programm/{number}/eintrag").text
    data = dict(csrf_token=token(text), state=token(text, "state")) | ENTRY | more
    return client.post(f"/programm/{number}/eintrag", data=data)


@pytest.fixture
def manager(db: Database, data_folder: Path, save: Save) -> FlaskClient:
    save(make_record())
    rebuild(db, data_folder)
    return visitor(db, data_folder, Role.MANAGER)


def entered(db: Database, answer: TestResponse) -> Programme:
    assert answer.status_code == 303, answer.text
    found = programme(db, int(answer.location.rsplit("/", 1)[1]))
    assert found is not None
    return found


def test_an_entry_is_a_reviewed_programme_with_facts_that_is_found_and_judged_at_once(
    db: Database, data_folder: Path, manager: FlaskClient
) -> None:
    town = Town(ags="06433011", name="Riedstadt", population=24000)
    what = "Wir bauen einen Spielplatz für Kinder; Spielplätze fehlen."
    project = Project(id="spiel", municipality=town, title="Spielplatz", description=what)
    save_project(db, project, MONDAY)
    found = entered(db, enter(manager))
    assert found.title == "Spielplätze der Stiftung <i>Altrhein</i>"
    assert (found.levels, found.regions) == ((Level.OTHER,), (Region.HESSE,))
    assert found.eligible_applicants == (ApplicantType.MUNICIPALITY,)
    assert found.funding_types == (FundingType.GRANT,)
    assert found.reviewed
    assert [item.day for item in found.facts.deadlines] == ["2026-09-30"]
    assert found.id in [match.programme for match in matches_of(db, "spiel")]
    staff = visitor(db, data_folder, Role.STAFF)
    assert f"/programm/{found.id}" in staff.get("/suche?q=Spielplatz").text
    text = staff.get(f"/programm/{found.id}").text
    assert "Stiftung &lt;i&gt;Altrhein&lt;/i&gt;" in text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert 'href="https://www.example.org/stiftung"' in text
    assert "urn:uuid" not in text
    assert ">ungeprüft<" not in text


def test_a_changed_entry_keeps_its_versions_and_stays_reviewed(
    db: Database, manager: FlaskClient
) -> None:
    before = entered(db, enter(manager))
    form = manager.get(f"/programm/{before.id}/eintrag").text
    assert "Anträge sind bis zum 30. September 2026 zu stellen." in form
    after = entered(db, change(manager, before.id, description="Bis zum 1. Oktober 2026 bewerben."))
    assert after.id == before.id
    assert after.tellings[0].version == 2
    assert (after.reviewed, after.changed_since_review) == (True, False)
    assert f'href="/programm/{after.id}/fassungen/' in manager.get(f"/programm/{after.id}").text


def test_who_saves_second_keeps_the_input_and_overwrites_nothing(
    db: Database, manager: FlaskClient
) -> None:
    number = entered(db, enter(manager)).id
    old = token(manager.get(f"/programm/{number}/eintrag").text, "state")
    change(manager, number, title="Von der Kollegin")
    answer = change(manager, number, title="Von mir", state=old)
    assert answer.status_code == 400
    assert "Ihre Eingabe steht noch hier" in answer.text
    assert 'value="Von mir"' in answer.text
    kept = programme(db, number)
    assert kept is not None
    assert kept.title == "Von der Kollegin"
    again = dict(csrf_token=token(answer.text), state=token(answer.text, "state"))
    address = f"/programm/{number}/eintrag"
    entered(db, manager.post(address, data=again | ENTRY | dict(title="Von mir")))


def test_no_crawl_makes_an_entry_missing_and_nobody_misses_a_crawl_of_it(
    db: Database, manager: FlaskClient, save: Save
) -> None:
    first = entered(db, enter(manager))
    second = entered(db, enter(manager, title="Noch eines auf derselben Seite"))
    assert first.id != second.id
    theirs = save(
        make_record(), make_record(key="s", url="https://www.example.org/stiftung", title="Später")
    )
    for days in range(1, 5):
        save(make_record(), today=MONDAY + timedelta(days=days))
    again = programme(db, first.id)
    assert again is not None
    assert again.presence.value == "present"
    assert theirs not in (first.id, second.id)
    assert MANUAL not in [it.source for it in health_of_sources(db, MONDAY + timedelta(days=99))]
    assert count_waiting(db, MANUAL) == {}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (dict(title=" "), "Bitte geben Sie dem Programm einen Titel."),
        (dict(level="Mond"), "Bitte wählen Sie die Ebene."),
        (dict(region="Mond"), "Bitte wählen Sie das Fördergebiet."),
        (dict(address="javascript:alert(1)"), "Das ist keine öffentliche Web-Adresse"),
        (dict(address="http://127.0.0.1/"), "Das ist keine öffentliche Web-Adresse"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    db: Database, manager: FlaskClient, wrong: dict[str, str], sentence: str
) -> None:
    before = db.table("programme").count
    answer = enter(manager, **wrong)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "Die Stiftung fördert Spielplätze" in answer.text
    assert db.table("programme").count == before


@pytest.mark.parametrize("role", ["staff", "reader", "admin"])
def test_nobody_but_the_manager_enters_programmes(
    db: Database, data_folder: Path, manager: FlaskClient, role: str
) -> None:
    number = entered(db, enter(manager)).id
    client = visitor(db, data_folder, Role(role))
    for address in ("/pruefen/eintragen", f"/programm/{number}/eintrag"):
        assert client.get(address).status_code == 403
        data = ENTRY | dict(csrf_token=token(client.get("/").text))
        assert client.post(address, data=data).status_code == 403


def test_what_a_source_tells_is_not_edited_here_and_nothing_goes_without_the_token(
    db: Database, manager: FlaskClient
) -> None:
    assert manager.get("/programm/1/eintrag").status_code == 404
    before = db.table("programme").count
    assert manager.post("/pruefen/eintragen", data=ENTRY).status_code == 400
    assert db.table("programme").count == before
