"""What the pages of joint possibilities share."""

from datetime import datetime

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from index.programme import Programme, programme
from webapp.joint.interest import Interested, interested_in
from webapp.request import db, now, today

bp = Blueprint("joint", __name__, template_folder="templates")

OVERTAKEN = "Inzwischen hat jemand anders das geändert; bitte sehen Sie noch einmal nach."


def open_programme(number: int) -> Programme:
    """The programme, unless it is hidden."""
    found = programme(db(), number)
    return found if found and not found.hidden_because else abort(404)


def known_interest(found: Programme) -> Interested:
    """Which municipalities it concerns; a programme for nobody is not found."""
    stood = interested_in(db(), found)
    return stood if stood.towns else abort(404)


def to_call(number: int) -> Response:
    """Go to the page of one call."""
    return redirect(url_for("joint.interest", number=number), 303)


def moment() -> datetime:
    """Now, on the day the site acts on: whether an answer is late follows that day."""
    return datetime.combine(today(), now().timetz())
