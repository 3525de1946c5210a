"""The manager looks programmes through, hides them and takes it back; everybody sees it at once."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record, make_source
from flask.testing import FlaskClient
from visitors import visitor
from werkzeug.test import TestResponse

from index.facts import Facts
from index.programme import programme
from index.publication import published
from index.register import renew_record
from index.review_queue import count_waiting
from index.search.build import rebuild
from index.source import remember_source
from index.store import Database
from matcher.project import Project, Town
from webapp.accounts.account import Role
from webapp.projects.queries import matches_of, save_project
from webapp.projects.renewal import judge_everything

TUESDAY = MONDAY + timedelta(days=1)
KITA = make_record(
    key="kita", url="https://www.example.org/kita", title="Kita", summary="Für Kindergärten."
)
MARK, CHANGED_MARK = ">ungeprüft<", ">seit der Prüfung geändert<"


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', text)
    assert found, name
    return found[1]


def send(
    client: FlaskClient, number: int, kind: str, reason: str = "", **more: str
) -> TestResponse:
    text = client.get(f"/programm/{number}").text
    sent = dict(csrf_token=hidden(text, "csrf_token"), state=hidden(text, "state"))
    data = sent | dict(kind=kind, reason=reason, von="programm") | more
    return client.post(f"/pruefen/{number}", data=data, follow_redirects=True)


def undo(client: FlaskClient, number: int) -> TestResponse:
    text = client.get(f"/programm/{number}").text
    sent = dict(csrf_token=hidden(text, "csrf_token"), batch=hidden(text, "batch"))
    return client.post(
        "/pruefen/zuruecknehmen", data=sent | dict(von="programm"), follow_redirects=True
    )


@pytest.fixture
def number(save: Save, db: Database, data_folder: Path) -> int:
    found = save(make_record(), KITA)
    rebuild(db, data_folder)
    return found


@pytest.fixture
def manager(db: Database, data_folder: Path, number: int) -> FlaskClient:
    return visitor(db, data_folder, Role.MANAGER)


@pytest.fixture
def staff(db: Database, data_folder: Path, number: int) -> FlaskClient:
    return visitor(db, data_folder, Role.STAFF)


def test_a_reviewed_programme_loses_its_mark_everywhere_and_leaves_the_queue(
    db: Database, manager: FlaskClient, staff: FlaskClient, number: int
) -> None:
    assert MARK in staff.get(f"/programm/{number}").text
    assert count_waiting(db) == {"new": 2}
    assert "Ein Programm ist geprüft." in send(manager, number, "reviewed").text
    assert MARK not in staff.get(f"/programm/{number}").text
    assert MARK not in staff.get("/suche?q=Radwege").text
    assert count_waiting(db) == {"new": 1}
    assert "manager@example.org" in manager.get(f"/programm/{number}").text
    assert "manager@example.org" not in staff.get(f"/programm/{number}").text


def test_taking_it_back_brings_the_mark_and_the_queue_back(
    db: Database, manager: FlaskClient, number: int
) -> None:
    send(manager, number, "reviewed")
    text = undo(manager, number).text
    assert "Zurückgenommen" in text
    assert MARK in text
    assert "zurückgenommen am 15.06.2026 von manager@example.org" in text
    assert count_waiting(db) == {"new": 2}


def test_what_a_source_changes_after_the_review_comes_back_with_old_and_new(
    db: Database, manager: FlaskClient, staff: FlaskClient, number: int, save: Save
) -> None:
    send(manager, number, "reviewed")
    save(make_record(deadline_text="Bis zum 1. Mai"), KITA, today=TUESDAY)
    assert count_waiting(db) == {"new": 1, "changed": 1}
    text = staff.get(f"/programm/{number}").text
    assert CHANGED_MARK in text
    assert MARK not in text
    assert number in published(db)
    queue = manager.get("/pruefen?art=changed").text
    assert "Bis zum 1. Mai" in queue
    assert "Fristen" in queue
    send(manager, number, "reviewed")
    assert CHANGED_MARK not in staff.get(f"/programm/{number}").text
    assert count_waiting(db) == {"new": 1}
    undo(manager, number)
    assert CHANGED_MARK in staff.get(f"/programm/{number}").text


def test_a_version_that_only_a_better_reader_made_is_no_change(
    db: Database, manager: FlaskClient, number: int
) -> None:
    send(manager, number, "reviewed")
    found = programme(db, number)
    assert found is not None
    better = make_record(summary="Ein besser gelesener Text.")
    assert renew_record(db, found.tellings[0].record_id, better, Facts(), "neu", TUESDAY)
    again = programme(db, number)
    assert again is not None
    assert again.passage("summary").text == "Ein besser gelesener Text."
    assert not again.changed_since_review


def test_a_hidden_programme_is_gone_for_everybody_else_and_can_be_shown_again(
    db: Database, data_folder: Path, manager: FlaskClient, staff: FlaskClient, number: int
) -> None:
    riedstadt = Town(ags="06433011", name="Riedstadt", population=24000)
    project = Project(
        id="rad",
        municipality=riedstadt,
        title="Radwege bauen",
        description="Radwege für Kommunen als Zuschuss",
    )
    save_project(db, project, MONDAY)
    list(judge_everything(db, MONDAY))
    assert number in [match.programme for match in matches_of(db, "rad")]
    assert "Bitte nennen Sie den Grund" in send(manager, number, "hidden").text
    assert number in published(db)
    text = send(manager, number, "hidden", "Nur <b>Bayern</b>").text
    assert "Nur &lt;b&gt;Bayern&lt;/b&gt;" in text
    page = staff.get(f"/programm/{number}")
    assert page.status_code == 404
    assert "Bayern" not in page.text
    assert "Radwege" not in page.text
    assert f"/programm/{number}" not in staff.get("/suche?q=Radwege").text
    assert number not in [match.programme for match in matches_of(db, "rad")]
    assert "Grund: Nur &lt;b&gt;Bayern" in manager.get("/pruefen?art=hidden").text
    send(manager, number, "shown")
    assert staff.get(f"/programm/{number}").status_code == 200
    assert f"/programm/{number}" in staff.get("/suche?q=Radwege").text
    assert number in [match.programme for match in matches_of(db, "rad")]
    undo(manager, number)
    assert staff.get(f"/programm/{number}").status_code == 404


def test_who_comes_second_overwrites_nothing_and_reads_who_was_first(
    db: Database, manager: FlaskClient, number: int
) -> None:
    old = hidden(manager.get(f"/programm/{number}").text, "state")
    send(manager, number, "hidden", "doppelt")
    text = send(manager, number, "reviewed", state=old).text
    assert "blieb, wie es ist" in text
    assert "manager@example.org" in text
    found = programme(db, number)
    assert found is not None
    assert (found.reviewed, found.hidden_because) == (False, "doppelt")


def test_several_are_reviewed_and_taken_back_in_one_step(
    db: Database, manager: FlaskClient, number: int
) -> None:
    text = manager.get("/pruefen").text
    ticked = re.findall(r'name="programme" value="([^"]+)"', text)
    assert len(ticked) == 2
    send(manager, number, "hidden", "doppelt")
    sent = dict(csrf_token=hidden(text, "csrf_token"), programme=ticked)
    said = manager.post("/pruefen/mehrere", data=sent, follow_redirects=True).text
    assert "Ein Programm ist geprüft." in said
    assert "Ein Programm blieb, wie es ist" in said
    batch = re.search(r'name="batch" value="([^"]+)"', said)
    assert batch
    data = dict(csrf_token=hidden(said, "csrf_token"), batch=batch[1])
    assert (
        "Zurückgenommen"
        in manager.post("/pruefen/zuruecknehmen", data=data, follow_redirects=True).text
    )
    assert count_waiting(db) == {"new": 1, "hidden": 1}


def test_a_rule_lets_a_source_count_as_reviewed_and_a_crawl_keeps_it(
    db: Database, manager: FlaskClient, staff: FlaskClient, number: int, save: Save
) -> None:
    page = manager.get("/pruefen/regeln").text
    assert "2 Programme" in page
    data = dict(csrf_token=hidden(page, "csrf_token"), source="sample", counts="y")
    said = manager.post("/pruefen/regeln", data=data, follow_redirects=True).text
    assert "Musterquelle zählt jetzt als geprüft." in said
    remember_source(db, make_source())
    assert MARK not in staff.get(f"/programm/{number}").text
    assert count_waiting(db) == {}
    save(make_record(keywords="Rad"), today=TUESDAY)
    assert count_waiting(db) == {}
    manager.post("/pruefen/regeln", data=data | dict(counts=""), follow_redirects=True)
    assert MARK in staff.get(f"/programm/{number}").text


def test_a_rule_shows_what_an_unofficial_source_says(
    db: Database, manager: FlaskClient, number: int
) -> None:
    remember_source(db, make_source(reviewed_by_itself=False))
    assert published(db) == []
    page = manager.get("/pruefen/regeln").text
    data = dict(csrf_token=hidden(page, "csrf_token"), source="sample", counts="y")
    manager.post("/pruefen/regeln", data=data)
    assert number in published(db)


def test_a_gone_programme_waits_until_somebody_took_note(
    db: Database, manager: FlaskClient, number: int, save: Save
) -> None:
    others = [
        make_record(key=f"k{n}", url=f"https://www.example.org/{n}", title=f"N {n}")
        for n in range(9)
    ]
    save(make_record(), KITA, *others)
    for days in (1, 2, 3):
        save(KITA, *others, today=MONDAY + timedelta(days=days))
    assert count_waiting(db)["gone"] == 1
    assert f"/programm/{number}" in manager.get("/pruefen?art=gone").text
    send(manager, number, "reviewed")
    assert "gone" not in count_waiting(db)


@pytest.mark.parametrize("role", ["staff", "reader", "admin"])
def test_nobody_but_the_manager_decides(
    db: Database, data_folder: Path, number: int, role: str
) -> None:
    client = visitor(db, data_folder, Role(role))
    token = hidden(client.get("/").text, "csrf_token")
    data = dict(csrf_token=token, state="x", kind="hidden", reason="x", batch="x", source="sample")
    for address in (
        f"/pruefen/{number}",
        "/pruefen/mehrere",
        "/pruefen/zuruecknehmen",
        "/pruefen/regeln",
    ):
        assert client.post(address, data=data).status_code == 403, address
    assert client.get("/pruefen").status_code == (200 if role == "admin" else 403)
    assert 'name="kind"' not in client.get(f"/programm/{number}").text


def test_nothing_is_decided_without_the_token_of_the_form(
    manager: FlaskClient, number: int
) -> None:
    state = hidden(manager.get(f"/programm/{number}").text, "state")
    data = dict(state=state, kind="reviewed")
    assert manager.post(f"/pruefen/{number}", data=data).status_code == 400
    assert MARK in manager.get(f"/programm/{number}").text
