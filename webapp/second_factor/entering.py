"""The last step of every way in: with a second factor its code, else the wanted page."""

from datetime import datetime, timedelta

from flask import redirect, session, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts import access
from webapp.accounts.account import Account
from webapp.accounts.queries import account_with_id
from webapp.accounts.security_events import Event, told
from webapp.accounts.targets import own_page
from webapp.request import db, now
from webapp.second_factor import keeping

_WAITING = "waiting"
_TIME_FOR_THE_CODE = timedelta(minutes=5)


def enter(account: Account, target: str | None) -> ResponseReturnValue:
    """Let somebody in who has shown the first factor, or ask for the second."""
    access.sign_out()  # who was signed in before is not any more
    session.clear()  # nothing of what somebody else did at this computer goes on
    if keeping.is_on(db(), account.id):
        session[_WAITING] = [account.id, now().isoformat(), target]
        return redirect(url_for("second_factor.code_page"), 303)
    access.sign_in(account)
    told(Event.SIGNED_IN, account.id, by="one factor")
    return redirect(own_page(target), 303)


def waiting() -> tuple[Account, str | None] | None:
    """Who has to type a code, and where to go then; nobody after five minutes."""
    number, since, target = session.get(_WAITING) or (0, "", None)
    if not number or now() - datetime.fromisoformat(since) > _TIME_FOR_THE_CODE:
        return None
    account = account_with_id(db(), number)
    return (account, target) if account and account.active else None


def let_in(account: Account, target: str | None) -> ResponseReturnValue:
    """Begin the session after the second factor."""
    session.clear()
    access.sign_in(account)
    told(Event.SIGNED_IN, account.id, by="two factors")
    return redirect(own_page(target), 303)
