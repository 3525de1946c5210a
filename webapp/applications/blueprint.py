"""What all pages of Förderakten share: where they hang, and which akte somebody may open."""

from typing import NoReturn

from flask import Blueprint, abort, flash, redirect, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from webapp.accounts.access import current_account
from webapp.applications import queries
from webapp.applications.akte import Application, may_change
from webapp.applications.changes import seen
from webapp.request import db, seen_version

bp = Blueprint("applications", __name__, template_folder="templates")

ONE = "/foerderakten/<int:number>"
OVERTAKEN = (
    "Inzwischen hat jemand anders die Akte geändert. Ihre Eingabe steht noch hier; bitte sehen Sie"
    " nach, was sich geändert hat, und speichern Sie dann noch einmal."
)


def visible(number: int) -> Application:
    """The akte, if this person may see it; to everybody else it does not exist."""
    return queries.application(db(), number, current_account()) or abort(404)


def changeable(number: int) -> Application:
    """The akte, if this person may change it as a whole."""
    found = visible(number)
    return found if may_change(current_account(), found) else refuse()


def as_sent(found: Application) -> Application:
    """The akte with the version that the form at hand showed."""
    return seen(found, seen_version())


def overtaken(form: FlaskForm, found: Application) -> None:
    """Say that a colleague was quicker; what was typed stays, and saving again is possible."""
    flash(OVERTAKEN, "warning")
    form.version.data = found.version


def refuse() -> NoReturn:
    """Answer that this is not for this person."""
    abort(403)


def back(number: int, anchor: str = "", said: str = "") -> Response:
    """Go to the page of the akte and tell there what was done."""
    if said:
        flash(said, "success")
    return redirect(url_for("applications.page", number=number, _anchor=anchor or None), 303)
