"""Taking an akte to another stage, and putting a Vermerk into its history."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.accounts.access import WRITERS, current_account, for_roles
from webapp.applications.akte import LONGEST_WORDS
from webapp.applications.blueprint import ONE, as_sent, back, bp, changeable, overtaken, visible
from webapp.applications.changes import change_stage
from webapp.applications.forms import StageForm
from webapp.applications.history import write_words
from webapp.applications.stages import Stage
from webapp.request import db, now


@bp.route(f"{ONE}/stand", methods=["GET", "POST"])
@for_roles(*WRITERS)
def stage(number: int) -> ResponseReturnValue:
    """Say how far the application is; a no needs a reason."""
    found = changeable(number)
    wanted = request.args.get("nach") or found.stage.following[0].value
    form = StageForm(data=dict(to=wanted, version=found.version))
    form.offer(found.stage)
    if form.validate_on_submit():
        if change_stage(db(), as_sent(found), form.move, current_account(), now()):
            return back(number, said=f"Neuer Stand: {Stage(form.to.data).label}.")
        overtaken(form, found)
    page = render_template("applications/stage.html", akte=found, form=form)
    return page, 400 if form.is_submitted() else 200


@bp.post(f"{ONE}/vermerk")
@for_roles(*WRITERS)
def words(number: int) -> ResponseReturnValue:
    """Write down what was said or done; every applicant may."""
    found = visible(number)
    said = request.form.get("words", "").strip()[:LONGEST_WORDS]
    if said:
        write_words(db(), found, said, current_account(), now())
    return back(number, "verlauf", "Der Vermerk steht im Verlauf." if said else "")
