"""People who visit the site in tests, signed in without typing a password."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import MONDAY
from flask.testing import FlaskClient

from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_by_email, create_account, set_password
from webapp.accounts.sessions import begin
from webapp.settings import Settings
from webapp.site import create_app

RIEDSTADT, TREBUR = "06433011", "06433014"
PASSWORD = "Grüne Wiesen am Altrhein"

CROWD = dict(
    anna=("anna@riedstadt.example", Role.STAFF, RIEDSTADT),
    bernd=("bernd@riedstadt.example", Role.STAFF, RIEDSTADT),
    rita=("rita@riedstadt.example", Role.READER, RIEDSTADT),
    clara=("clara@trebur.example", Role.STAFF, TREBUR),
    dora=("dora@kreis.example", Role.MANAGER, None),
    emil=("emil@kreis.example", Role.ADMIN, None),
    rolf=("rolf@beirat.example", Role.READER, None),
)
"""Two people and a reader of one town, one of another, the manager, the technician, the Beirat."""


@pytest.fixture
def crowd(db: Database) -> dict[str, Account]:
    """Everybody who may or may not read what a town keeps, by first name."""
    return {name: create_account(db, *one, MONDAY)[0] for name, one in CROWD.items()}


@pytest.fixture
def client(db: Database, data_folder: Path, crowd: dict[str, Account]) -> FlaskClient:
    """The browser of Anna; `let_in` hands it to somebody else."""
    found = create_app(Settings(data=data_folder), MONDAY).test_client()
    let_in(found, db, crowd["anna"].id)
    return found


def visitor(
    db: Database,
    folder: Path,
    role: Role = Role.STAFF,
    *,
    ags: str | None = RIEDSTADT,
    today: date = MONDAY,
) -> FlaskClient:
    """A client of a site of its own that somebody of this role is signed in to."""
    number = person(db, role, ags=ags)
    client = create_app(Settings(data=folder), today).test_client()
    let_in(client, db, number)
    return client


def let_in(client: FlaskClient, db: Database, number: int) -> None:
    """Begin a session for this account."""
    with client.session_transaction() as session:
        session["_user_id"] = begin(db, number, "", datetime.now(UTC))
        session["_fresh"] = True


def person(db: Database, role: Role, *, ags: str | None = RIEDSTADT, password: str = "") -> int:
    """Create an account of this role once; gives its number."""
    email = f"{role.value}@example.org"
    account = account_by_email(db, email)
    if account is None:
        town = ags if role is Role.STAFF else None
        account, _ = create_account(db, email, role, town, MONDAY)
    if password:
        set_password(db, account.id, password)
    return account.id


def post(client: FlaskClient, address: str, **data: object) -> int:
    """Send a form with the token of this visitor; gives the status."""
    text = client.get("/konto").text
    token = text.split('name="csrf_token" value="')[1].split('"')[0]
    return client.post(address, data=dict(csrf_token=token, **data)).status_code
