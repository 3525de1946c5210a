"""The manager's watch list: adding, pausing and removing addresses."""

import re
from pathlib import Path

import pytest
from conftest import MONDAY, make_record, make_source
from flask.testing import FlaskClient
from visitors import visitor
from werkzeug.test import TestResponse

from index.facts import Facts
from index.register import save_record
from index.runs import finish_run, start_run
from index.source import remember_source
from index.store import Database
from webapp.accounts.account import Role

PAGE = "/quellen/adressen"
URL = "https://www.example.org/richtlinie.pdf"


@pytest.fixture
def manager(db: Database, data_folder: Path) -> FlaskClient:
    return visitor(db, data_folder, Role.MANAGER)


def token_of(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(PAGE).text)
    assert found
    return found[1]


def add(client: FlaskClient, **more: str) -> TestResponse:
    values = dict(url=URL, level="Land", funder="Amt", rhythm="wöchentlich")
    return client.post(PAGE, data=values | more | dict(csrf_token=token_of(client)))


def change(client: FlaskClient, action: str, url: str = URL, **more: str) -> TestResponse:
    values = dict(url=url, action=action, csrf_token=token_of(client)) | more
    return client.post(f"{PAGE}/aendern", data=values, follow_redirects=True)


def rows(db: Database) -> dict[str, dict[str, object]]:
    return {row["url"]: row for row in db["watch"].rows}


def test_an_address_is_added_and_listed(db: Database, manager: FlaskClient) -> None:
    answer = add(manager, url=f"  {URL}#seite=3 ", rhythm="täglich")
    assert (answer.status_code, answer.location) == (303, PAGE)
    row = rows(db)[URL]
    assert (row["level"], row["funder"], row["rhythm"]) == ("Land", "Amt", "täglich")
    assert (row["added_on"], row["paused"]) == ("2026-06-15", 0)
    text = manager.get(PAGE).text
    assert "1 Adresse<" in text
    assert "noch nicht gelesen" in text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (dict(url=""), "Bitte geben Sie die Adresse ein."),
        (dict(url="www.example.org/x"), "keine öffentliche Web-Adresse"),
        (dict(url="ftp://www.example.org/x"), "keine öffentliche Web-Adresse"),
        (dict(url="http://127.1/"), "keine öffentliche Web-Adresse"),
        (dict(url="http://169.254.169.254/latest"), "keine öffentliche Web-Adresse"),
        (dict(url="http://rathaus.local/"), "keine öffentliche Web-Adresse"),
        (dict(url="https://amt:geheim@example.org/"), "keine öffentliche Web-Adresse"),
        (dict(url="javascript:alert(1)"), "keine öffentliche Web-Adresse"),
        (dict(url="https://www.example.org/" + "x" * 2000), "zu lang"),
        (dict(level=""), "Bitte wählen Sie die Ebene."),
        (dict(level="Gemeinde"), "Bitte wählen Sie die Ebene."),
        (dict(rhythm="stündlich"), "Bitte wählen Sie den Rhythmus."),
        (dict(funder="x" * 201), "höchstens 200 Zeichen"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_added(
    db: Database, manager: FlaskClient, wrong: dict[str, str], sentence: str
) -> None:
    answer = add(manager, **wrong)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert rows(db) == {}


def test_an_address_that_is_known_already_is_refused(db: Database, manager: FlaskClient) -> None:
    run = start_run(db, "sample", MONDAY)
    save_record(db, run, make_record(), Facts(), "test", MONDAY)
    add(manager)
    again = add(manager, url=URL.replace("https://www.", "http://"))
    assert "steht schon auf der Liste" in again.text
    held = add(manager, url="https://example.org/radweg/")
    assert "schon aus der Quelle „Musterquelle“ gelesen" in held.text
    assert len(rows(db)) == 1


def test_an_address_is_paused_goes_on_and_changes_its_rhythm(
    db: Database, manager: FlaskClient
) -> None:
    add(manager)
    db.execute("update watch set next_on = '2026-07-01'")
    assert "Angehalten" in change(manager, "anhalten").text
    assert rows(db)[URL]["paused"] == 1
    assert "angehalten" in manager.get(PAGE).text
    assert "Wird wieder gelesen" in change(manager, "fortsetzen").text
    assert rows(db)[URL]["paused"] == 0
    assert "Wird monatlich gelesen" in change(manager, "rhythmus", rhythm="monatlich").text
    assert (rows(db)[URL]["rhythm"], rows(db)[URL]["next_on"]) == ("monatlich", None)


def test_a_removed_address_keeps_its_record(db: Database, manager: FlaskClient) -> None:
    add(manager)
    remember_source(db, make_source("watched"))
    run = start_run(db, "watched", MONDAY)
    record = make_record(source="watched", url=URL, title="<i>Richtlinie</i>")
    save_record(db, run, record, Facts(), "test", MONDAY)
    finish_run(db, run, MONDAY)
    assert "<strong>&lt;i&gt;Richtlinie&lt;/i&gt;</strong>" in manager.get(PAGE).text
    assert "bleibt erhalten" in change(manager, "entfernen").text
    assert rows(db) == {}
    assert db["record"].count == 1
    assert "nicht mehr auf der Liste" in change(manager, "entfernen").text


@pytest.mark.parametrize(
    "values", [dict(action="löschen"), dict(action="rhythmus", rhythm="stündlich"), dict(action="")]
)
def test_an_unknown_wish_changes_nothing(
    db: Database, manager: FlaskClient, values: dict[str, str]
) -> None:
    add(manager)
    before = rows(db)
    assert change(manager, **values).status_code == 400
    assert rows(db) == before


def test_a_form_without_token_and_the_staff_are_refused(db: Database, data_folder: Path) -> None:
    data = dict(url=URL, level="Land", rhythm="wöchentlich", action="entfernen")
    for role, code in ((Role.MANAGER, 400), (Role.STAFF, 403)):
        client = visitor(db, data_folder, role)
        for address in (PAGE, f"{PAGE}/aendern"):
            assert client.post(address, data=data).status_code == code
    assert rows(db) == {}


def test_a_long_list_has_pages_and_trouble_stands_first(db: Database, manager: FlaskClient) -> None:
    for n in range(60):
        row = dict(url=f"https://www.example.org/{n:02}", level="Land", added_on="2026-06-01")
        db.table("watch").insert(row | dict(state="gelesen"))
    said = dict(state="nicht lesbar", said="Die PDF-Datei ist beschädigt.")
    db.table("watch").update("https://www.example.org/59", said)
    first = manager.get(PAGE).text
    assert "60 Adressen" in first
    assert first.index("/59") < first.index("/00")
    assert "Die PDF-Datei ist beschädigt." in first
    assert "/58" in manager.get(f"{PAGE}?seite=2").text
