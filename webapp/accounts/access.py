"""Who may open which page: everything needs a login unless it is marked `@public`."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf import CSRFProtect

from index.municipality import Municipality, municipalities, municipality
from webapp.accounts import queries, sessions
from webapp.accounts.account import WRITERS, Account, Role, limited_to, may_see_project
from webapp.accounts.security_events import Event, told
from webapp.request import db, now, today

__all__ = [
    "WRITERS",
    "Account",
    "Role",
    "csrf",
    "current_account",
    "for_roles",
    "init_app",
    "limited_to",
    "may_see_project",
    "public",
    "session_token",
    "sign_in",
    "sign_out",
    "signed_in",
    "towns_to_write_for",
]

View = TypeVar("View", bound=Callable[..., Any])

csrf = CSRFProtect()
"""Checks the token of every form; `@csrf.exempt` marks the few addresses that others post to."""

_OWN = ("accounts", "second_factor")
_READING = ("GET", "HEAD", "OPTIONS")
_login = LoginManager()


class _Session(UserMixin):
    """What Flask-Login remembers: the account, and the token of the session."""

    def __init__(self, account: Account, token: str) -> None:
        self.account = account
        self.token = token

    def get_id(self) -> str:
        """The text in the session cookie."""
        return self.token


def public(view: View) -> View:
    """Mark a view that nobody needs to sign in for."""
    setattr(view, "is_public", True)  # noqa: B010 - functions have no such attribute for mypy
    return view


def for_roles(*roles: Role) -> Callable[[View], View]:
    """Mark a view that only people of these roles may open; everybody else gets 403."""

    def mark(view: View) -> View:
        setattr(view, "allowed_roles", frozenset(roles))  # noqa: B010
        return view

    return mark


def signed_in() -> Account | None:
    """The account of this request, or `None` when nobody is signed in."""
    return current_user.account if current_user.is_authenticated else None


def current_account() -> Account:
    """The account of this request; on a public page without a login the answer is 401."""
    account = signed_in()
    if account is None:
        abort(401)
    return account


def towns_to_write_for() -> list[Municipality]:
    """The municipalities for which the person of this request may write something."""
    account = current_account()
    if account.role not in WRITERS:
        return []
    limit = limited_to(account)
    if limit is None:
        return list(municipalities(db()))
    own = municipality(db(), limit)
    return [own] if own else []


def sign_in(account: Account) -> None:
    """Begin a session for this account."""
    agent = request.headers.get("User-Agent", "")
    login_user(_Session(account, sessions.begin(db(), account.id, agent, now())))


def sign_out() -> None:
    """End the session."""
    sessions.end(db(), session_token())
    logout_user()


def session_token() -> str:
    """The token of this session; an empty text when nobody is signed in."""
    return current_user.token if current_user.is_authenticated else ""


def init_app(app: Flask) -> None:
    """Guard every route of the site, and every form."""
    _login.init_app(app)
    # The login first: who is not signed in is asked to, before a form is looked at.
    app.before_request(_guard)
    csrf.init_app(app)
    app.context_processor(lambda: dict(account=signed_in()))


@_login.user_loader
def _load(token: str) -> _Session | None:
    number = sessions.account_in(db(), token, now())
    account = queries.account_with_id(db(), number) if number else None
    return _Session(account, token) if account and account.active else None


def _guard() -> ResponseReturnValue | None:
    endpoint = request.endpoint
    if endpoint is None:  # unknown addresses answer 404 by themselves
        return None
    view = current_app.view_functions[endpoint]
    if getattr(view, "is_public", False):
        return None
    account = signed_in()
    if account is None:
        return _ask_to_sign_in()
    roles = getattr(view, "allowed_roles", None)
    if roles is not None and account.role not in roles:
        told(Event.FORBIDDEN, account.id, where=endpoint)
        abort(403)
    return _refuse_left(account) if request.method not in _READING else None


def _refuse_left(account: Account) -> ResponseReturnValue | None:
    """Let the people of a municipality that does not take part read, but change nothing."""
    if account.role in (Role.MANAGER, Role.ADMIN) or request.blueprint in _OWN:
        return None
    town = municipality(db(), account.municipality or "")
    if town is None or town.takes_part(today()):
        return None
    heading = "Nur noch lesen"
    sentence = (
        f"{town.short_name} nimmt zurzeit nicht am Fördernetz teil: Sie können alles lesen und"
        " mitnehmen, aber nichts eintragen oder ändern."
    )
    return render_template("error.html", code=403, heading=heading, sentence=sentence), 403


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.method not in ("GET", "HEAD"):
        return redirect(url_for("accounts.sign_in_page"), 303)
    target = request.full_path.removesuffix("?")
    wanted = None if target == "/" else target
    return redirect(url_for("accounts.sign_in_page", weiter=wanted))
