"""The Fördermittelmanagement sees letters before they go, holds back, sends on, writes to all."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from flask.testing import FlaskClient
from letters import NEXT_MONDAY, TREBUR, Mailbox, listening, make_person, make_project, match, send
from visitors import let_in, person

from index.search.build import rebuild
from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.digest.ledger import Why
from webapp.digest.rules import let_wait
from webapp.digest.undeliverable import undeliverable
from webapp.mailroom.queries import WHY
from webapp.saved.queries import save_search
from webapp.settings import Settings
from webapp.site import create_app

NOW = datetime(2026, 6, 14, 8, tzinfo=UTC)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


@pytest.fixture
def client(db: Database, data_folder: Path, mailbox: Mailbox) -> FlaskClient:
    """The manager, signed in, on a site that sends to the mailbox."""
    number = person(db, Role.MANAGER)
    settings = Settings(data=data_folder, smtp_url=mailbox.url, mail_from="F <f@example.org>")
    found = create_app(settings, MONDAY).test_client()
    let_in(found, db, number)
    return found


@pytest.fixture
def jana(db: Database, save: Save) -> Account:
    account = make_person(db)
    match(db, make_project(db), save(make_record()))
    return account


def post(client: FlaskClient, address: str, **values: object) -> int:
    page = client.get("/briefe").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    return client.post(address, data=dict(csrf_token=token) | values).status_code


def test_a_preview_shows_the_letter_to_come_and_lets_nobody_act(
    db: Database, data_folder: Path, client: FlaskClient, jana: Account
) -> None:
    rebuild(db, data_folder)
    save_search(db, jana.id, "Heimliches", "level=Land", [], MONDAY, in_letter=True)
    answer = client.get(f"/briefe/vorschau/{jana.id}")
    assert "Radwege für Städte und Gemeinden" in answer.text
    assert "Heimliches" not in answer.text
    assert set(re.findall(r"/brief/merken/(\w+)", answer.text)) == {"vorschau"}
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    text = client.get(f"/briefe/vorschau/{jana.id}?form=text")
    assert text.mimetype == "text/plain"
    assert db.table("letter").count == 0


def test_a_trial_goes_to_the_manager_alone(
    client: FlaskClient, jana: Account, mailbox: Mailbox
) -> None:
    assert post(client, f"/briefe/vorschau/{jana.id}") == 303
    assert mailbox.recipients == ["manager@example.org"]
    assert mailbox.messages[0]["Subject"] == "Probe: 1 neuer Treffer für Ihr Vorhaben, KW 25"


def test_letters_wait_for_a_look_and_then_go_by_themselves(
    db: Database, client: FlaskClient, jana: Account, mailbox: Mailbox
) -> None:
    let_wait(db, 12, "leitung", NOW)
    sunday = MONDAY - timedelta(days=1)
    db.execute("update account set letter_checked_on = '2026-06-08'")
    db.execute("update account set subscribed = 0 where email = 'manager@example.org'")
    assert send(db, mailbox, sunday, hour=18) == []
    assert send(db, mailbox, sunday, hour=19) == []  # written, and waits
    page = client.get("/briefe").text
    assert "geht von selbst nach 15.06.2026, 07:00 Uhr" in page
    (row,) = db.query("select id from letter")
    assert "Radwege" in client.get(f"/briefe/{row['id']}/ansehen").text
    assert send(db, mailbox, MONDAY, hour=6) == []
    assert len(send(db, mailbox, MONDAY, hour=7)) == 1


def test_the_manager_lets_a_letter_go_at_once_or_holds_it_back(
    db: Database, client: FlaskClient, jana: Account, mailbox: Mailbox
) -> None:
    let_wait(db, 12, "leitung", NOW)
    make_person(db, "otto")
    send(db, mailbox, MONDAY)
    ids = {row["email"]: row["id"] for row in db.query("select id, email from letter")}
    assert post(client, f"/briefe/{ids['jana@riedstadt.example']}", action="senden") == 303
    assert post(client, f"/briefe/{ids['otto@riedstadt.example']}", action="zurueckhalten") == 303
    send(db, mailbox, MONDAY, hour=8)
    assert mailbox.recipients == ["jana@riedstadt.example"]
    let_wait(db, 0, "leitung", NOW)
    send(db, mailbox, NEXT_MONDAY)
    assert "otto@riedstadt.example" in mailbox.recipients  # what was held back is due again


def test_what_did_not_arrive_is_shown_and_can_be_mended(
    db: Database, client: FlaskClient, jana: Account, mailbox: Mailbox
) -> None:
    mailbox.refuse = {jana.email}
    send(db, mailbox)
    page = client.get("/briefe").text
    assert "Was nicht ankam" in page
    assert "550 5.1.1 Den" in page
    mailbox.refuse = set()
    assert post(client, "/briefe/adresse", email=jana.email) == 303
    assert list(undeliverable(db)) == []
    (row,) = db.query("select id from letter where email = ?", [jana.email])
    assert post(client, f"/briefe/{row['id']}", action="senden") == 303
    send(db, mailbox, hour=8)
    assert jana.email in mailbox.recipients
    assert send(db, mailbox, NEXT_MONDAY) == []


def test_the_ledger_says_who_got_what_but_no_searches(
    db: Database, data_folder: Path, client: FlaskClient, jana: Account, mailbox: Mailbox
) -> None:
    rebuild(db, data_folder)
    save_search(db, jana.id, "Heimliches", "level=Land", [], MONDAY, in_letter=True)
    send(db, mailbox)
    assert jana.email in client.get(f"/briefe/verschickt?wer={jana.email}").text
    (row,) = db.query("select id from letter where email = ?", [jana.email])
    page = client.get(f"/briefe/verschickt/{row['id']}").text
    assert "neu für ein Vorhaben" in page
    assert "Radwege für Städte und Gemeinden" in page
    assert "Heimliches" not in page


def test_a_circular_goes_to_the_chosen_towns_once(
    db: Database, client: FlaskClient, jana: Account, mailbox: Mailbox
) -> None:
    make_person(db, "tina", ags=TREBUR)
    values = dict(subject="Neue Runde", note="Erster Absatz.\n\nZweiter.", towns=["06433011"])
    assert post(client, "/briefe/rundbrief", **values, programmes="99") == 400
    assert post(client, "/briefe/rundbrief", **values, programmes="/programm/1") == 303
    page = client.get("/briefe/rundbrief/1").text
    assert "jana@riedstadt.example" in page
    assert "tina@riedstadt.example" not in page
    assert "Erster Absatz." in client.get("/briefe/rundbrief/1/ansehen").text
    db.execute("update account set letter_checked_on = '2026-06-15'")
    db.conn.commit()
    for _ in range(2):
        assert post(client, "/briefe/rundbrief/1/senden") == 303
    send(db, mailbox, hour=8, impatient=True)
    assert mailbox.recipients == [jana.email]
    letter = mailbox.messages[0]
    assert letter["Subject"] == "Neue Runde"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    part = letter.get_body(["plain"])
    assert part is not None
    for words in ("Erster Absatz.", "Zweiter.", "Radwege für Städte und Gemeinden"):
        assert words in part.get_content()


def test_every_reason_of_a_letter_has_german_words_but_private_searches() -> None:
    assert set(WHY) == set(Why) - {Why.SAVED_SEARCH}
