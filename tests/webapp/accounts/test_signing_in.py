"""Signing in and out, and what guards every page."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from conftest import MONDAY
from flask import Flask
from flask.testing import FlaskClient

from index.store import Database
from webapp.accounts import passwords, throttle
from webapp.accounts.account import Account, Role, may_see_project
from webapp.accounts.queries import create_account, set_password
from webapp.request import caller_address
from webapp.settings import Settings
from webapp.site import create_app

PASSWORD = "Grüne Wiesen am Altrhein"
OWN_TOWN, OTHER_TOWN = "06433011", "06433014"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 is slow on purpose; not here."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)
    monkeypatch.setattr(passwords, "_NOBODY", quick.hash("niemand kennt es"))


def test_who_is_unknown_waits_as_long_as_who_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Hasher:
        def verify(self, stored: str, password: str) -> bool:
            asked.append(stored)
            raise VerifyMismatchError

    monkeypatch.undo()
    nobody = passwords._NOBODY
    with pytest.raises(VerifyMismatchError):  # a hash of the same cost, and a readable one
        passwords._hasher.verify(nobody, "x")
    assert not passwords._hasher.check_needs_rehash(nobody)
    monkeypatch.setattr(passwords, "_hasher", Hasher())
    assert not passwords.is_right("x", None)
    assert asked == [nobody]


@pytest.fixture
def app(db: Database, data_folder: Path) -> Flask:
    return create_app(Settings(data=data_folder), MONDAY)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def jana(db: Database) -> Account:
    account, _ = create_account(db, "Jana@Riedstadt.example", Role.STAFF, OWN_TOWN, MONDAY)
    set_password(db, account.id, PASSWORD)
    return account


def token_on(client: FlaskClient, address: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(address).text)
    assert found, f"{address} has no form"
    return found[1]


def sign_in(client: FlaskClient, password: str = PASSWORD, **more: str) -> int:
    data = dict(email="jana@riedstadt.example", password=password) | more
    token = token_on(client, "/anmelden")
    return client.post("/anmelden", data=dict(csrf_token=token) | data).status_code


@pytest.mark.usefixtures("jana")
def test_the_right_password_opens_the_door_and_a_wrong_one_does_not(client: FlaskClient) -> None:
    assert sign_in(client, "falsch geraten") == 401
    assert client.get("/konto").status_code == 302
    assert sign_in(client) == 303
    assert "jana@riedstadt.example" in client.get("/konto").text


@pytest.mark.usefixtures("jana")
def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(client: FlaskClient) -> None:
    token = token_on(client, "/anmelden")
    answers = [
        client.post("/anmelden", data=dict(csrf_token=token, email=email, password="falsch falsch"))
        for email in ("jana@riedstadt.example", "niemand@riedstadt.example")
    ]
    token_value = r'(?<=value=")[^"]{60,}'
    pages = [
        re.sub(token_value, "", answer.text).replace("niemand@", "jana@") for answer in answers
    ]
    assert pages[0] == pages[1]
    assert [answer.status_code for answer in answers] == [401, 401]


@pytest.mark.usefixtures("jana")
def test_signing_in_leads_back_to_the_page_that_was_asked_for(client: FlaskClient) -> None:
    asked = client.get("/konto?seite=2")
    assert asked.headers["Location"] == "/anmelden?weiter=/konto?seite%3D2"
    data = dict(email="jana@riedstadt.example", password=PASSWORD, weiter="/konto?seite=2")
    data["csrf_token"] = token_on(client, "/anmelden")
    assert client.post("/anmelden", data=data).headers["Location"] == "/konto?seite=2"


@pytest.mark.usefixtures("jana")
@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "\\/x",
        "javascript:alert(1)",
    ],
)
def test_signing_in_never_leads_to_another_site(client: FlaskClient, target: str) -> None:
    data = dict(email="jana@riedstadt.example", password=PASSWORD, weiter=target)
    data["csrf_token"] = token_on(client, "/anmelden")
    assert client.post("/anmelden", data=data).headers["Location"] == "/"


@pytest.mark.usefixtures("jana")
def test_a_form_without_its_token_does_nothing(client: FlaskClient) -> None:
    data = dict(email="jana@riedstadt.example", password=PASSWORD)
    assert client.post("/anmelden", data=data).status_code == 400
    assert sign_in(client) == 303
    assert client.post("/konto/wochenbrief", data=dict(wanted="no")).status_code == 400


@pytest.mark.usefixtures("jana")
def test_signing_out_needs_a_form_and_ends_the_session(client: FlaskClient) -> None:
    sign_in(client)
    assert client.get("/abmelden").status_code == 405
    client.post("/abmelden", data=dict(csrf_token=token_on(client, "/konto")))
    assert client.get("/konto").status_code == 302


@pytest.mark.usefixtures("jana")
def test_after_five_wrong_passwords_one_has_to_wait(client: FlaskClient) -> None:
    assert [sign_in(client, "falsch geraten") for _ in range(6)] == [401] * 5 + [429]
    assert sign_in(client) == 429


@pytest.mark.usefixtures("jana")
def test_signing_in_again_ends_the_session_before(db: Database, client: FlaskClient) -> None:
    sign_in(client)
    cookie = client.get_cookie("foerdernetz")
    assert cookie
    data = dict(email="jana@riedstadt.example", password=PASSWORD)
    data["csrf_token"] = token_on(client, "/konto")
    assert client.post("/anmelden", data=data).status_code == 303
    assert client.get("/konto").status_code == 200
    assert len(list(db.query("select id from session"))) == 1
    client.set_cookie("foerdernetz", cookie.value)
    assert client.get("/konto").status_code == 302


def test_all_addresses_of_one_connection_count_as_one(app: Flask) -> None:
    def seen(address: str) -> str:
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            return caller_address()

    assert seen("2001:db8:1:2::1") == seen("2001:db8:1:2:ffff::9") != seen("2001:db8:1:3::1")
    assert seen("192.0.2.1") != seen("192.0.2.2")
    assert seen("::ffff:192.0.2.1") != seen("::ffff:192.0.2.2")
    assert seen("unknown") == "unknown"


@pytest.mark.usefixtures("jana")
def test_wrong_passwords_typed_elsewhere_do_not_lock_out_the_owner(app: Flask) -> None:
    stranger, owner = app.test_client(), app.test_client()
    stranger.environ_base["REMOTE_ADDR"] = "203.0.113.7"
    for _ in range(6):
        sign_in(stranger, "falsch geraten")
    assert sign_in(stranger) == 429
    assert sign_in(owner) == 303


@pytest.mark.usefixtures("jana")
def test_behind_a_proxy_a_stranger_does_not_lock_out_the_owner_either(
    data_folder: Path, db: Database
) -> None:
    settings = Settings(data=data_folder, base_url="https://foerdernetz.example")
    client = create_app(settings, MONDAY).test_client()
    page = client.get("/anmelden", base_url=settings.base_url)
    token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]

    def tried(computer: str, password: str) -> int:
        return client.post(
            "/anmelden",
            base_url=settings.base_url,
            data=dict(csrf_token=token, email="jana@riedstadt.example", password=password),
            headers={
                "X-Forwarded-For": f"198.51.100.{len(password)}, {computer}",
                "Referer": settings.base_url,
            },
        ).status_code

    guesses = ["falsch geraten" + "!" * n for n in range(6)]
    assert [tried("203.0.113.7", it) for it in guesses] == [401] * 5 + [429]
    assert tried("203.0.113.8", PASSWORD) == 303


def test_the_wait_is_over_after_a_quarter_of_an_hour_even_if_one_knocks_on(db: Database) -> None:
    now = datetime(2026, 6, 15, 8, tzinfo=UTC)
    for minute in range(15):
        allowed = throttle.may_try(db, "jana", "192.0.2.1", now + timedelta(minutes=minute))
        assert allowed == (minute < throttle.TRIES_PER_ACCOUNT)
    assert throttle.may_try(db, "jana", "192.0.2.1", now + timedelta(minutes=15))


def test_one_computer_cannot_try_one_password_on_everybody(db: Database) -> None:
    now = datetime(2026, 6, 15, 8, tzinfo=UTC)
    tries = [throttle.may_try(db, f"person{n}", "192.0.2.1", now) for n in range(60)]
    assert tries.count(True) == throttle.TRIES_PER_ADDRESS


def test_a_changed_password_ends_the_sessions_on_other_computers(
    app: Flask, db: Database, jana: Account
) -> None:
    here, there = app.test_client(), app.test_client()
    sign_in(here)
    sign_in(there)
    new = "Blaue Stunde am Kühkopf"
    data = dict(password=PASSWORD, new_password=new, again=new)
    data["csrf_token"] = token_on(here, "/konto/passwort")
    assert here.post("/konto/passwort", data=data).status_code == 303
    assert here.get("/konto").status_code == 200
    assert there.get("/konto").status_code == 302
    assert sign_in(there, PASSWORD) == 401
    assert sign_in(there, new) == 303


@pytest.mark.usefixtures("jana")
def test_changing_the_password_needs_the_old_one_and_a_good_new_one(client: FlaskClient) -> None:
    sign_in(client)
    for old, new, again, sentence in (
        ("falsch geraten", "Blaue Stunde am Kühkopf", "Blaue Stunde am Kühkopf", "ist falsch"),
        (PASSWORD, "zu kurz", "zu kurz", "mindestens 15 Zeichen; Ihres hat 7"),
        (PASSWORD, "Blaue Stunde am Kühkopf", "Blaue Stunde", "sind verschieden"),
        (PASSWORD, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "leicht zu erraten"),
    ):
        data = dict(password=old, new_password=new, again=again)
        data["csrf_token"] = token_on(client, "/konto/passwort")
        answer = client.post("/konto/passwort", data=data)
        assert answer.status_code in (400, 401)
        assert sentence in answer.text


@pytest.mark.usefixtures("jana")
def test_the_letter_can_be_cancelled_and_ordered_again(client: FlaskClient) -> None:
    sign_in(client)
    for wanted, told in (("no", "Sie bekommen keinen Wochenbrief"), ("yes", "einmal in der Woche")):
        data = dict(wanted=wanted, csrf_token=token_on(client, "/konto"))
        client.post("/konto/wochenbrief", data=data)
        assert told in client.get("/konto").text


def test_only_the_manager_and_the_own_town_see_a_vorhaben() -> None:
    def account(role: Role, ags: str | None) -> Account:
        return Account(id=1, email="x@example.org", role=role, municipality=ags)

    assert may_see_project(account(Role.MANAGER, None), OTHER_TOWN)
    assert may_see_project(account(Role.STAFF, OWN_TOWN), OWN_TOWN)
    assert may_see_project(account(Role.READER, OWN_TOWN), OWN_TOWN)
    assert not may_see_project(account(Role.STAFF, OWN_TOWN), OTHER_TOWN)
    assert not may_see_project(account(Role.READER, None), OWN_TOWN)
    assert not may_see_project(account(Role.ADMIN, None), OWN_TOWN)
