"""Invitations go out by mail and open an account."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MONDAY
from flask import Flask
from flask.testing import FlaskClient
from letters import Mailbox, listening
from visitors import RIEDSTADT, let_in, person

from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import account_by_email
from webapp.audit.queries import Question, entries
from webapp.settings import Settings
from webapp.site import create_app

PASSWORD = "Grüne Wiesen am Altrhein"


def signed_in(app: Flask, db: Database, role: Role) -> FlaskClient:
    client = app.test_client()
    let_in(client, db, person(db, role))
    return client


def send(client: FlaskClient, page: str, address: str = "", **data: str) -> tuple[int, str]:
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(page).text)
    assert token, f"{page} has no form"
    answer = client.post(
        address or page, data=dict(csrf_token=token[1]) | data, follow_redirects=True
    )
    return answer.status_code, answer.text


@pytest.fixture
def post(data_folder: Path) -> Iterator[tuple[Mailbox, Flask]]:
    with listening() as mailbox:
        settings = Settings(data=data_folder, smtp_url=mailbox.url, base_url="https://f.example")
        yield mailbox, create_app(settings, MONDAY)


def test_several_people_of_a_town_are_invited_by_mail_and_sign_in(
    db: Database, post: tuple[Mailbox, Flask]
) -> None:
    mailbox, app = post
    manager = signed_in(app, db, Role.MANAGER)
    for name in ("jana", "otto"):
        data = dict(email=f"{name}@riedstadt.example", role="staff", municipality=RIEDSTADT)
        status, text = send(manager, "/personen", **data)
        assert status == 200
        assert f"Die Einladung an {name}@riedstadt.example ist unterwegs" in text
    assert mailbox.recipients == ["jana@riedstadt.example", "otto@riedstadt.example"]
    plain = mailbox.messages[0].get_body(("plain",))
    assert plain
    link = re.search(r"https://f\.example(/einladung/\S+)", plain.get_content())
    assert link
    guest = app.test_client()
    status, _ = send(guest, link[1], new_password=PASSWORD, again=PASSWORD)
    assert status == 200
    assert "jana@riedstadt.example" in guest.get("/konto").text
    page = manager.get("/personen").text
    assert page.count(">aktiv<") == 1
    assert page.count("@riedstadt.example") == 2
    told = [(it.kind, it.actor) for it in entries(db, Question(kind="Konto angelegt"))]
    assert told[:2] == [("Konto angelegt", "manager@example.org")] * 2


def test_a_letter_that_did_not_go_out_is_told_and_can_be_sent_again(
    db: Database, post: tuple[Mailbox, Flask]
) -> None:
    mailbox, app = post
    manager = signed_in(app, db, Role.MANAGER)
    mailbox.answer = "451 Später"
    _, text = send(manager, "/personen", email="jana@b.example", role="reader", municipality="")
    assert "ging nicht hinaus: 451" in text
    found = account_by_email(db, "jana@b.example")
    assert found
    mailbox.answer = "250 OK"
    address = f"/personen/{found.id}"
    _, text = send(manager, address, f"{address}/schritt", action="einladen")
    assert "ist unterwegs" in text
    assert len(mailbox.messages) == 1
