"""Telling the other municipalities what came of an application, and taking it back."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from index.programme import Programme
from webapp.accounts.access import WRITERS, current_account, for_roles, signed_in
from webapp.experience import queries
from webapp.experience.forms import ExperienceForm
from webapp.experience.queries import Experience
from webapp.programmes.shown import shown_programme
from webapp.request import db, now, seen_version

bp = Blueprint("experience", __name__, template_folder="templates")

_ONE = "/erfahrungen/<int:number>"
_OVERTAKEN = (
    "Inzwischen hat jemand aus Ihrer Kommune das geändert; bitte sehen Sie noch einmal nach."
)


@bp.app_context_processor
def _give_experience() -> dict[str, Callable[[Programme], str]]:
    """Let the page of a programme show who has experience with it."""
    return dict(experience_of=_experience_of)


@bp.route("/programm/<int:number>/erfahrung", methods=["GET", "POST"])
@for_roles(*WRITERS)
def tell(number: int) -> ResponseReturnValue:
    """Tell what the own municipality has experienced."""
    found, account, form = shown_programme(number), current_account(), ExperienceForm()
    if not account.municipality:
        abort(403)
    if form.validate_on_submit():
        queries.tell(db(), number, form.told, account, now())
        flash("Danke. Alle Kommunen sehen jetzt Ihre Erfahrung.", "success")
        return _back(number)
    page = render_template("experience/form.html", programme=found, form=form, stood=None)
    return page, 400 if form.is_submitted() else 200


@bp.route(_ONE, methods=["GET", "POST"])
@for_roles(*WRITERS)
def change(number: int) -> ResponseReturnValue:
    """Correct what the own municipality told."""
    stood = _own(number)
    told = stood.told
    form = ExperienceForm(
        data=dict(
            outcome=told.outcome.value,
            year=str(told.year or ""),
            contact=told.contact,
            words=told.words,
            consent=True,
            version=stood.version,
        )
    )
    if form.validate_on_submit():
        done = queries.tell_otherwise(
            db(), number, form.told, seen_version(), current_account(), now()
        )
        flash("Geändert." if done else _OVERTAKEN, "success" if done else "warning")
        return _back(stood.programme)
    found = shown_programme(stood.programme)
    page = render_template("experience/form.html", programme=found, form=form, stood=stood)
    return page, 400 if form.is_submitted() else 200


@bp.post(f"{_ONE}/loeschen")
@for_roles(*WRITERS)
def forget(number: int) -> ResponseReturnValue:
    """Take back what the own municipality told."""
    stood = _own(number)
    queries.forget(db(), number)
    flash("Die Angabe ist gelöscht.", "success")
    return _back(stood.programme)


def _experience_of(found: Programme) -> str:
    account = signed_in()
    if account is None:
        return ""
    told = queries.experience_with(db(), found.id)
    return render_template(
        "experience/_on_programme.html",
        programme=found,
        told=told,
        own={it.id for it in told if it.may_be_changed(account)},
        may_tell=account.role in WRITERS and account.municipality,
    )


def _own(number: int) -> Experience:
    found = queries.experience(db(), number) or abort(404)
    return found if found.may_be_changed(current_account()) else abort(403)


def _back(programme: int) -> ResponseReturnValue:
    return redirect(url_for("programmes.page", number=programme, _anchor="erfahrung"), 303)
