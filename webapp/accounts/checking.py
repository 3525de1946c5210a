"""Checking address and password behind the brake."""

from webapp.accounts import queries, throttle
from webapp.accounts.account import Account
from webapp.accounts.security_events import Event, told
from webapp.request import caller_address, db, now

WRONG = "E-Mail-Adresse oder Passwort ist falsch."
WAIT = "Zu viele Versuche. Bitte warten Sie eine Viertelstunde und versuchen Sie es dann erneut."


def check(email: str, password: str) -> tuple[Account | None, str, int]:
    """Give the account, or what to say and with which status."""
    email, computer = queries.normal_email(email)[: queries.LONGEST_EMAIL], caller_address()
    if not throttle.may_try(db(), email, computer, now()):
        told(Event.TOO_MANY_TRIES, _number(email), by="password")
        return None, WAIT, 429
    account = queries.account_with_password(db(), email, password)
    if account is None:
        told(Event.WRONG_PASSWORD, _number(email))
        return None, WRONG, 401
    throttle.forget(db(), email, computer)
    return account, "", 200


def _number(email: str) -> int | None:
    """The account that was tried; an address that nobody has here stays out of the log."""
    found = queries.account_by_email(db(), email)
    return found.id if found else None
