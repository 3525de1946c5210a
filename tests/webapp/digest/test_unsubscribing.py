"""Cancelling the letter with one click (RFC 8058)."""

from pathlib import Path

import pytest
from conftest import MONDAY
from flask.testing import FlaskClient
from letters import make_person

from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.queries import account_by_email
from webapp.digest.readers import reader_with_account
from webapp.settings import Settings
from webapp.site import create_app


def unsubscribe_token(db: Database, account: Account) -> str:
    return reader_with_account(db, account.id).unsubscribe_token


ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def client(db: Database, data_folder: Path) -> FlaskClient:
    """A mail program: no login, no cookie, no form token."""
    return create_app(Settings(data=data_folder), MONDAY).test_client(use_cookies=False)


@pytest.fixture
def jana(db: Database) -> Account:
    return make_person(db)


def _wants_letter(db: Database, account: Account) -> bool:
    found = account_by_email(db, account.email)
    assert found is not None
    return found.subscribed


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_the_link_changes_nothing(
    db: Database, client: FlaskClient, jana: Account, method: str
) -> None:
    address = f"/abbestellen/{unsubscribe_token(db, jana)}"
    for _ in range(2):
        assert client.open(address, method=method).status_code == 200
    assert _wants_letter(db, jana)


def test_posting_cancels_at_once_and_may_be_repeated(
    db: Database, client: FlaskClient, jana: Account
) -> None:
    other = make_person(db, "otto")
    address = f"/abbestellen/{unsubscribe_token(db, jana)}"
    for _ in range(2):
        answer = client.post(address, data=ONE_CLICK)
        assert answer.status_code == 200
        assert "ist abbestellt" in answer.text
        assert not _wants_letter(db, jana)
    assert _wants_letter(db, other)


def test_the_page_has_a_button_for_people(db: Database, client: FlaskClient, jana: Account) -> None:
    page = client.get(f"/abbestellen/{unsubscribe_token(db, jana)}").text
    assert '<form method="post">' in page
    assert jana.email in page


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_token_cancels_nothing(
    db: Database, client: FlaskClient, jana: Account, method: str
) -> None:
    answer = client.open("/abbestellen/geraten", method=method, data=ONE_CLICK)
    assert answer.status_code == 404
    assert _wants_letter(db, jana)


def test_the_token_of_the_letter_opens_nothing_else(
    db: Database, client: FlaskClient, jana: Account
) -> None:
    assert client.get(f"/einladung/{unsubscribe_token(db, jana)}").status_code == 404
