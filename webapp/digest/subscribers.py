"""Who gets the letter, whether this week's is still to be made, and the token that cancels it."""

from datetime import date, timedelta

from sqlite_utils import Database

from index.schema import writing
from webapp.accounts.account import Account
from webapp.accounts.queries import account_by_email


def subscribers(db: Database) -> list[Account]:
    """Everybody who wants the letter, by address."""
    rows = db.query("select email from account where subscribed order by email")
    found = (account_by_email(db, row["email"]) for row in rows)
    return [account for account in found if account]


def is_week_due(db: Database, account: Account, today: date) -> bool:
    """Tell whether this week's letter (Monday, or the first run after it) is still to be made."""
    monday = today - timedelta(days=today.weekday())
    rows = db.query("select letter_checked_on from account where id = ?", [account.id])
    checked = next(iter(rows))["letter_checked_on"]
    return checked is None or date.fromisoformat(checked) < monday


def note_week(db: Database, account: Account, today: date) -> None:
    """Note that this week's letter was made, or that there was nothing to tell."""
    with writing(db):
        db.table("account").update(account.id, dict(letter_checked_on=today.isoformat()))


def unsubscribe_token(db: Database, account: Account) -> str:
    """The token of the link that cancels the letter; it does nothing else and does not expire."""
    rows = db.query("select unsubscribe_token from account where id = ?", [account.id])
    return str(next(iter(rows))["unsubscribe_token"])


def subscriber_with(db: Database, token: str) -> Account | None:
    """The account whose letter this token cancels."""
    rows = db.query("select email from account where unsubscribe_token = ?", [token])
    return next((account_by_email(db, row["email"]) for row in rows), None)
