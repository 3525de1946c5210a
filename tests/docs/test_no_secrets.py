"""No secret stands in the repository, and none in the log of an ordinary morning."""

import logging
import math
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from conftest import MONDAY, Save
from flask import Flask
from flask.testing import FlaskClient
from visitors import PASSWORD, RIEDSTADT, let_in, person

from index.store import Database
from webapp.accounts import passwords
from webapp.accounts.account import Role
from webapp.accounts.queries import renew_invitation, set_password
from webapp.settings import Settings
from webapp.site import create_app

ROOT = Path(__file__).parents[2]
PATTERNS = (
    r"-----BEGIN [A-Z ]*PRIVATE KEY",
    r"\bAKIA[0-9A-Z]{16}\b",
    r"\bgh[pousr]_[A-Za-z0-9]{36}",
    r"\bxox[abp]-[\w-]{10,}",
    r"\bsk-[A-Za-z0-9-]{20,}",
    r"\bfn_[A-Za-z0-9_-]{32}\b",
    r"eyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}",
    r"\$argon2id\$(?!v=19\$m=65536,t=3,p=4\$c29tZXNhbHRzb21lc2FsdA)",
    r"://[^\s/:@\"'`{}<>]+:(?!pass|kennwort|geheim|secret|x@|…)[^\s/@\"'`{}<>]{6,}@",
)
GIVEN = re.compile(
    r"(?i)(?:password|passwort|kennwort|secret|token|api_?key)\w*[\"']?\s*[:=]\s*[\"']([^\"'\s]{20,})[\"']"
)
BITS_OF_CHANCE = 3.9
"""So many bits has each sign of a text made by chance; words of a language have fewer."""
NO_TEXT = (".png", ".woff2", ".ico", ".pdf", ".zip", ".gz", ".sqlite3", ".xlsx")


def bits(text: str) -> float:
    counts = Counter(text).values()
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts)


def secrets_in(text: str) -> list[str]:
    found = [it[0] for it in re.finditer("|".join(PATTERNS), text)]
    return found + [it[1] for it in GIVEN.finditer(text) if bits(it[1]) > BITS_OF_CHANCE]


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        "smtp://netz:" + "Gx7!kQ2p@mail.example.org",
        'api_key = "' + "q8Zr4TnV0bXw2LsK9dHf7YcE" + '"',
        "Authorization: Bearer fn" + "_q8Zr4TnV0bXw2LsK9dHf7YcEq8Zr4TnV",
    ],
)
def test_the_scanner_knows_a_secret_when_it_sees_one(text: str) -> None:
    assert secrets_in(text)


def test_no_tracked_file_holds_a_secret() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, timeout=30
    )
    if listed.returncode:
        pytest.skip("This is no checkout of git.")
    found = {}
    names = [it for it in listed.stdout.split("\0") if it and not it.endswith(NO_TEXT)]
    assert len(names) > 500
    assert not [it for it in names if Path(it).name in (".env", "secret.key", "id_rsa")]
    for name in names:
        path = ROOT / name
        known = not path.is_file() or name.startswith("requirements")
        text = "" if known else path.read_text(encoding="utf-8", errors="replace")
        if secrets := secrets_in(text):
            found[name] = secrets[:3]
    assert found == {}


def send(client: FlaskClient, page: str, address: str = "", **data: str) -> int:
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(page).text)
    assert token, page
    return client.post(address or page, data=dict(csrf_token=token[1]) | data).status_code


def _morning(app: Flask, db: Database) -> list[str]:
    """People sign in well and badly, forget a password, make a token; letters go out or fail."""
    number, client = person(db, Role.STAFF), app.test_client()
    wrong, new = "Falsch geratenes Wort 17", "Blaue Stunde am Kühkopf"
    send(client, "/anmelden", email="staff@example.org", password=wrong)
    send(client, "/anmelden", email="fremd@example.net", password=wrong)
    send(client, "/anmelden", email="staff@example.org", password=PASSWORD)
    session = client.get_cookie("foerdernetz")
    send(client, "/konto/zugaenge", name="Skript", scopes="read:programmes", days="30")
    invitation = renew_invitation(db, number, MONDAY)
    send(app.test_client(), f"/einladung/{invitation}", new_password=new, again=new)
    manager = app.test_client()
    let_in(manager, db, person(db, Role.MANAGER))
    send(manager, "/personen", email="neu@example.org", role="staff", municipality=RIEDSTADT)
    assert session
    return [wrong, new, PASSWORD, invitation, session.value]


@pytest.mark.usefixtures("db")
def test_the_log_of_a_morning_names_nobody_and_holds_no_secret(
    db: Database,
    data_folder: Path,
    save: Save,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)
    caplog.set_level(logging.DEBUG)
    set_password(db, person(db, Role.STAFF), PASSWORD)
    app = create_app(Settings(data=data_folder, smtp_url="smtp://localhost:9"), MONDAY)
    secrets = _morning(app, db)
    assert "security event='wrong password'" in caplog.text
    assert "security event='signed in'" in caplog.text
    for secret in secrets:
        assert secret not in caplog.text
    assert "@" not in caplog.text
