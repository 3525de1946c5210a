"""Saved searches belong to one person."""

from pathlib import Path

import pytest
from conftest import Save, make_record
from flask.testing import FlaskClient
from visitors import person, visitor

from index.search.build import rebuild
from index.store import Database
from webapp.accounts.account import Role
from webapp.saved.queries import MOST, NotSaved, save_search, saved_searches


@pytest.fixture
def client(db: Database, data_folder: Path, save: Save) -> FlaskClient:
    save(make_record())
    rebuild(db, data_folder)
    return visitor(db, data_folder)


def token(client: FlaskClient) -> str:
    text = client.get("/suche?q=Radweg").text
    return text.partition('name="csrf_token" value="')[2].partition('"')[0]


def post(client: FlaskClient, path: str = "", **values: str) -> str:
    data = dict(csrf_token=token(client)) | values
    answer = client.post(f"/suche/gespeichert{path}", data=data, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def keep(client: FlaskClient, name: str = "Radwege", **more: str) -> str:
    address = "/suche?seite=4&level=Land&level=Bund&q=Radweg&unsinn=1"
    return post(client, name=name, address=address, **more)


def mine(db: Database, role: Role = Role.STAFF) -> list[tuple[str, str, bool, frozenset[int]]]:
    found = saved_searches(db, person(db, role))
    return [(it.name, it.address, it.in_letter, it.known) for it in found]


def test_a_search_is_kept_under_its_one_address_with_what_it_finds_now(
    client: FlaskClient, db: Database
) -> None:
    text = keep(client, in_letter="y")
    assert "Die Suche ist gespeichert." in text
    assert 'href="/suche?q=Radweg&amp;level=Bund&amp;level=Land"' in text
    assert "Ebene: Bund, Land" in text
    address = "q=Radweg&level=Bund&level=Land"
    assert mine(db) == [("Radwege", address, True, frozenset({1}))]


def test_a_search_is_renamed_taken_out_of_the_letter_and_removed(
    client: FlaskClient, db: Database
) -> None:
    keep(client, in_letter="y")
    text = post(client, "/1", name=" Wege   für Räder ", action="speichern")
    assert "Die Änderung ist gespeichert." in text
    assert [row[0::2] for row in [mine(db)[0][:3]]] == [("Wege für Räder", False)]
    assert "Noch ist keine Suche gespeichert" in post(client, "/1", name="x", action="entfernen")
    assert mine(db) == []


def test_nobody_sees_changes_or_removes_the_search_of_somebody_else(
    client: FlaskClient, db: Database, data_folder: Path
) -> None:
    keep(client, "Geheimes Vorhaben")
    for role in (Role.MANAGER, Role.ADMIN, Role.READER):
        other = visitor(db, data_folder, role)
        assert "Geheimes Vorhaben" not in other.get("/suche/gespeichert").text
        for action in ("speichern", "entfernen"):
            data = dict(csrf_token=token(other), name="Fremd", action=action)
            assert other.post("/suche/gespeichert/1", data=data).status_code == 404
    assert [row[0] for row in mine(db)] == ["Geheimes Vorhaben"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("  ", "Bitte geben Sie der Suche einen Namen."),
        ("x" * 81, "Der Name darf höchstens 80 Zeichen haben."),
        ("RADWEGE", "Eine Suche »RADWEGE« haben Sie schon."),
    ],
)
def test_bad_names_are_one_sentence_and_nothing_is_kept(
    client: FlaskClient, db: Database, name: str, said: str
) -> None:
    keep(client)
    assert said in keep(client, name)
    assert len(mine(db)) == 1


def test_there_is_an_end_to_saving(client: FlaskClient, db: Database) -> None:
    number = person(db, Role.STAFF)
    day = saved_searches(db, number)
    assert day == []
    keep(client)
    saved_on = saved_searches(db, number)[0].saved_on
    for n in range(MOST - 1):
        save_search(db, number, f"S{n}", "q=x", [], saved_on, in_letter=False)
    with pytest.raises(NotSaved, match=str(MOST)):
        save_search(db, number, "zu viel", "q=x", [], saved_on, in_letter=False)


def test_without_a_form_token_nothing_is_kept(client: FlaskClient, db: Database) -> None:
    data = dict(name="x", address="/suche?q=x")
    assert client.post("/suche/gespeichert", data=data).status_code == 400
    assert mine(db) == []
