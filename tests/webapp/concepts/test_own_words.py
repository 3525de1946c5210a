"""The manager teaches the search words, and sees at once what that does."""

from pathlib import Path
from typing import Any

import pytest
from conftest import MONDAY, Save, make_record
from flask.testing import FlaskClient
from visitors import visitor

from index.own_concepts import own_concepts
from index.schema import open_database
from index.search.build import rebuild
from index.search.engine import Question, search
from index.store import Database
from webapp.accounts.account import Role


@pytest.fixture
def client(db: Database, data_folder: Path, save: Save) -> FlaskClient:
    save(
        make_record(title="Lastenräder für Betriebe", summary="Zuschuss für Lastenräder."),
        make_record(key="b", url="https://www.example.org/b", title="Glocken", summary="Läuten."),
    )
    rebuild(db, data_folder)
    return visitor(db, data_folder, Role.MANAGER)


def token(client: FlaskClient) -> str:
    text = client.get("/suchwoerter/neu").text
    return text.partition('name="csrf_token" type="hidden" value="')[2].partition('"')[0]


def post(client: FlaskClient, path: str = "neu", **values: str) -> Any:
    data = dict(csrf_token=token(client), name="Turm", action="speichern") | values
    return client.post(f"/suchwoerter/{path}", data=data, follow_redirects=True)


BELLS = dict(german="Glocken, Kirchturm", everyday="Bimmelbammel")


def titles(folder: Path, words: str) -> list[str]:
    """As another process would find them."""
    db = open_database(folder)
    found = [hit.title for hit in search(folder, db, Question(words), MONDAY).hits]
    db.close()
    return found


def test_a_new_group_works_at_once_and_survives_a_rebuild(
    client: FlaskClient, db: Database, data_folder: Path
) -> None:
    assert titles(data_folder, "Bimmelbammel") == []
    answer = post(client, **BELLS)
    assert "»Turm« ist gespeichert und gilt ab sofort." in answer.text
    assert titles(data_folder, "Bimmelbammel") == ["Glocken"]
    rebuild(db, data_folder)
    assert titles(data_folder, "Bimmelbammel") == ["Glocken"]


def test_a_group_is_changed_and_removed(client: FlaskClient, data_folder: Path) -> None:
    post(client, **BELLS)
    assert "Kirchturm" in client.get("/suchwoerter/1").text
    post(client, "1", german="Lastenrad", everyday="Bimmelbammel")
    assert titles(data_folder, "Bimmelbammel") == ["Lastenräder für Betriebe"]
    assert "ist entfernt" in post(client, "1/entfernen").text
    assert titles(data_folder, "Bimmelbammel") == []
    assert client.get("/suchwoerter/1").status_code == 404
    assert post(client, "1/entfernen").status_code == 404


def test_a_trial_shows_both_answers_and_saves_nothing(client: FlaskClient, db: Database) -> None:
    text = post(client, action="probe", question="", **BELLS).text
    before, after = text[text.index("Probesuche „Bimmelbammel“") :].split("Mit dieser Gruppe")
    assert "Nichts gefunden." in before
    assert "Glocken" in after
    assert ">neu<" in after
    assert own_concepts(db) == ()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (dict(name=" ", german="Glocke, Turm"), "Bitte geben Sie der Gruppe einen Namen."),
        (dict(german="Glocke"), "mindestens zwei Wörter"),
        (dict(everyday="Glocke, Turm"), "Ohne deutsche oder englische Fachwörter"),
        (dict(german="Glocke, Förderung"), "»Förderung« steht in fast jedem Programm"),
        (dict(german="Glocke, und"), "»und« enthält kein Wort"),
        (dict(german="Glocke, " + "x" * 90), "länger als 80 Zeichen"),
        (dict(german="Glocke, a1 b1 c1 d1 e1 f1"), "mehr als 5 Wörter"),
        (dict(german=",".join(f"Wort{n}" for n in range(41))), "Höchstens 40 Wörter"),
    ],
)
def test_bad_input_is_one_sentence_and_what_was_typed_stays(
    client: FlaskClient, db: Database, values: dict[str, str], said: str
) -> None:
    answer = post(client, **values)
    assert answer.status_code == 400
    assert said in answer.text
    assert values.get("german", values.get("everyday", ""))[:20] in answer.text
    assert own_concepts(db) == ()


def test_a_name_is_given_once(client: FlaskClient, db: Database) -> None:
    post(client, **BELLS)
    assert "Eine Gruppe »TURM« gibt es schon." in post(client, name="TURM", **BELLS).text
    assert len(own_concepts(db)) == 1


def test_the_groups_of_the_project_can_be_read_and_looked_through(client: FlaskClient) -> None:
    text = client.get("/suchwoerter?wort=laeden").text
    assert "leere Läden" in text
    assert "Schwimmbad" not in text


@pytest.mark.parametrize("role", [Role.STAFF, Role.READER, Role.ADMIN])
def test_only_the_manager_changes_words(
    client: FlaskClient, db: Database, data_folder: Path, role: Role
) -> None:
    other = visitor(db, data_folder, role)
    for path in ("", "/neu", "/1"):
        assert other.get(f"/suchwoerter{path}").status_code == 403
    assert "Suchwörter" not in other.get("/suche").text
    assert "Suchwörter" in client.get("/suche").text


def test_a_group_with_a_term_of_the_project_widens_its_group_in_both_directions(
    client: FlaskClient, db: Database, data_folder: Path, save: Save
) -> None:
    save(make_record(key="c", url="https://www.example.org/c", title="Leerstandsmanagement"))
    save(make_record(key="d", url="https://www.example.org/d", title="Glitzerläden"))
    rebuild(db, data_folder)
    post(client, german="Leerstand, Glitzerladen", everyday="tote Hose")
    assert "Leerstandsmanagement" in titles(data_folder, "tote Hose")
    assert "Glitzerläden" in titles(data_folder, "leere Läden")
