"""Tokens for programs: shown once, hashed at rest, no stronger than their person."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import MONDAY
from flask.testing import FlaskClient
from visitors import person, visitor

from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.tokens.queries import MOST, RefusedToken, Scope, bearer, make_token, tokens_of


@pytest.fixture
def client(db: Database, data_folder: Path) -> FlaskClient:
    client = visitor(db, data_folder)
    client.application.config["WTF_CSRF_ENABLED"] = False
    return client


FORM = dict(name="Auswertung", scopes=["read:programmes", "read:matches"], days="90")


def made(client: FlaskClient, **more: object) -> str:
    text = client.post("/konto/zugaenge", data=FORM | more).text
    [token] = re.findall(r'value="(fn_[\w-]+)"', text)
    return str(token)


def test_a_token_is_shown_once_and_kept_as_a_hash(db: Database, client: FlaskClient) -> None:
    token = made(client)
    assert token not in client.get("/konto/zugaenge").text
    [row] = db.table("api_token").rows
    assert token not in str(row)
    found = bearer(db, token, MONDAY)
    assert found is not None
    assert found[0].scopes == (Scope.PROGRAMMES, Scope.MATCHES)


def test_a_token_ends_on_its_day(db: Database, client: FlaskClient) -> None:
    token = made(client)
    assert bearer(db, token, MONDAY + timedelta(days=90))
    assert bearer(db, token, MONDAY + timedelta(days=91)) is None
    assert tokens_of(db, person(db, Role.STAFF), MONDAY + timedelta(days=91)) == []


def test_a_revoked_token_opens_nothing(db: Database, client: FlaskClient) -> None:
    token = made(client)
    assert client.post("/konto/zugaenge/1/widerrufen").status_code == 303
    assert bearer(db, token, MONDAY) is None
    assert client.post("/konto/zugaenge/1/widerrufen").status_code == 404


def test_the_tokens_of_somebody_who_left_open_nothing(db: Database, client: FlaskClient) -> None:
    token = made(client)
    db.table("account").update(person(db, Role.STAFF), dict(deactivated_on="2026-06-15"))
    assert bearer(db, token, MONDAY) is None


def test_nobody_revokes_or_sees_the_token_of_somebody_else(
    db: Database, data_folder: Path, client: FlaskClient
) -> None:
    token = made(client)
    other = visitor(db, data_folder, Role.ADMIN)
    other.application.config["WTF_CSRF_ENABLED"] = False
    assert "Auswertung" not in other.get("/konto/zugaenge").text
    assert other.post("/konto/zugaenge/1/widerrufen").status_code == 404
    assert bearer(db, token, MONDAY)


def test_who_sees_no_vorhaben_cannot_let_a_program_see_them(
    db: Database, data_folder: Path
) -> None:
    other = visitor(db, data_folder, Role.ADMIN)
    other.application.config["WTF_CSRF_ENABLED"] = False
    assert "read:matches" not in other.get("/konto/zugaenge").text
    found = bearer(db, made(other), MONDAY)
    assert found is not None
    assert found[0].scopes == (Scope.PROGRAMMES,)


@pytest.mark.parametrize(
    "wrong",
    [dict(name=" "), dict(name="x" * 81), dict(scopes=[]), dict(days="9999"), dict(days="²")],
)
def test_an_incomplete_form_makes_no_token(
    db: Database, client: FlaskClient, wrong: dict[str, object]
) -> None:
    answer = client.post("/konto/zugaenge", data=FORM | wrong)
    assert answer.status_code == 400
    assert "Bitte" in answer.text
    assert db.table("api_token").count == 0


def test_nobody_has_more_tokens_than_can_be_looked_through(db: Database) -> None:
    who = Account(id=person(db, Role.ADMIN), email="admin@example.org", role=Role.ADMIN)
    for _ in range(MOST):
        make_token(db, who, "x", [Scope.PROGRAMMES], 30, MONDAY)
    with pytest.raises(RefusedToken):
        make_token(db, who, "x", [Scope.PROGRAMMES], 30, MONDAY)


def test_the_log_names_what_was_made_and_revoked(db: Database, client: FlaskClient) -> None:
    token = made(client)
    client.post("/konto/zugaenge/1/widerrufen")
    entries = [row for row in db.table("audit_entry").rows if "Zugang" in row["kind"]]
    kinds = [row["kind"] for row in entries]
    assert kinds == ["Zugang für Programme angelegt", "Zugang für Programme widerrufen"]
    assert token not in str(entries)
