"""The trainings for the Fördermittelmanagement: entering, changing, who came, missing topics."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import Role, current_account, for_roles
from webapp.files import sending
from webapp.files.attached import Place
from webapp.request import db, now, seen_version, today
from webapp.trainings import planning, topics
from webapp.trainings.blueprint import ONE, OVERTAKEN, bp, found_training, letters
from webapp.trainings.forms import CancelForm, TrainingForm
from webapp.trainings.seats import note_attendance

_A_YEAR = timedelta(days=365)


@bp.route("/schulungen/neu", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def new() -> ResponseReturnValue:
    """Enter a training; a missing topic may begin it."""
    form = TrainingForm()
    if form.validate_on_submit():
        number = planning.announce(db(), form.said, current_account(), now())
        flash("Die Schulung ist eingetragen; der nächste Brief kündigt sie an.", "success")
        return redirect(url_for("trainings.page", number=number), 303)
    if not form.is_submitted():
        form.title.data = request.args.get("thema", "")[:160]
        form.topics.data = request.args.get("thema", "")[:200]
    page = render_template("trainings/form.html", form=form, training=None)
    return page, 400 if form.is_submitted() else 200


@bp.route(f"{ONE}/aendern", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def edit(number: int) -> ResponseReturnValue:
    """Change a training; a new time or place is told to everybody who is in."""
    found, form = found_training(number), TrainingForm()
    if form.validate_on_submit():
        done = planning.change(db(), found, form.said, seen_version(), letters())
        flash("Geändert." if done else OVERTAKEN, "success" if done else "warning")
        return redirect(url_for("trainings.page", number=number), 303)
    if not form.is_submitted():
        form.show(found)
    page = render_template("trainings/form.html", form=form, training=found)
    return page, 400 if form.is_submitted() else 200


@bp.post(f"{ONE}/absagen")
@for_roles(Role.MANAGER)
def call_off(number: int) -> ResponseReturnValue:
    """Call a training off and tell everybody who is in."""
    found_training(number)
    form = CancelForm()
    reason = (form.reason.data or "")[:200]
    if planning.cancel(db(), number, reason, letters()):
        flash("Die Schulung ist abgesagt; alle Angemeldeten bekommen eine Nachricht.", "success")
    return redirect(url_for("trainings.page", number=number), 303)


@bp.post(f"{ONE}/anwesenheit")
@for_roles(Role.MANAGER)
def attendance(number: int) -> ResponseReturnValue:
    """Tick off who came."""
    found_training(number)
    came = {int(it) for it in request.form.getlist("da") if it.isdecimal() and len(it) < 10}
    note_attendance(db(), number, came)
    flash("Die Anwesenheit ist eingetragen.", "success")
    return redirect(url_for("trainings.page", number=number), 303)


@bp.post(f"{ONE}/dateien")
@for_roles(Role.MANAGER)
def upload(number: int) -> ResponseReturnValue:
    """Add material to a training."""
    return sending.take_in(Place(training=found_training(number).id), _files_of(number))


@bp.get(f"{ONE}/dateien/<int:which>")
def download(number: int, which: int) -> ResponseReturnValue:
    """Give material to any member."""
    return sending.give(Place(training=found_training(number).id), which, _files_of(number))


@bp.post(f"{ONE}/dateien/<int:which>/loeschen")
@for_roles(Role.MANAGER)
def remove(number: int, which: int) -> ResponseReturnValue:
    """Delete material."""
    place = Place(training=found_training(number).id)
    return sending.take_out(place, which, _files_of(number), may_all=True)


@bp.get("/schulungen/themen")
@for_roles(Role.MANAGER)
def missing_topics() -> str:
    """What towns search, fail at and ask, as topics for trainings."""
    since = today() - _A_YEAR
    groups = (
        ("Gesucht und wenig gefunden", topics.searched_in_vain(db(), since)),
        ("Gefragt in der Beratung", topics.asked_for_advice(db(), since)),
        ("Programme verworfen, weil", topics.dismissed_because(db(), since)),
        ("Förderakten beendet, weil", topics.came_to_nothing(db(), since)),
    )
    return render_template("trainings/topics.html", groups=groups, since=since)


def _files_of(number: int) -> str:
    return url_for("trainings.page", number=number, _anchor="dateien")
