"""Prognoses: on pages of programmes and Vorhaben, and the list of the Fördermittelmanagement."""

from collections.abc import Callable, Iterable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.programme import Programme, programme
from index.vocabulary import Status
from matcher.forecast import Forecast
from matcher.project import Project
from webapp.accounts.access import Role, current_account, for_roles, signed_in
from webapp.forecasts.deciding import Verdict, decide, take_back
from webapp.forecasts.fits import expected_for_project
from webapp.forecasts.forms import ForecastForm
from webapp.forecasts.past_calls import programmes_with_calls
from webapp.forecasts.queries import (
    Expectation,
    all_expectations,
    expectations,
    forecasts_of,
    may_come_again,
    summary,
)
from webapp.paging import page_number, pages
from webapp.request import db, now, today

bp = Blueprint("forecasts", __name__, template_folder="templates")

_SIZE = 30
_ONE = "/prognosen/<int:number>"


@bp.app_context_processor
def _give_forecasts() -> dict[str, Callable[..., object]]:
    """Let other pages say when a programme may be called again."""
    return dict(
        forecast_of=_forecast_of, expected_for=_expected_for, forecasts_among=_forecasts_among
    )


@bp.get("/prognosen")
@for_roles(Role.MANAGER)
def page() -> str:
    """Everything that is expected to be called again, with its basis; the nearest first."""
    found = all_expectations(db(), today())
    number = min(page_number(request.args), max(1, -(-len(found) // _SIZE)))
    return render_template(
        "forecasts/list.html",
        expected=found[(number - 1) * _SIZE : number * _SIZE],
        total=len(found),
        any_call=bool(programmes_with_calls(db())),
        pages=pages(len(found), _SIZE, number, lambda it: url_for("forecasts.page", seite=it)),
        summary=summary,
    )


@bp.route(_ONE, methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def correct(number: int) -> ResponseReturnValue:
    """Put another month in the place of a prognosis, or say that there is none."""
    found = _expectation(number)
    form = ForecastForm(today(), data=_values(found))
    if form.validate_on_submit():
        if form.seen.data != _mark(found):
            flash("Inzwischen steht hier etwas anderes; bitte sehen Sie noch einmal nach.")
            return redirect(url_for("forecasts.correct", number=number), 303)
        seen = summary(found.computed)
        decide(db(), number, form.expected, form.reason.data, seen, current_account(), now())
        flash("Eingetragen.", "success")
        return redirect(url_for("forecasts.page"), 303)
    page = render_template(
        "forecasts/form.html", expectation=found, form=form, mark=_mark(found), summary=summary
    )
    return page, 400 if form.is_submitted() else 200


@bp.post(f"{_ONE}/zuruecknehmen")
@for_roles(Role.MANAGER)
def undo(number: int) -> ResponseReturnValue:
    """Let the earlier calls speak again."""
    take_back(db(), number, current_account(), now())
    flash("Zurückgenommen. Es gilt wieder, was aus den früheren Aufrufen folgt.", "success")
    return redirect(url_for("forecasts.page"), 303)


def _expectation(number: int) -> Expectation:
    """What is expected of a programme; also where nothing is, so that something can be entered."""
    one = programme(db(), number)
    if one is None or not may_come_again(one, today()):
        abort(404)
    stands = expectations(db(), [one], today()).get(number)
    return stands or Expectation(programme=one, computed=None, decided=None)


def _mark(found: Expectation) -> str:
    """What the form was opened with: another decision or another basis makes it another one."""
    return f"{found.decided.id if found.decided else 0} {summary(found.computed)}"


def _values(found: Expectation) -> dict[str, str]:
    if found.decided is None:
        return {}
    month = found.decided.month
    return dict(
        verdict=found.decided.verdict.value,
        month=f"{month:%Y-%m}" if month else "",
        reason=found.decided.reason,
    )


def _forecast_of(one: Programme) -> str:
    """What the page of a programme says of the next call."""
    account = signed_in()
    if account is None or not may_come_again(one, today()):
        return ""
    found = expectations(db(), [one], today()).get(one.id)
    manages = account.role is Role.MANAGER
    if not manages and (found is None or found.forecast is None):
        return ""
    return render_template(
        "forecasts/_on_programme.html",
        programme=one,
        expectation=found,
        dismissed=Verdict.DISMISSED,
        may_decide=manages,
    )


def _expected_for(project: Project) -> str:
    """What the page of a Vorhaben says of programmes that may be called again."""
    found = expected_for_project(db(), project.id, today())
    return render_template("forecasts/_on_project.html", expected=found) if found else ""


def _forecasts_among(programmes: Iterable[Programme]) -> dict[int, Forecast]:
    """The prognoses of a page of hits; only closed programmes are asked for."""
    waiting = (Status.CLOSED, Status.PAUSED, Status.UNKNOWN)
    some = [it for it in programmes if it.standing(today()).status in waiting]
    return forecasts_of(db(), some, today()) if some else {}
