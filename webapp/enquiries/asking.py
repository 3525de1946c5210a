"""Asking the Fördermittelmanagement, and reporting what is wrong."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.programme import Programme
from webapp.accounts.access import current_account, for_roles
from webapp.accounts.room import room_for_question
from webapp.enquiries import showing, writing
from webapp.enquiries.blueprint import ASKERS, bp
from webapp.enquiries.enquiry import Asked, Kind
from webapp.enquiries.forms import FaultForm, QuestionForm
from webapp.enquiries.showing import LABELS
from webapp.programmes.shown import shown_programme
from webapp.request import db, now

_PROGRAMME = "/programm/<int:number>"


@bp.route("/beratung/neu", methods=["GET", "POST"])
@for_roles(*ASKERS)
def ask() -> ResponseReturnValue:
    """Ask something in general, or about an own Vorhaben or an akte."""
    return _ask(None)


@bp.route(f"{_PROGRAMME}/beratung", methods=["GET", "POST"])
@for_roles(*ASKERS)
def ask_about(number: int) -> ResponseReturnValue:
    """Ask for advice about a programme."""
    return _ask(shown_programme(number))


@bp.route(f"{_PROGRAMME}/fehler", methods=["GET", "POST"])
@for_roles(*ASKERS)
def report(number: int) -> ResponseReturnValue:
    """Report a fact that is wrong."""
    found, form = shown_programme(number), FaultForm()
    if form.validate_on_submit():
        asked = Asked(
            kind=Kind.FAULT,
            subject=f"Fehler: {LABELS[form.fact.data]}",
            words=form.words.data,
            programme=number,
            fact=form.fact.data,
            shown=showing.shown_of(found, form.fact.data),
            found_at=form.found_at.data,
        )
        room_for_question(db(), current_account().id, now())
        writing.ask(db(), asked, current_account(), now())
        flash("Danke. Das Fördermittelmanagement prüft es und antwortet Ihnen.", "success")
        return redirect(url_for("programmes.page", number=number), 303)
    if not form.is_submitted() and request.args.get("angabe", "") in LABELS:
        form.fact.data = request.args["angabe"]
    page = render_template("enquiries/report.html", programme=found, form=form)
    return page, 400 if form.is_submitted() else 200


def _ask(found: Programme | None) -> ResponseReturnValue:
    form = QuestionForm()
    form.offer(showing.own_projects(found.id if found else None), showing.own_applications())
    if form.validate_on_submit():
        asked = Asked(
            kind=Kind.QUESTION,
            subject=form.subject.data,
            words=form.words.data,
            programme=found.id if found else None,
            project=form.project.data,
            application=int(form.application.data) if form.application.data else None,
        )
        room_for_question(db(), current_account().id, now())
        number = writing.ask(db(), asked, current_account(), now())
        flash("Ihre Frage liegt beim Fördermittelmanagement.", "success")
        return redirect(url_for("enquiries.page", number=number), 303)
    if not form.is_submitted():
        form.choose(request.args.get("vorhaben", ""), request.args.get("akte", ""))
    page = render_template("enquiries/ask.html", programme=found, form=form)
    return page, 400 if form.is_submitted() else 200
