"""The page of one programme."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, render_template, request, url_for

from index.programme import programme
from webapp.accounts.access import current_account
from webapp.programmes.history import changes, fitting_projects
from webapp.programmes.passages import sections
from webapp.programmes.quick_check import quick_check
from webapp.programmes.wording import FIELD_LABELS, PRESENCE_LABELS, procedure_in_german
from webapp.request import db, today

bp = Blueprint("programmes", __name__, template_folder="templates")


@bp.get("/programm/<int(max=9999999999):number>")
def page(number: int) -> str:
    """Everything that is known about one programme, the answers people need first."""
    found = programme(db(), number)
    if found is None:
        abort(404)
    return render_template(
        "programmes/programme.html",
        programme=found,
        standing=found.standing(today()),
        answers=quick_check(found, today()),
        sections=list(sections(found)),
        changes=list(changes(db(), number)),
        fits=list(fitting_projects(db(), number, current_account())),
        labels=FIELD_LABELS,
        presence_labels=PRESENCE_LABELS,
        procedure=procedure_in_german,
        back=_search_before(),
    )


def _search_before() -> str | None:
    """The address of the search that led here, so that its words and filters are not lost."""
    came_from = urlsplit(request.referrer or "")
    address = url_for("search.page")
    return f"{address}?{came_from.query}" if came_from.path == address else None
