"""Opening an akte, changing its cover, and deleting one that came to nothing."""

from collections.abc import Collection

from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from index.programme import Programme, programme
from index.schema import writing
from matcher.project import Project
from webapp.accounts.access import (
    WRITERS,
    current_account,
    for_roles,
    limited_to,
    towns_to_write_for,
)
from webapp.accounts.account import Role
from webapp.accounts.people import Person, people_of
from webapp.applications.akte import Application
from webapp.applications.blueprint import ONE, as_sent, back, bp, changeable, overtaken
from webapp.applications.changes import RefusedChange, change_details
from webapp.applications.cover import Cover, opening_of, prefilled, values_of
from webapp.applications.deleting import delete_application
from webapp.applications.forms import CoverForm
from webapp.applications.opening import open_application
from webapp.applications.parties import set_parties
from webapp.applications.queries import application
from webapp.applications.stages import BEFORE_HANDING_IN
from webapp.applications.steps import renew_checklist
from webapp.projects.queries import all_projects, projects_by_id, projects_of
from webapp.projects.sight import visible_project
from webapp.request import db, folder, now, today
from webapp.town_choice import TownChoice, searches_town, town_choice


@bp.route("/foerderakten/neu", methods=["GET", "POST"])
@for_roles(*WRITERS)
def new() -> ResponseReturnValue:
    """Open an akte: empty, or from a programme, a Vorhaben, or both."""
    named, described = _asked_programme(), _asked_project()
    form = CoverForm(data=prefilled(named, described, current_account(), today()))
    choice = _offer(form)
    if not searches_town() and form.validate_on_submit():
        opening = opening_of(form, named)
        number = open_application(db(), opening, current_account(), now())
        _renew(number)
        return back(number, said="Die Förderakte ist angelegt; die Checkliste steht unten.")
    page = render_template(
        "applications/cover.html", form=form, akte=None, programme=named, choice=choice
    )
    return page, 400 if form.errors else 200


@bp.route(f"{ONE}/bearbeiten", methods=["GET", "POST"])
@for_roles(*WRITERS)
def edit(number: int) -> ResponseReturnValue:
    """Change what stands on the cover."""
    found = changeable(number)
    form = CoverForm(data=values_of(found))
    choice = _offer(form, found)
    if not searches_town() and form.validate_on_submit():
        if _kept(found, form):
            _renew(number)
            return back(number, said="Gespeichert.")
        overtaken(form, found)
    page = render_template(
        "applications/cover.html", form=form, akte=found, programme=None, choice=choice
    )
    return page, 400 if form.is_submitted() and not searches_town() else 200


@bp.post(f"{ONE}/loeschen")
@for_roles(*WRITERS)
def delete(number: int) -> ResponseReturnValue:
    """Delete an akte that was never handed in; what was handed in stays."""
    found = changeable(number)
    if found.stage not in BEFORE_HANDING_IN:
        abort(400)
    try:
        delete_application(db(), folder(), found, current_account())
    except RefusedChange as error:
        flash(str(error), "warning")
        return back(number, "pflichten")
    flash("Die Förderakte ist gelöscht.", "success")
    return redirect(url_for("applications.overview"), 303)


def _kept(found: Application, form: CoverForm) -> bool:
    account, cover = current_account(), Cover.sent(form)
    seen = as_sent(found)
    hidden = [it for it in found.projects if it not in cover.offered]
    with writing(db()):
        if not change_details(db(), seen, form.details, account, now()):
            return False
        set_parties(db(), found, cover.towns, (*cover.projects, *hidden), account, now())
    return True


def _renew(number: int) -> None:
    found = application(db(), number, current_account())
    assert found
    renew_checklist(db(), found, today())


def _offer(form: CoverForm, found: Application | None = None) -> TownChoice:
    """Offer what this person may choose; who applies already stays to be chosen."""
    account, known = current_account(), found.towns if found else ()
    limit = limited_to(account)
    chosen = {form.lead.data, *(form.towns.data or ()), *known}
    choice = town_choice(db(), chosen, account.municipality)
    leads = choice.towns if limit is None else towns_to_write_for()
    towns = [
        it
        for it in choice.towns
        if it.takes_part(today()) or it.ags in known
        if not found or it.ags != found.lead
    ]
    form.offer(
        leads, towns, _projects(form, choice, limit), _persons(known or [it.ags for it in leads])
    )
    return choice


def _projects(form: CoverForm, choice: TownChoice, limit: str | None) -> list[Project]:
    """The Vorhaben to choose from; among very many towns only those of the towns on the page."""
    if limit is not None:
        return projects_of(db(), limit)
    if not choice.searchable:
        return list(all_projects(db()))
    near = {one.id: one for town in choice.towns for one in projects_of(db(), town.ags)}
    return list((projects_by_id(db(), form.projects.data or ()) | near).values())


def _persons(towns: Collection[str]) -> list[Person]:
    """Who can be responsible: the people of the applicants and the Fördermittelmanagement."""
    writers = (it for it in people_of(db(), towns) if it.account.role in WRITERS)
    return [
        it for it in writers if it.account.role is Role.MANAGER or it.account.municipality in towns
    ]


def _asked_programme() -> Programme | None:
    asked = request.args.get("programm", "")
    if not asked:
        return None
    found = programme(db(), int(asked)) if asked.isdecimal() and len(asked) < 10 else None
    if found is None or found.hidden_because:
        abort(404)
    return found


def _asked_project() -> Project | None:
    asked = request.args.get("vorhaben", "")
    return visible_project(asked) if asked else None
