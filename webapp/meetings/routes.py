"""The page on which a municipality tells when its council meets and how long it prepares."""

from dataclasses import asdict

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import Municipality
from webapp.accounts.access import WRITERS, for_roles, towns_to_write_for
from webapp.meetings.forms import LeadTimesForm
from webapp.meetings.queries import (
    add_meetings,
    forget_meetings,
    lead_times_of,
    meetings_of,
    set_lead_times,
)
from webapp.meetings.table import UnreadableMeetings, read_meetings
from webapp.request import db, today

bp = Blueprint("meetings", __name__, template_folder="templates")


@bp.get("/sitzungen")
@for_roles(*WRITERS)
def page() -> str:
    """The meetings ahead, and a form to add some."""
    return _page()


@bp.post("/sitzungen")
@for_roles(*WRITERS)
def add() -> ResponseReturnValue:
    """Read in a calendar or a table."""
    town = _town()
    sent = request.files.get("file")
    try:
        found = read_meetings(sent.read() if sent else b"")
    except UnreadableMeetings as error:
        return _page(str(error)), 400
    if request.form.get("anew"):
        forget_meetings(db(), town.ags, today())
    new = add_meetings(db(), town.ags, found)
    flash(f"{len(found)} Sitzungen gelesen, {new} neu.", "success")
    return redirect(url_for("meetings.page", kommune=town.ags), 303)


@bp.post("/sitzungen/vorlauf")
@for_roles(*WRITERS)
def tell_lead_times() -> ResponseReturnValue:
    """Keep how many weeks the municipality needs before a deadline."""
    town, form = _town(), LeadTimesForm()
    if not form.validate_on_submit():
        return _page(form=form), 400
    set_lead_times(db(), town.ags, form.lead)
    flash("Der Vorlauf gilt ab sofort für alle Zeitpläne.", "success")
    return redirect(url_for("meetings.page", kommune=town.ags), 303)


def _page(wrong: str = "", form: LeadTimesForm | None = None) -> str:
    town = _town()
    return render_template(
        "meetings/meetings.html",
        town=town,
        towns=towns_to_write_for(),
        meetings=meetings_of(db(), town.ags, today()),
        wrong=wrong,
        form=form or LeadTimesForm(formdata=None, data=asdict(lead_times_of(db(), town.ags))),
    )


def _town() -> Municipality:
    """The municipality that is meant, if it is this person's to tell of."""
    towns = {town.ags: town for town in towns_to_write_for()}
    wanted = request.values.get("kommune") or next(iter(towns), "")
    return towns.get(wanted) or abort(404)
