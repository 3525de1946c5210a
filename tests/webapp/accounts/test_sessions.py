"""Sessions are rows: they run out, and each can be ended."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import MONDAY
from flask.testing import FlaskClient
from visitors import let_in, person, visitor

from index.store import Database
from webapp.accounts import sessions
from webapp.accounts.account import Role
from webapp.accounts.queries import set_password
from webapp.accounts.sessions import IDLE, LONGEST, begin, browser_of

NOW = datetime(2026, 6, 15, 8, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML) Chrome/140.0 Safari/537.36 Edg/140"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


def test_a_session_ends_when_nobody_uses_it_for_eight_hours(db: Database) -> None:
    number = person(db, Role.STAFF)
    token = begin(db, number, FIREFOX, NOW)
    assert sessions.account_in(db, token, NOW + IDLE - timedelta(minutes=1)) == number
    later = NOW + 2 * IDLE - timedelta(minutes=2)
    assert sessions.account_in(db, token, later) == number
    assert sessions.account_in(db, token, later + IDLE) is None


def test_a_session_ends_after_seven_days_however_often_it_is_used(db: Database) -> None:
    number, moment = person(db, Role.STAFF), NOW
    token = begin(db, number, FIREFOX, NOW)
    while moment < NOW + LONGEST - IDLE:
        moment += IDLE / 2
        assert sessions.account_in(db, token, moment) == number
    assert sessions.account_in(db, token, NOW + LONGEST) is None
    begin(db, number, FIREFOX, NOW + LONGEST)
    assert db.table("session").count == 1  # what has run out goes


def test_only_the_hash_of_a_session_is_kept_and_no_place(db: Database) -> None:
    token = begin(db, person(db, Role.STAFF), FIREFOX, NOW)
    (row,) = db.query("select * from session")
    assert token not in str(row)
    assert set(row) == {"id", "account", "token_hash", "browser", "began_at", "used_at"}
    assert row["browser"] == "Firefox unter Windows"


def test_reading_pages_writes_only_now_and_then(db: Database) -> None:
    token = begin(db, person(db, Role.STAFF), FIREFOX, NOW)
    sessions.account_in(db, token, NOW + timedelta(minutes=4))
    assert next(db.query("select used_at from session"))["used_at"] == NOW.isoformat()
    sessions.account_in(db, token, NOW + timedelta(minutes=6))
    assert next(db.query("select used_at from session"))["used_at"] > NOW.isoformat()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox unter Windows"),
        (EDGE, "Edge unter Windows"),
        (IPHONE, "Safari unter iPhone oder iPad"),
        ("", "Unbekannter Browser"),
        ("<script>", "Unbekannter Browser"),
    ],
)
def test_browsers_are_named_in_the_words_of_people(agent: str, name: str) -> None:
    assert browser_of(agent) == name


def test_one_session_or_all_others_are_ended_on_the_page(db: Database, data_folder: Path) -> None:
    here, there, phone = (visitor(db, data_folder) for _ in range(3))
    stranger = visitor(db, data_folder, Role.READER)
    page = here.get("/konto/sitzungen").text
    assert page.count("diese hier") == 1
    assert page.count(">Beenden<") == 2

    def post(client: FlaskClient, chosen: str) -> int:
        token = client.get("/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
        data = dict(csrf_token=token, session=chosen)
        return client.post("/konto/sitzungen", data=data).status_code

    assert post(stranger, "1") == 303
    assert here.get("/konto").status_code == 200  # nobody ends the session of somebody else
    assert post(here, "2") == 303
    assert [it.get("/konto").status_code for it in (here, there, phone)] == [200, 302, 200]
    assert post(here, "andere") == 303
    assert [it.get("/konto").status_code for it in (here, phone)] == [200, 302]
    assert post(here, "x") == 400


def test_a_new_password_ends_every_session(db: Database, data_folder: Path) -> None:
    client = visitor(db, data_folder)
    set_password(db, person(db, Role.STAFF), "Grüne Wiesen am Altrhein")
    assert client.get("/konto").status_code == 302


def test_a_signed_out_cookie_opens_nothing_when_it_is_sent_again(
    db: Database, data_folder: Path
) -> None:
    client = visitor(db, data_folder, today=MONDAY)
    cookie = client.get_cookie("foerdernetz")
    assert cookie
    token = client.get("/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post("/abmelden", data=dict(csrf_token=token))
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    client.set_cookie("foerdernetz", cookie.value)
    assert client.get("/konto").status_code == 302
    let_in(client, db, person(db, Role.STAFF))
    assert client.get("/konto").status_code == 200
