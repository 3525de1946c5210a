"""Telling the other municipalities what came of an application, and taking it back."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from index.programme import Programme
from webapp.accounts.access import WRITERS, Role, current_account, for_roles, signed_in
from webapp.applications.akte import Application
from webapp.applications.queries import application, events
from webapp.experience import queries
from webapp.experience.forms import ExperienceForm, LessonsForm, values_of
from webapp.experience.queries import Experience, Outcome
from webapp.programmes.shown import shown_programme
from webapp.request import db, now, seen_version

bp = Blueprint("experience", __name__, template_folder="templates")

_ONE = "/erfahrungen/<int:number>"
_OVERTAKEN = (
    "Inzwischen hat jemand aus Ihrer Kommune das geändert; bitte sehen Sie noch einmal nach."
)


@bp.app_context_processor
def _give_experience() -> dict[str, Callable[..., str]]:
    """Let the pages of programmes and akten show who has experience, and what is shared."""
    return dict(experience_of=_experience_of, experience_of_akte=_experience_of_akte)


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
    return _form(form, programme=found)


@bp.route("/foerderakten/<int:number>/erfahrung", methods=["GET", "POST"])
@for_roles(*WRITERS)
def share(number: int) -> ResponseReturnValue:
    """Let the other municipalities see what came of an akte: programme, outcome, whom to ask."""
    akte, outcome = _own_akte(number)
    account = current_account()
    assert account.municipality
    assert akte.programme
    if stood := queries.experience_of_akte(db(), number, account.municipality):
        return redirect(url_for("experience.change", number=stood.id), 303)
    form = LessonsForm()
    if form.validate_on_submit():
        told = form.told_of(outcome)
        queries.tell(db(), akte.programme, told, account, now(), application=number)
        flash("Danke. Alle Kommunen sehen jetzt Ihre Erfahrung.", "success")
        return _back(akte.programme)
    return _form(
        form,
        programme=shown_programme(akte.programme),
        akte=akte,
        outcome=outcome,
        in_akte=_reasons_of(akte),
    )


@bp.route(_ONE, methods=["GET", "POST"])
@for_roles(*WRITERS)
def change(number: int) -> ResponseReturnValue:
    """Correct what the own municipality told."""
    stood = _own(number)
    values = values_of(stood.told) | dict(consent=True, version=stood.version)
    form = LessonsForm(data=values) if stood.application else ExperienceForm(data=values)
    if form.validate_on_submit():
        told = form.told if isinstance(form, ExperienceForm) else form.told_of(stood.told.outcome)
        done = queries.tell_otherwise(db(), number, told, seen_version(), current_account(), now())
        flash("Geändert." if done else _OVERTAKEN, "success" if done else "warning")
        return _back(stood.programme)
    return _form(
        form,
        programme=shown_programme(stood.programme),
        stood=stood,
        outcome=stood.told.outcome if stood.application else None,
    )


@bp.post(f"{_ONE}/loeschen")
@for_roles(*WRITERS)
def forget(number: int) -> ResponseReturnValue:
    """Take back what the own municipality told."""
    stood = _own(number)
    queries.forget(db(), number)
    flash("Die Angabe ist gelöscht.", "success")
    return _back(stood.programme)


def _form(form: LessonsForm, **more: Any) -> ResponseReturnValue:
    page = render_template("experience/form.html", form=form, **more)
    return page, 400 if form.is_submitted() else 200


def _experience_of(found: Programme) -> str:
    account = signed_in()
    if account is None or account.role is Role.ADMIN:
        return ""
    told = queries.experience_with(db(), found.id)
    return render_template(
        "experience/_on_programme.html",
        programme=found,
        told=told,
        own={it.id for it in told if it.may_be_changed(account)},
        may_tell=account.role in WRITERS and account.municipality,
        town=account.municipality,
    )


def _experience_of_akte(akte: Application) -> str:
    """What the own municipality shares of an akte, with the way to share it."""
    account = signed_in()
    town = account.municipality if account and account.role in WRITERS else None
    if town is None or akte.programme is None or town not in _towns(akte):
        return ""
    return render_template(
        "experience/_on_akte.html",
        akte=akte,
        stood=queries.experience_of_akte(db(), akte.id, town),
        outcome=queries.outcome_at(akte.stage.value),
    )


def _own_akte(number: int) -> tuple[Application, Outcome]:
    """An akte in which the own municipality applies, and what came of it."""
    akte = application(db(), number, current_account()) or abort(404)
    outcome = queries.outcome_at(akte.stage.value)
    if current_account().municipality not in _towns(akte):
        abort(403)
    if akte.programme is None or outcome is None:
        abort(404)
    return akte, outcome


def _towns(akte: Application) -> list[str]:
    return [it.municipality for it in akte.applicants]


def _reasons_of(akte: Application) -> list[str]:
    """The reasons that the akte gives for its stage; they are named, not shared by themselves."""
    last = next((it for it in events(db(), akte.id) if it.reasons), None)
    return [it.value for it in last.reasons] if last and last.after == akte.stage.value else []


def _own(number: int) -> Experience:
    found = queries.experience(db(), number) or abort(404)
    return found if found.may_be_changed(current_account()) else abort(403)


def _back(programme: int) -> ResponseReturnValue:
    return redirect(url_for("programmes.page", number=programme, _anchor="erfahrung"), 303)
