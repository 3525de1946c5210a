"""Accounts are made by a command; people set their password through a link."""

import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import MONDAY
from flask.testing import FlaskClient
from test_signing_in import _quick_hashes, sign_in, token_on  # noqa: F401 - a fixture

from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.passwords import LONGEST
from webapp.accounts.queries import accept_invitation, account_by_email, create_account
from webapp.accounts.tokens import hashed
from webapp.cli import main
from webapp.second_factor import keeping
from webapp.settings import Settings
from webapp.site import create_app

PASSWORD = "Grüne Wiesen am Altrhein"
DAY = ("--today", MONDAY.isoformat())


def _user(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["user", *arguments, *DAY])


def _invited(db: Database) -> str:
    return create_account(db, "jana@riedstadt.example", Role.STAFF, "06433011", MONDAY)[1]


def _client(data_folder: Path, days: int = 0) -> FlaskClient:
    return create_app(Settings(data=data_folder), MONDAY + timedelta(days=days)).test_client()


def _accept(client: FlaskClient, token: str, password: str = PASSWORD) -> int:
    address = f"/einladung/{token}"
    data = dict(new_password=password, again=password, csrf_token=token_on(client, address))
    return client.post(address, data=data).status_code


def test_user_add_makes_a_subscribed_account_and_prints_its_link(
    db: Database, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOERDERNETZ_BASE_URL", "https://foerdernetz.example/")
    result = _user("add", "Jana@Riedstadt.example", "--role", "staff", "--municipality", "06433011")
    assert result.exit_code == 0
    link, _, rest = result.stdout.partition("\n")
    assert link.startswith("https://foerdernetz.example/einladung/")
    assert rest == ""
    account = account_by_email(db, "jana@riedstadt.example")
    assert account is not None
    assert (account.role, account.municipality, account.subscribed) == (
        Role.STAFF,
        "06433011",
        True,
    )
    client = _client(data_folder)
    assert _accept(client, link.rpartition("/")[2]) == 303
    assert client.get("/konto").status_code == 200
    assert sign_in(_client(data_folder)) == 303


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["jana", "--role", "reader"], "»jana« ist keine E-Mail-Adresse."),
        (["a@b.example, c@d.example", "--role", "reader"], "ist keine E-Mail-Adresse."),
        (["jürgen@b.example", "--role", "reader"], "ist keine E-Mail-Adresse."),
        (["jana@b.example", "--role", "chef"], "--role »chef« gibt es nicht;"),
        (["jana@b.example"], "--role »« gibt es nicht;"),
        (["jana@b.example", "--role", "staff"], "braucht deren AGS."),
        (["jana@b.example", "--role", "staff", "--municipality", "06411000"], "»06411000«"),
        (["otto@b.example", "--role", "reader"], "Für otto@b.example gibt es schon ein Konto."),
    ],
)
def test_user_add_refuses_bad_input_with_one_sentence(
    db: Database, arguments: list[str], sentence: str
) -> None:
    create_account(db, "otto@b.example", Role.READER, None, MONDAY)
    result = _user("add", *arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert db.table("account").count == 1


def test_an_invitation_works_once(db: Database, data_folder: Path) -> None:
    token = _invited(db)
    assert _accept(_client(data_folder), token) == 303
    assert _client(data_folder).get(f"/einladung/{token}").status_code == 404
    assert accept_invitation(db, token, "Ein anderes Passwort", MONDAY) is None


def test_opening_an_invitation_does_not_use_it_up(db: Database, data_folder: Path) -> None:
    token = _invited(db)
    for _ in range(3):
        assert _client(data_folder).get(f"/einladung/{token}").status_code == 200
    assert _accept(_client(data_folder), token) == 303


def test_an_invitation_expires_after_fourteen_days(db: Database, data_folder: Path) -> None:
    token = _invited(db)
    assert _client(data_folder, 14).get(f"/einladung/{token}").status_code == 200
    late = _client(data_folder, 15).get(f"/einladung/{token}")
    assert late.status_code == 404
    assert "gilt nicht mehr" in late.text


def test_a_short_password_does_not_use_up_the_invitation(db: Database, data_folder: Path) -> None:
    token = _invited(db)
    assert _accept(_client(data_folder), token, "zu kurz") == 400
    assert _accept(_client(data_folder), token) == 303


def test_only_the_hash_of_an_invitation_is_stored(db: Database) -> None:
    token = _invited(db)
    (row,) = db.query("select * from account")
    assert row["invitation_hash"] == hashed(token)
    assert token not in row.values()


def test_a_new_invitation_replaces_a_forgotten_password_and_the_old_link(
    db: Database, data_folder: Path
) -> None:
    old = _invited(db)
    new = _user("invite", "jana@riedstadt.example").stdout.strip().rpartition("/")[2]
    assert _client(data_folder).get(f"/einladung/{old}").status_code == 404
    assert _accept(_client(data_folder), new) == 303


def test_a_password_is_the_same_however_an_umlaut_was_typed(
    db: Database, data_folder: Path
) -> None:
    decomposed = "Gru\u0308ne Wiesen am Altrhein"
    assert _accept(_client(data_folder), _invited(db), decomposed) == 303
    assert sign_in(_client(data_folder), PASSWORD) == 303


def test_a_long_password_of_umlauts_opens_the_door_however_they_were_typed(
    db: Database, data_folder: Path
) -> None:
    # Typed as two signs each it is longer than a password may be, and the same password.
    composed = "".join("äöü"[n % 3] for n in range(60)) + " Heuwiese und Kühkopf am Altrhein"
    decomposed = unicodedata.normalize("NFD", composed)
    assert len(decomposed) > LONGEST > len(composed)
    assert _accept(_client(data_folder), _invited(db), composed) == 303
    assert sign_in(_client(data_folder), decomposed) == 303
    assert sign_in(_client(data_folder), decomposed + "x") == 401


def test_the_command_line_closes_opens_and_resets_accounts(db: Database, data_folder: Path) -> None:
    assert _accept(_client(data_folder), _invited(db)) == 303
    assert CliRunner().invoke(main, ["user", "deactivate", "jana@riedstadt.example"]).exit_code == 0
    assert sign_in(_client(data_folder)) == 401
    assert CliRunner().invoke(main, ["user", "reactivate", "jana@riedstadt.example"]).exit_code == 0
    account = account_by_email(db, "jana@riedstadt.example")
    assert account
    keeping.begin(db, account.id)
    db.execute("update second_factor set confirmed_at = '2026-06-15'")
    reset = ["user", "reset-second-factor", "jana@riedstadt.example"]
    assert CliRunner().invoke(main, reset).exit_code == 0
    client = _client(data_folder)
    assert sign_in(client) == 303
    assert client.get("/konto").status_code == 200
    unknown = CliRunner().invoke(main, ["user", "deactivate", "otto@b.example"])
    assert (unknown.exit_code, unknown.stderr) == (2, "Für otto@b.example gibt es kein Konto.\n")
