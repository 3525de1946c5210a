"""Every route is walked with every role: what it answers, tells and changes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import MONDAY, make_source
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from private_town import (
    MARKERS,
    NOT_PRIVATE,
    OF_THE_TOWN,
    Watched,
    settle,
    tables_of_people,
)
from pypdf import PdfReader
from route_table import LOGIN, NUMBERS, ROLES, TABLE
from visitors import let_in

from index.municipality import add_municipalities
from index.schema import create_database
from index.source import remember_source
from index.store import Database
from webapp.accounts.account import Account
from webapp.settings import Settings
from webapp.site import create_app

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
HOW = (
    "Give it a line in tests/webapp/accounts/route_table.py, and what it keeps private a marker"
    " in private_town.py."
)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The site over a town with secrets, the session of each role, and a copy to go back to."""

    app: Flask
    folder: Path
    watched: Watched
    headers: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    folder = tmp_path_factory.mktemp("routes")
    db = create_database(folder)
    add_municipalities(db)
    remember_source(db, make_source())
    people = settle(db, folder)
    app = create_app(Settings(data=folder), MONDAY)
    headers = {name: _headers(app, db, people.get(name)) for name in ROLES}
    db.close()  # with the last connection everything is in the one file
    watched = Watched(folder)
    yield Ground(app=app, folder=folder, watched=watched, headers=headers)
    watched.close()


def _headers(app: Flask, db: Database, account: Account | None) -> dict[str, str]:
    """The cookie of a session, and the token that its forms carry."""
    client = app.test_client()
    if account:
        let_in(client, db, account.id)
    with client.session_transaction() as session:
        session["csrf_token"] = "of the walk"
    cookie = client.get_cookie("foerdernetz")
    assert cookie
    signer = URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token")
    token = signer.dumps("of the walk")
    return {"Cookie": f"foerdernetz={cookie.value}", "X-CSRFToken": str(token)}


def routes(app: Flask) -> dict[str, str]:
    """Every method of every endpoint with the address to call."""
    found = {}
    for rule in app.url_map.iter_rules():
        for method in METHODS:
            key = f"{method} {rule.endpoint}"
            if method in (rule.methods or ()) and key in TABLE:
                values = {name: NUMBERS.get(name, 1) for name in rule.arguments}
                built = rule.build(values | dict(TABLE[key].values))
                assert built, key
                found[key] = built[1] + TABLE[key].query
            elif method in (rule.methods or ()):
                found[key] = ""
    return found


def test_the_table_names_every_route_and_no_other(ground: Ground) -> None:
    found = routes(ground.app)
    assert sorted(set(found) - set(TABLE)) == [], HOW
    assert sorted(set(TABLE) - set(found)) == []


def test_whatever_belongs_to_a_town_or_a_person_is_watched_here(ground: Ground) -> None:
    db = create_database(ground.folder)
    for name, condition in tables_of_people(db).items():
        there = db.execute(f"select count(*) from {name} where {condition}").fetchone()[0]
        assert there or name in NOT_PRIVATE, f"Nothing of A is in the table {name}. {HOW}"
    db.close()


def test_every_role_gets_the_answer_of_the_table_and_no_secret_of_a_town(ground: Ground) -> None:
    walk = Walk(ground)
    for key, address in routes(ground.app).items():
        for role in ROLES if address else ():
            walk.call(role, key, address)
    assert not walk.wrong, "\n".join(walk.wrong)
    # A marker that nobody reads anywhere would prove nothing.
    assert walk.told == {marker: set(readers) for marker, readers in MARKERS.items()}
    assert walk.calls == len(TABLE) * len(ROLES)


def as_text(data: bytes) -> str:
    """What stands in a file that was packed; nothing for a page, which needs no unpacking."""
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as packed:
            return "".join(packed.read(name).decode() for name in packed.namelist())
    if data.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return ""


class Walk:
    """Calls routes and writes down what was not as it should be."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.calls = ground, 0
        # Every call brings the cookie of the beginning, so none depends on the one before.
        self.client = ground.app.test_client(use_cookies=False)
        self.wrong: list[str] = []
        self.told: dict[str, set[str]] = defaultdict(set)

    def call(self, role: str, key: str, address: str) -> None:
        """Call one route as one role."""
        line, method = TABLE[key], key.partition(" ")[0]
        answer = self.client.open(
            address,
            method=method,
            data=dict(line.data()),
            headers=self.ground.headers[role],
        )
        said = answer.data + as_text(answer.data).encode()
        expected = line.expected(role)
        if method != "GET" and expected == LOGIN:
            expected = 303
        if answer.status_code != expected:
            self.wrong.append(f"{role}: {key}: {answer.status_code}, not {expected}")
        for marker in (it for it in MARKERS if it.encode() in said):
            self.told[marker].add(role)
            if role not in MARKERS[marker]:
                self.wrong.append(f"{role}: {key} tells {marker}")
        answer.close()
        self.calls += 1
        if self.ground.watched.was_written():
            may = role in OF_THE_TOWN or (role == "admin" and line.writes)
            if not may and self.ground.watched.a_changed():
                self.wrong.append(f"{role}: {key} changes something of A")
            if method == "GET" and not line.writes:
                self.wrong.append(f"{role}: {key} writes")
            self.ground.watched.put_back()
