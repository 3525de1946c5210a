"""The pages on which the manager enters programmes and changes them."""

from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from index.decisions import Overtaken
from index.programme import Programme, programme
from index.record import SourceRecord
from index.reviews import review_state
from webapp.accounts.access import Role, for_roles
from webapp.accounts.act import act_of_request
from webapp.by_hand.forms import ProgrammeForm, values_of
from webapp.by_hand.writing import keep, record_of
from webapp.request import db
from webapp.reviews.deciding import what_happened

bp = Blueprint("by_hand", __name__, template_folder="templates")


@bp.route("/pruefen/eintragen", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def new() -> ResponseReturnValue:
    """Enter a programme that no source lists."""
    form = ProgrammeForm()
    if form.validate_on_submit():
        number = keep(act_of_request(), form.record(str(uuid4())))
        flash(
            "Eingetragen; es steht jetzt in der Suche. Fristen, Quoten und Beträge können Sie"
            " unter „Angaben nachtragen“ ergänzen.",
            "success",
        )
        return redirect(url_for("programmes.page", number=number), 303)
    return _page(form, None)


@bp.route("/programm/<int:number>/eintrag", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def edit(number: int) -> ResponseReturnValue:
    """Change a programme that was entered by hand."""
    found, before = _found(number)
    form = ProgrammeForm(data=values_of(before))
    if not form.is_submitted():
        form.state.data = review_state(db(), number)
    elif form.validate():
        try:
            keep(act_of_request(), form.record(before.key), number, form.state.data or "")
        except Overtaken:
            form.problem = (
                f"{what_happened(db(), number)} Ihre Eingabe steht noch hier; wenn sie noch"
                " stimmt, senden Sie sie noch einmal."
            )
            form.state.data = review_state(db(), number)
        else:
            flash("Gespeichert.", "success")
            return redirect(url_for("programmes.page", number=number), 303)
    return _page(form, found)


def _found(number: int) -> tuple[Programme, SourceRecord]:
    found = programme(db(), number)
    record = record_of(found) if found else None
    if found is None or record is None:
        abort(404)
    return found, record


def _page(form: ProgrammeForm, found: Programme | None) -> ResponseReturnValue:
    shown = render_template("by_hand/form.html", form=form, programme=found)
    return shown, 400 if form.errors or form.problem else 200
