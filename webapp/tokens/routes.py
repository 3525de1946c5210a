"""The page on which people make tokens for programs, and revoke them."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import current_account
from webapp.request import db, now, today
from webapp.tokens import queries
from webapp.tokens.queries import SCOPE_LABELS, VALID_DAYS, RefusedToken, scopes_for, tokens_of

bp = Blueprint("tokens", __name__, template_folder="templates")


@bp.get("/konto/zugaenge")
def page() -> str:
    """The tokens of this person, and a form to make one."""
    return _page()


@bp.post("/konto/zugaenge")
def make() -> ResponseReturnValue:
    """Make a token; this answer alone shows it."""
    days = request.form.get("days", "")
    try:
        token = queries.make_token(
            db(),
            current_account(),
            request.form.get("name", ""),
            request.form.getlist("scopes"),
            int(days) if days.isascii() and days.isdecimal() and len(days) < 5 else 0,
            today(),
        )
    except RefusedToken as error:
        return _page(problem=str(error), about=error.about), 400
    return _page(token=token)


@bp.post("/konto/zugaenge/<int:number>/widerrufen")
def revoke(number: int) -> ResponseReturnValue:
    """Revoke a token of this person."""
    at = now().isoformat(timespec="seconds")
    if not queries.revoke_token(db(), current_account().id, number, at):
        abort(404)
    flash("Der Zugang ist widerrufen.", "success")
    return redirect(url_for("tokens.page"), 303)


def _page(token: str = "", problem: str = "", about: str = "") -> str:
    account = current_account()
    return render_template(
        "tokens/tokens.html",
        tokens=tokens_of(db(), account.id, today()),
        scopes={scope: SCOPE_LABELS[scope] for scope in scopes_for(account)},
        labels=SCOPE_LABELS,
        days=VALID_DAYS,
        token=token,
        problem=problem,
        about=about,
        said=request.form,
    )
