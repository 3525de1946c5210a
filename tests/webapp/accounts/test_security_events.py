"""What happens at the doors stands in the log, and nobody's address or secret with it."""

import logging
import re
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from conftest import MONDAY
from flask import Flask
from flask.testing import FlaskClient
from visitors import PASSWORD, let_in, person

from index.store import Database
from webapp.accounts import passwords
from webapp.accounts.account import Role
from webapp.accounts.queries import set_password
from webapp.accounts.security_events import LOGGER
from webapp.api.limits import PER_MINUTE_ANONYMOUS
from webapp.settings import Settings
from webapp.site import create_app

EMAIL = "staff@example.org"


@pytest.fixture
def app(
    db: Database,
    data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> Flask:
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)
    set_password(db, person(db, Role.STAFF), PASSWORD)
    caplog.set_level(logging.DEBUG)
    return create_app(Settings(data=data_folder), MONDAY)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The lines of the log of security, and none of them twice."""
    lines = [it.getMessage() for it in caplog.records if it.name == LOGGER]
    caplog.clear()
    return lines


def send(client: FlaskClient, page: str, **data: str) -> int:
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/anmelden").text)
    token = token or re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/konto").text)
    assert token
    return client.post(page, data=dict(csrf_token=token[1]) | data).status_code


def test_who_comes_in_or_fails_at_the_door_is_told_by_number(
    app: Flask, db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    client, number = app.test_client(), person(db, Role.STAFF)
    send(client, "/anmelden", email="niemand@example.org", password="falsch geraten")
    for _ in range(6):
        send(client, "/anmelden", email=EMAIL, password="falsch geraten")
    lines = told(caplog)
    assert lines[0] == "security event='wrong password'"
    assert lines[1:6] == [f"security event='wrong password' account={number}"] * 5
    assert lines[6] == f"security event='too many tries' account={number} by='password'"
    client.environ_base["REMOTE_ADDR"] = "203.0.113.7"
    assert send(client, "/anmelden", email=EMAIL, password=PASSWORD) == 303
    assert send(client, "/abmelden") == 303
    assert told(caplog) == [
        f"security event='signed in' account={number} by='one factor'",
        f"security event='signed out' account={number}",
    ]


def test_who_tries_what_is_forbidden_is_told_with_the_view(
    app: Flask, db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    client, number = app.test_client(), person(db, Role.STAFF)
    let_in(client, db, number)
    assert client.get("/personen").status_code == 403
    assert client.post("/konto/wochenbrief").status_code == 400
    assert (
        client.get("/api/v1/projects", headers={"Authorization": "Bearer fn_x"}).status_code == 401
    )
    assert told(caplog) == [
        f"security event='forbidden page' account={number} view='people.page'",
        f"security event='form without its token' account={number} view='accounts.choose_letter'",
        "security event='wrong token of the interface' view='api.projects'",
    ]


def test_too_many_questions_are_told_once_a_minute(
    app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.api.callers.PER_MINUTE_ANONYMOUS", 2)
    assert PER_MINUTE_ANONYMOUS > 2
    client = app.test_client()
    statuses = [client.get("/api/v1/programmes").status_code for _ in range(6)]
    assert statuses.count(429) >= 2
    lines = told(caplog)
    assert 1 <= len(lines) <= 2  # two when the minute ended in between
    assert set(lines) == {
        "security event='too many questions to the interface' view='api.programmes'"
    }
