"""The second factor: codes after RFC 6238, each once, and a way back without the phone."""

import math
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from conftest import MONDAY
from flask import Flask
from flask.testing import FlaskClient
from visitors import let_in, person

from index.store import Database
from webapp.accounts import passwords
from webapp.accounts.account import Role
from webapp.accounts.queries import renew_invitation
from webapp.audit.queries import Question, entries
from webapp.second_factor import keeping
from webapp.second_factor.codes import address_of, code_at, in_base32, secret_of, step_of
from webapp.settings import Settings
from webapp.site import create_app

PASSWORD = "Grüne Wiesen am Altrhein"
KEY = b"key of the site"
RFC_SECRET = b"12345678901234567890"
NOW = datetime(2026, 6, 15, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_rfc(seconds: int, code: str) -> None:
    assert code_at(RFC_SECRET, seconds // 30) == code


def test_a_clock_may_be_half_a_minute_off_and_no_more() -> None:
    step = int(NOW.timestamp()) // 30
    for near, found in ((-2, None), (-1, step - 1), (0, step), (1, step + 1), (2, None)):
        assert step_of(RFC_SECRET, code_at(RFC_SECRET, step + near), NOW) == found
    code = code_at(RFC_SECRET, step)
    assert step_of(RFC_SECRET, f" {code[:3]} {code[3:]} ", NOW) == step
    for wrong in ("", "12345", "abcdef", "１２３４５６", code + "0"):
        assert step_of(RFC_SECRET, wrong, NOW) is None


def test_the_app_is_told_issuer_person_and_secret() -> None:
    told = address_of(RFC_SECRET, "jana@b.example")
    assert told == (
        "otpauth://totp/F%C3%B6rdernetz:jana%40b.example"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=F%C3%B6rdernetz"
    )
    assert in_base32(RFC_SECRET).startswith("GEZD GNBV ")


def turned_on(db: Database, number: int, key: bytes = KEY) -> tuple[bytes, list[str]]:
    keeping.begin(db, number)
    secret = keeping.secret(db, key, number)
    assert secret
    before = NOW - timedelta(minutes=5)
    given = keeping.confirm(db, key, number, code_now(secret, before), before)
    assert len(given) == keeping.RECOVERY_CODES
    return secret, given


def code_now(secret: bytes, now: datetime = NOW) -> str:
    return code_at(secret, int(now.timestamp()) // 30)


def test_neither_the_secret_nor_the_recovery_codes_are_kept(db: Database) -> None:
    number = person(db, Role.STAFF)
    secret, given = turned_on(db, number)
    (row,) = db.query("select * from second_factor")
    assert secret_of(b"another key", number, row["nonce"]) != secret
    stored = str(row) + str(list(db.query("select * from recovery_code")))
    assert secret.hex() not in stored
    assert not any(code in stored or code.replace("-", "") in stored for code in given)


def test_a_code_counts_once_and_never_an_older_one(db: Database) -> None:
    number = person(db, Role.STAFF)
    secret, _ = turned_on(db, number)
    code = code_now(secret)
    assert keeping.accepts(db, KEY, number, code, NOW)
    assert not keeping.accepts(db, KEY, number, code, NOW)
    older = code_now(secret, NOW - timedelta(seconds=30))
    assert not keeping.accepts(db, KEY, number, older, NOW)
    later = NOW + timedelta(seconds=30)
    assert keeping.accepts(db, KEY, number, code_now(secret, later), later)


def test_a_recovery_code_counts_once_however_it_is_typed(db: Database) -> None:
    number = person(db, Role.STAFF)
    _, given = turned_on(db, number)
    assert keeping.accepts(db, KEY, number, f" {given[0].upper().replace('-', ' ')} ", NOW)
    assert not keeping.accepts(db, KEY, number, given[0], NOW)
    assert keeping.recovery_codes_left(db, number) == 9
    keeping.renew_recovery_codes(db, number)
    assert not keeping.accepts(db, KEY, number, given[1], NOW)
    assert not keeping.accepts(db, KEY, person(db, Role.READER), given[2], NOW)


def test_it_counts_only_once_a_code_was_typed(db: Database) -> None:
    number = person(db, Role.STAFF)
    keeping.begin(db, number)
    assert keeping.confirm(db, KEY, number, "000000", NOW) == []
    assert not keeping.is_on(db, number)


@pytest.fixture
def app(db: Database, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)
    person(db, Role.STAFF, password=PASSWORD)
    return create_app(Settings(data=data_folder), MONDAY)


def send(client: FlaskClient, page: str, **data: str) -> tuple[int, str]:
    text = client.get(page).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text)
    assert token, f"{page} has no form"
    answer = client.post(page, data=dict(csrf_token=token[1]) | data)
    return answer.status_code, answer.text + answer.headers.get("Location", "")


def test_it_is_set_up_on_the_site_and_then_asked_for(app: Flask, db: Database) -> None:
    client, number = app.test_client(), person(db, Role.STAFF)
    let_in(client, db, number)
    page = "/konto/zweiter-faktor"
    assert send(client, page, password="falsch geraten", action="einrichten")[0] == 401
    assert send(client, page, password=PASSWORD, action="einrichten")[0] == 303
    text = client.get(f"{page}/einrichten").text
    assert "<svg" in text
    assert "http" not in text[text.index("<svg") : text.index("</svg>")].replace(
        "http://www.w3.org/2000/svg", ""
    )
    secret = keeping.secret(db, app.secret_key, number)  # type: ignore[arg-type]
    assert secret
    assert in_base32(secret) in text
    assert send(client, f"{page}/einrichten", code="000000")[0] == 401
    now = datetime.now(UTC)
    status, text = send(client, f"{page}/einrichten", code=code_now(secret, now))
    assert status == 200
    given = re.findall(r"<code>(.{29})</code>", text)
    assert len(given) == 10

    fresh = app.test_client()
    data = dict(email="staff@example.org", password=PASSWORD)
    status, where = send(fresh, "/anmelden", **data)
    assert (status, where.endswith("/anmelden/code")) == (303, True)
    assert fresh.get("/konto").status_code == 302  # the password alone opens nothing
    assert send(fresh, "/anmelden/code", code="000000")[0] == 401
    assert send(fresh, "/anmelden/code", code=given[0])[0] == 303
    assert fresh.get("/konto").status_code == 200
    assert [it.kind for it in entries(db, Question(kind="Zweiter Faktor eingerichtet"))]


def test_whoever_is_signed_in_elsewhere_is_out_when_it_is_switched(
    app: Flask, db: Database
) -> None:
    here, there, number = app.test_client(), app.test_client(), person(db, Role.STAFF)
    let_in(here, db, number)
    let_in(there, db, number)
    page = "/konto/zweiter-faktor"
    send(here, page, password=PASSWORD, action="einrichten")
    secret = keeping.secret(db, app.secret_key, number)  # type: ignore[arg-type]
    assert secret
    assert send(here, f"{page}/einrichten", code=code_now(secret, datetime.now(UTC)))[0] == 200
    assert [it.get("/konto").status_code for it in (here, there)] == [200, 302]
    let_in(there, db, number)
    assert send(here, page, password=PASSWORD, action="abschalten")[0] == 303
    assert [it.get("/konto").status_code for it in (here, there)] == [200, 302]


def test_where_it_is_demanded_nobody_gets_further_without_it(
    app: Flask, db: Database, data_folder: Path
) -> None:
    settings = Settings.from_env(
        {"FOERDERNETZ_DATA": str(data_folder), "FOERDERNETZ_SECOND_FACTOR_FOR": "admin, staff"}
    )
    demanding = create_app(settings, MONDAY)
    client, number = demanding.test_client(), person(db, Role.STAFF)
    let_in(client, db, number)
    for address in ("/", "/suche", "/personen"):
        answer = client.get(address)
        assert answer.status_code in (303, 403)
        assert answer.status_code == 403 or answer.location == "/konto/zweiter-faktor"
    assert "vorgeschrieben" in client.get("/", follow_redirects=True).text
    assert client.get("/konto").status_code == 200
    turned_on(db, number, demanding.secret_key)  # type: ignore[arg-type]
    assert client.get("/suche").status_code == 200
    kept = send(client, "/konto/zweiter-faktor", password=PASSWORD, action="abschalten")
    assert kept[0] == 303
    assert keeping.is_on(db, number)
    reader = demanding.test_client()
    let_in(reader, db, person(db, Role.READER))
    assert reader.get("/suche").status_code == 200
    assert app.test_client().get("/anmelden").status_code == 200


def test_a_recovery_code_is_too_long_to_be_found_from_its_hash() -> None:
    code = keeping._recovery_code()
    assert math.log2(len(keeping._LETTERS)) * len(code.replace("-", "")) >= 112


def test_a_new_invitation_does_not_lead_around_it(app: Flask, db: Database) -> None:
    number, client = person(db, Role.STAFF), app.test_client()
    turned_on(db, number, app.secret_key)  # type: ignore[arg-type]
    token = renew_invitation(db, number, MONDAY)
    new = "Blaue Stunde am Kühkopf"
    status, where = send(client, f"/einladung/{token}", new_password=new, again=new)
    assert (status, where.endswith("/anmelden/code")) == (303, True)
    assert client.get("/konto").status_code == 302


def test_guessing_codes_is_stopped_wherever_it_comes_from(app: Flask, db: Database) -> None:
    number = person(db, Role.STAFF)
    _, given = turned_on(db, number, app.secret_key)  # type: ignore[arg-type]
    data = dict(email="staff@example.org", password=PASSWORD)
    statuses = []
    for guess in range(6):
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = f"203.0.113.{guess}"
        send(client, "/anmelden", **data)
        statuses.append(send(client, "/anmelden/code", code="000000")[0])
    assert statuses == [401] * 5 + [429]
    assert send(client, "/anmelden/code", code=given[0])[0] == 429


def test_the_code_has_to_come_within_five_minutes(app: Flask, db: Database) -> None:
    _, given = turned_on(db, person(db, Role.STAFF), app.secret_key)  # type: ignore[arg-type]
    client = app.test_client()
    send(client, "/anmelden", email="staff@example.org", password=PASSWORD)
    with client.session_transaction() as session:
        number, _, target = session["waiting"]
        since = datetime.now(UTC) - timedelta(minutes=6)
        session["waiting"] = [number, since.isoformat(), target]
    assert client.get("/anmelden/code").headers["Location"] == "/anmelden"
    assert len(given) == 10


def test_the_technik_resets_it_and_the_log_says_so(app: Flask, db: Database) -> None:
    number, admin = person(db, Role.STAFF), app.test_client()
    turned_on(db, number, app.secret_key)  # type: ignore[arg-type]
    let_in(admin, db, person(db, Role.ADMIN))
    page = admin.get(f"/personen/{number}").text
    assert "Zweiten Faktor zurücksetzen" in page
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    data = dict(csrf_token=token[1], action="zweiter")
    admin.post(f"/personen/{number}/schritt", data=data)
    assert not keeping.is_on(db, number)
    told = next(entries(db, Question(subject=f"Konto {number}")))
    assert (told.kind, told.actor) == ("Zweiter Faktor zurückgesetzt", "admin@example.org")
