"""Two clicks from the letter: one opens a page and changes nothing, one on it decides."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import MONDAY, Save, make_record
from flask.testing import FlaskClient
from letters import TREBUR, Mailbox, listening, make_person, make_project, match, send
from served import everything_in

from index.store import Database
from webapp.accounts.account import Account
from webapp.digest.actions import Act, sign
from webapp.feedback.queries import dismissals_of, kept_for
from webapp.secret import secret_key
from webapp.settings import Settings
from webapp.site import create_app


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


class Scene(NamedTuple):
    """Somebody got a letter; `links` are its addresses by what they do."""

    client: FlaskClient
    jana: Account
    programme: int
    links: dict[str, str]


@pytest.fixture
def scene(db: Database, data_folder: Path, save: Save, mailbox: Mailbox) -> Scene:
    jana = make_person(db)
    number = save(make_record())
    match(db, make_project(db), number)
    send(db, mailbox)
    part = mailbox.messages[0].get_body(["plain"])
    assert part is not None
    found = re.findall(
        r"https://\S+(/brief/(merken|nicht-relevant|weitergeben)/\S+)", part.get_content()
    )
    settings = Settings(data=data_folder, smtp_url=mailbox.url, mail_from="F <f@example.org>")
    client = create_app(settings, MONDAY).test_client(use_cookies=False)
    return Scene(client, jana, number, {name: address for address, name in found})


def traces(db: Database) -> list[str]:
    return [line for line in everything_in(db) if "audit" not in line]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_the_links_changes_nothing(db: Database, scene: Scene, method: str) -> None:
    before = traces(db)
    assert set(scene.links) == {"merken", "nicht-relevant", "weitergeben"}
    for address in scene.links.values():
        assert scene.client.open(address, method=method).status_code == 200
    assert traces(db) == before


def test_keeping_takes_one_more_click_and_no_login(db: Database, scene: Scene) -> None:
    page = scene.client.get(scene.links["merken"]).text
    assert '<form method="post"' in page
    assert "Radweg Größe Süd" in page
    answer = scene.client.post(scene.links["merken"])
    assert (answer.status_code, "Gemerkt für" in answer.text) == (200, True)
    assert kept_for(db, "radweg") == {scene.programme}


def test_dismissing_asks_for_a_reason(db: Database, scene: Scene) -> None:
    assert scene.client.post(scene.links["nicht-relevant"]).status_code == 400
    assert dismissals_of(db, "radweg") == []
    data = dict(reasons="TOPIC", words="Wir bauen anders.")
    assert scene.client.post(scene.links["nicht-relevant"], data=data).status_code == 200
    (found,) = dismissals_of(db, "radweg")
    assert (found.by, found.words) == (scene.jana.email, "Wir bauen anders.")


def test_passing_on_writes_to_a_colleague_and_to_nobody_else(
    scene: Scene, mailbox: Mailbox
) -> None:
    strange = scene.client.post(scene.links["weitergeben"], data=dict(to="fremd@example.com"))
    assert (strange.status_code, len(mailbox.messages)) == (400, 1)
    data = dict(to="otto@riedstadt.example", note="Schaust du mal?")
    assert scene.client.post(scene.links["weitergeben"], data=data).status_code == 200
    letter = mailbox.messages[-1]
    assert letter["To"] == "otto@riedstadt.example"
    assert letter["Subject"] == "Förderprogramm: Radwege für Städte und Gemeinden"
    assert letter["List-Unsubscribe"] is None
    part = letter.get_body(["plain"])
    assert part is not None
    assert "„Schaust du mal?“" in part.get_content()
    assert f"/programm/{scene.programme}" in part.get_content()


def test_a_token_of_another_person_or_town_opens_nothing(
    db: Database, data_folder: Path, scene: Scene
) -> None:
    assert scene.client.get("/brief/merken/erfunden").status_code == 404
    make_project(db, "halle", ags=TREBUR)
    key = secret_key(data_folder)
    theirs = Act(account=scene.jana.id, programme=scene.programme, made_on=MONDAY, project="halle")
    foreign = sign(key, theirs)
    assert scene.client.post(f"/brief/merken/{foreign}").status_code == 400
    assert kept_for(db, "halle") == frozenset()
    db.table("account").update(scene.jana.id, dict(deactivated_on="2026-06-15"))
    assert scene.client.post(scene.links["merken"]).status_code == 404


def test_without_a_vorhaben_in_the_letter_one_of_the_town_is_chosen(
    db: Database, data_folder: Path, scene: Scene
) -> None:
    make_project(db, "bruecke", title="Brücke")
    act = Act(account=scene.jana.id, programme=scene.programme, made_on=MONDAY)
    token = sign(secret_key(data_folder), act)
    assert "Für welches Vorhaben?" in scene.client.get(f"/brief/merken/{token}").text
    assert scene.client.post(f"/brief/merken/{token}").status_code == 400
    scene.client.post(f"/brief/merken/{token}", data=dict(project="bruecke"))
    assert kept_for(db, "bruecke") == {scene.programme}


@pytest.mark.parametrize(("days", "code"), [(90, 200), (91, 410)])
def test_the_links_of_an_old_letter_change_nothing_and_lead_on(
    db: Database, data_folder: Path, scene: Scene, days: int, code: int
) -> None:
    later = create_app(Settings(data=data_folder), MONDAY + timedelta(days=days)).test_client()
    address = scene.links["merken"]
    assert later.get(address).status_code == later.post(address).status_code == code
    assert bool(kept_for(db, "radweg")) == (code == 200)
    if code == 410:
        page = later.get(address).text
        assert "Er steht in einem Brief vom 15.06.2026" in page
        assert f'href="/programm/{scene.programme}"' in page
        assert "/anmelden" in later.get(f"/programm/{scene.programme}").location
