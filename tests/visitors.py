"""People who visit the site in tests, signed in without typing a password."""

from datetime import UTC, date, datetime
from pathlib import Path

from conftest import MONDAY
from flask.testing import FlaskClient
from sqlite_utils import Database

from webapp.accounts.account import Role
from webapp.accounts.queries import account_by_email, create_account, set_password
from webapp.accounts.sessions import begin
from webapp.settings import Settings
from webapp.site import create_app

RIEDSTADT = "06433011"
PASSWORD = "Grüne Wiesen am Altrhein"


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
