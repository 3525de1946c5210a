"""What all pages of duties share: where they hang, and which duty somebody may open or change."""

from flask import Blueprint, abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from webapp.accounts.access import WRITERS, current_account
from webapp.applications.akte import Application
from webapp.applications.blueprint import visible
from webapp.duties import queries
from webapp.duties.duty import Duty
from webapp.request import db

bp = Blueprint("duties", __name__, template_folder="templates")

ONE = "/pflichten/<int:number>"
OVERTAKEN = "Inzwischen hat jemand anders diese Pflicht geändert; bitte sehen Sie noch einmal nach."


def seen_duty(number: int) -> Duty:
    """The duty, if this person may see its akte; to everybody else it does not exist."""
    return queries.duty(db(), number, current_account()) or abort(404)


def own_duty(number: int) -> Duty:
    """The duty, if this person may change it: everybody who writes in a town that applies."""
    found = seen_duty(number)
    return found if current_account().role in WRITERS else abort(403)


def own_akte(number: int) -> Application:
    """The akte, if this person may add duties to it."""
    found = visible(number)
    return found if current_account().role in WRITERS else abort(403)


def to_duty(number: int, done: bool, said: str) -> Response:
    """Go to the page of a duty and tell there what was done, or that a colleague was quicker."""
    flash(said if done else OVERTAKEN, "success" if done else "warning")
    return redirect(url_for("duties.page", number=number), 303)
