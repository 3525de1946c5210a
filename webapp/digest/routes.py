"""Cancelling the letter with one click, as RFC 8058 wants it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.accounts.access import csrf, public
from webapp.accounts.queries import subscribe
from webapp.digest.readers import account_with_token
from webapp.request import db

bp = Blueprint("digest", __name__, template_folder="templates")


@bp.get("/abbestellen/<token>")
@public
def ask_to_unsubscribe(token: str) -> ResponseReturnValue:
    """Show a button: mail scanners open every link, so opening it must not change anything."""
    return _page(token, asked=True)


@bp.post("/abbestellen/<token>")
@csrf.exempt
@public
def unsubscribe(token: str) -> ResponseReturnValue:
    """Cancel the letter at once: mail programs post here without login, cookie or form token."""
    found = account_with_token(db(), token)
    if found is not None:
        subscribe(db(), found[0], False)
    return _page(token, asked=False)


def _page(token: str, *, asked: bool) -> ResponseReturnValue:
    found = account_with_token(db(), token)
    email, subscribed = found[1:] if found else ("", False)
    page = render_template(
        "digest/unsubscribe.html", email=email, subscribed=subscribed, asked=asked
    )
    return page, 200 if found else 404
