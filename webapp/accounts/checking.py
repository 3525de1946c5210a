"""Checking address and password behind the brake."""

from webapp.accounts import queries, throttle
from webapp.accounts.account import Account
from webapp.request import caller_address, db, now

WRONG = "E-Mail-Adresse oder Passwort ist falsch."
WAIT = "Zu viele Versuche. Bitte warten Sie eine Viertelstunde und versuchen Sie es dann erneut."


def check(email: str, password: str) -> tuple[Account | None, str, int]:
    """Give the account, or what to say and with which status."""
    email, computer = queries.normal_email(email)[: queries.LONGEST_EMAIL], caller_address()
    if not throttle.may_try(db(), email, computer, now()):
        return None, WAIT, 429
    account = queries.account_with_password(db(), email, password)
    if account is None:
        return None, WRONG, 401
    throttle.forget(db(), email, computer)
    return account, "", 200
