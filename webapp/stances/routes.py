"""Saying what the own municipality makes of a programme, and seeing what others shared."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import municipality
from index.programme import Programme
from webapp.accounts.access import WRITERS, Role, current_account, for_roles, signed_in
from webapp.feedback.queries import dismiss
from webapp.feedback.recommending import mark_seen, recommended_to
from webapp.programmes.history import Fit, fitting_projects
from webapp.programmes.shown import shown_programme
from webapp.projects.judging import renew_feedback
from webapp.projects.queries import project
from webapp.request import db, now, seen_version
from webapp.stances import queries
from webapp.stances.forms import StanceForm
from webapp.stances.progress import all_progress
from webapp.stances.queries import Stance

bp = Blueprint("stances", __name__, template_folder="templates")

_STANCE = "/programm/<int:number>/stand"
_OVERTAKEN = "Inzwischen hat jemand aus Ihrer Kommune etwas anderes eingetragen; hier steht es."


@bp.app_context_processor
def _give_stances() -> dict[str, Callable[[Programme], str]]:
    """Let the page of a programme show what towns say of it, and ask for the own word."""
    return dict(stances_of=_stances_of, stance_buttons_of=_buttons_of)


@bp.route(_STANCE, methods=["GET", "POST"])
@for_roles(*WRITERS)
def say(number: int) -> ResponseReturnValue:
    """Say what the own municipality makes of a programme."""
    found, ags = shown_programme(number), _own_town()
    stood, fits = queries.stance_of(db(), number, ags), _own_fits(number, ags)
    form = StanceForm(data=_values(stood, fits))
    form.projects.choices = [(fit.project, fit.title) for fit in fits]
    if form.validate_on_submit():
        return _write(found, form)
    page = render_template(
        "stances/form.html", programme=found, form=form, stood=stood, town=_name_of(ags)
    )
    return page, 400 if form.is_submitted() else 200


@bp.post(f"{_STANCE}/zuruecknehmen")
@for_roles(*WRITERS)
def take_back(number: int) -> ResponseReturnValue:
    """Take back what the own municipality said."""
    if queries.withdraw_stance(db(), number, _own_town(), seen_version()):
        flash("Der Eintrag ist zurückgenommen.", "success")
    else:
        flash(_OVERTAKEN, "warning")
    return redirect(url_for("programmes.page", number=number, _anchor="stand"), 303)


@bp.get("/empfehlungen")
@for_roles(Role.MANAGER)
def overview() -> str:
    """What was recommended to the towns, and how far each of them is."""
    found = all_progress(db())
    return render_template(
        "stances/overview.html",
        waiting=[it for it in found if it.stance is None],
        answered=[it for it in found if it.stance],
    )


@bp.post("/empfehlungen/<int:recommendation>/gesehen")
@for_roles(*WRITERS)
def seen(recommendation: int) -> ResponseReturnValue:
    """Tick off that the own municipality has seen a recommendation."""
    mine = recommended_to(db(), _own_town())
    found = next((it for it in mine if it.id == recommendation), None) or abort(404)
    mark_seen(db(), recommendation, current_account(), now())
    return redirect(url_for("programmes.page", number=found.programme.id, _anchor="stand"), 303)


def _write(found: Programme, form: StanceForm) -> ResponseReturnValue:
    account, said = current_account(), form.said
    if not queries.take_stance(db(), found.id, said, seen_version(), account, now()):
        flash(_OVERTAKEN, "warning")
        return redirect(url_for("stances.say", number=found.id), 303)
    for number in form.projects.data if said.reasons else ():
        dismiss(db(), number, found, said.reasons, said.words, account, now())
        if vorhaben := project(db(), number):
            renew_feedback(db(), vorhaben)
    flash(f"Eingetragen: {said.says.value}.", "success")
    return redirect(url_for("programmes.page", number=found.id, _anchor="stand"), 303)


def _values(stood: Stance | None, fits: list[Fit]) -> dict[str, object]:
    wanted = request.args.get("sagt", "")
    if stood is None:
        return dict(says=wanted, projects=[fit.project for fit in fits], version=0)
    return dict(
        says=wanted or stood.says.name,
        reasons=[reason.name for reason in stood.reasons],
        words=stood.words,
        shared=stood.shared,
        projects=[fit.project for fit in fits],
        version=stood.version,
    )


def _own_fits(number: int, ags: str) -> list[Fit]:
    """The Vorhaben of the own municipality that the programme fits."""
    return [it for it in fitting_projects(db(), number, current_account()) if it.ags == ags]


def _own_town() -> str:
    return current_account().municipality or abort(403)


def _name_of(ags: str) -> str:
    found = municipality(db(), ags)
    return found.short_name if found else ""


def _stances_of(found: Programme) -> str:
    account = signed_in()
    if account is None:
        return ""
    stances = queries.stances_on(db(), found.id, account)
    mine = recommended_to(db(), account.municipality) if account.municipality else []
    return render_template(
        "stances/_on_programme.html",
        programme=found,
        own=next((it for it in stances if it.municipality == account.municipality), None),
        others=[it for it in stances if it.municipality != account.municipality],
        recommended=[it for it in mine if it.programme.id == found.id],
        may_write=account.role in WRITERS,
    )


def _buttons_of(found: Programme) -> str:
    account = signed_in()
    if account is None or account.role not in WRITERS or not account.municipality:
        return ""
    stood = queries.stance_of(db(), found.id, account.municipality)
    return render_template("stances/_buttons.html", programme=found, stood=stood)
