"""Cancelling the letter with one click, as RFC 8058 wants it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.accounts.access import csrf, public
from webapp.digest.cancelling import Order, cancel, order_with
from webapp.request import db, today

bp = Blueprint("digest", __name__, template_folder="templates")


@bp.get("/abbestellen/<token>")
@public
def ask_to_unsubscribe(token: str) -> ResponseReturnValue:
    """Show a button: mail scanners open every link, so opening it must not change anything."""
    return _page(order_with(db(), token), asked=True)


@bp.post("/abbestellen/<token>")
@csrf.exempt
@public
def unsubscribe(token: str) -> ResponseReturnValue:
    """Cancel the letter at once: mail programs post here without login, cookie or form token."""
    return _page(cancel(db(), token, today()), asked=False)


def _page(order: Order | None, *, asked: bool) -> ResponseReturnValue:
    page = render_template("digest/unsubscribe.html", order=order, asked=asked)
    return page, 200 if order else 404
