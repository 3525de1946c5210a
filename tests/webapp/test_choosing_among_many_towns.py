"""With thousands of municipalities a form shows those that a search finds and loses nothing."""

from pathlib import Path

import pytest
from conftest import Save, make_record
from flask.testing import FlaskClient
from visitors import RIEDSTADT, post, visitor

from index.store import Database
from webapp.accounts.account import Role
from webapp.town_choice import FEW, MOST

STRANGE = "07000007"


@pytest.fixture
def many(db: Database) -> None:
    """Towns of another Land, more than any list shows."""
    rows = (
        dict(ags=f"0700{it:04}", name=f"Ort Öde{it}", short_name=f"Öde{it}", kind="Gemeinde")
        | dict(postcode="55000", population=900, nuts="DEB00", member_from=None, member_to=None)
        for it in range(FEW + 40)
    )
    db.table("municipality").insert_all(rows)


def sent(client: FlaskClient, **more: object) -> str:
    values = dict(title="Unser Radweg", programme_title="Nahmobilität", lead=RIEDSTADT)
    return answer(client, "/foerderakten/neu", **(values | more))


def answer(client: FlaskClient, address: str, **fields: object) -> str:
    """Send the form of a page with its token; gives the page that comes back."""
    token = client.get(address).text.split('name="csrf_token" value="')[1].split('"')[0]
    return client.post(address, data=fields | dict(csrf_token=token)).text


def test_few_towns_are_all_offered_without_a_search(db: Database, data_folder: Path) -> None:
    page = visitor(db, data_folder).get("/foerderakten/neu").text
    assert 'value="06433014"' in page
    assert 'name="ort"' not in page


@pytest.mark.usefixtures("many")
def test_of_many_towns_the_own_kreis_is_offered_and_others_are_searched(
    db: Database, data_folder: Path
) -> None:
    client = visitor(db, data_folder)
    page = client.get("/foerderakten/neu").text
    assert 'value="06433014"' in page
    assert STRANGE not in page
    page = sent(client, ort="öde7", orte="suchen", towns=["06433014"])
    assert f'value="{STRANGE}"' in page
    assert 'value="Unser Radweg"' in page
    assert page.count(" checked ") == 1
    assert "kern-error" not in page
    assert "<h1>Neue Förderakte" in page


@pytest.mark.usefixtures("many")
def test_the_manager_finds_a_town_by_the_beginning_of_its_key(
    db: Database, data_folder: Path
) -> None:
    client = visitor(db, data_folder, Role.MANAGER)
    assert "Suchen Sie zuerst die Kommune." in client.get("/foerderakten/neu").text
    assert f'value="{STRANGE}"' in sent(client, ort=STRANGE, orte="suchen", lead="")
    page = sent(client, ort="0700", orte="suchen", lead="")
    assert f"100 Kommunen gefunden, die ersten {MOST} stehen zur Auswahl." in page
    assert "Keine Kommune heißt so" in sent(client, ort="Atlantis", orte="suchen", lead="")


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("address", ["/wissen", "/beratung", "/pflichten", "/protokoll"])
def test_filters_of_lists_keep_the_chosen_town(
    address: str, db: Database, data_folder: Path
) -> None:
    client = visitor(db, data_folder, Role.MANAGER)
    assert STRANGE not in client.get(address).text
    assert f'value="{STRANGE}" selected' in client.get(f"{address}?kommune={STRANGE}").text
    assert f'value="{STRANGE}"' in client.get(f"{address}?ort=Öde7").text


@pytest.mark.usefixtures("many")
def test_a_programme_is_recommended_to_a_town_that_was_searched(
    db: Database, data_folder: Path, save: Save
) -> None:
    address = f"/programm/{save(make_record())}/empfehlen"
    client = visitor(db, data_folder, Role.MANAGER)
    page = answer(client, address, ort="Öde7", orte="suchen", note="Passt gut")
    assert f'value="{STRANGE}"' in page
    assert "Passt gut" in page
    assert post(client, address, towns=[STRANGE]) == 303
    assert "Öde7" in client.get(address).text
    assert f'href="{address}"' in client.get("/pruefen").text


@pytest.mark.usefixtures("many")
def test_lists_of_many_towns_come_in_pages_and_are_searched(
    db: Database, data_folder: Path
) -> None:
    client = visitor(db, data_folder, role=Role.MANAGER)
    first = client.get("/kommunen").text
    assert first.count('id="kommune-') == 50
    second = client.get("/kommunen?seite=2").text
    assert not {*_towns_in(first)} & {*_towns_in(second)}
    assert _towns_in(client.get("/kommunen?ort=öde7").text)[0] == STRANGE
    assert "Nichts heißt so" in client.get("/kommunen?ort=Nirgendwo").text

    token = first.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    wrong = client.post(f"/kommunen/{STRANGE}", data=dict(first="morgen", csrf_token=token))
    assert wrong.status_code == 400
    assert _towns_in(wrong.text) == [STRANGE]


def test_people_of_one_town_are_found_by_its_name_and_by_their_address(
    db: Database, data_folder: Path
) -> None:
    client = visitor(db, data_folder, role=Role.MANAGER)
    visitor(db, data_folder)
    assert "staff@example.org" in client.get("/personen?ort=riedstadt").text
    assert "staff@example.org" in client.get("/personen?ort=STAFF@").text
    assert "staff@example.org" not in client.get("/personen?ort=Gernsheim").text


def _towns_in(page: str) -> list[str]:
    return [it.split('"')[0] for it in page.split('id="kommune-')[1:]]
