"""Pages of Vorhaben: the list, one with its matches, describing one."""

import secrets

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import Municipality, municipality
from matcher.project import Project
from webapp.accounts.access import (
    WRITERS,
    current_account,
    for_roles,
    limited_to,
    may_see_project,
    towns_to_write_for,
)
from webapp.feedback.queries import kept_for
from webapp.feedback.recommending import recommended_to
from webapp.joint.queries import open_invitations
from webapp.projects import queries
from webapp.projects.completeness import gaps
from webapp.projects.forms import ProjectForm, values_of
from webapp.projects.importing import as_told, import_lines, only_of
from webapp.projects.later import is_waiting, judge_soon
from webapp.projects.showing import (
    combining_of,
    first_of,
    list_of,
    shown_dismissals,
    shown_matches,
)
from webapp.projects.sight import owner_of, visible_project
from webapp.projects.standard import standards
from webapp.projects.table import UnreadableTable, read_sent
from webapp.request import db, folder, today

WHOLE = "alle"
"""The address of a page with this parameter shows the whole list."""
_JUDGED = "Die Programme sind gegen das Vorhaben geprüft."
_LATER = "Die Programme werden jetzt gegen das Vorhaben geprüft."

bp = Blueprint("projects", __name__, template_folder="templates")


@bp.get("/vorhaben")
def overview() -> str:
    """The Vorhaben of my municipality; the manager sees all."""
    ags = limited_to(current_account())
    groups = list_of(db(), ags)
    return render_template(
        "projects/list.html",
        groups=groups,
        may_write=_may_write(),
        everyone=ags is None,
        recommended=recommended_to(db(), ags) if ags else [],
        open_invitations=open_invitations(db(), ags) if ags else 0,
    )


@bp.route("/vorhaben/neu", methods=["GET", "POST"])
@for_roles(*WRITERS)
def new() -> ResponseReturnValue:
    """Describe a new Vorhaben."""
    standard = standards().get(request.args.get("vorlage", ""))
    begun = (
        dict(title=standard.title, description=standard.description, topics=list(standard.topics))
        if standard
        else {}
    )
    form = ProjectForm(data=dict(municipality=current_account().municipality) | begun)
    form.offer(_own_towns())
    if described := form.project(secrets.token_hex(6)):
        return _save(described)
    page = render_template(
        "projects/form.html", form=form, vorhaben=None, standards=standards(), chosen=standard
    )
    return page, 400 if form.errors else 200


@bp.route("/vorhaben/einlesen", methods=["GET", "POST"])
@for_roles(*WRITERS)
def import_table() -> ResponseReturnValue:
    """Read in a table of Vorhaben; staff only for their own municipality."""
    sent = request.files.get("file")
    if request.method == "GET":
        return render_template("projects/import.html"), 200
    if not sent:
        problem = "Bitte wählen Sie eine Datei."
        return render_template("projects/import.html", problem=problem), 400
    try:
        lines = read_sent(sent.filename or "", sent.read())
    except UnreadableTable as error:
        return render_template("projects/import.html", problem=str(error)), 400
    limit = limited_to(current_account())
    owner = as_told if limit is None else only_of(limit)
    done = import_lines(db(), lines, today(), owner)
    stored = [it for kept in done.kept if (it := queries.project(db(), kept))]
    judged = judge_soon(db(), folder(), stored, today())
    return render_template(
        "projects/import.html", done=done, later=not judged
    ), 200 if done.kept else 400


@bp.get("/vorhaben/<number>")
def page(number: str) -> str:
    """One Vorhaben with the programmes that fit, why, and what stands against."""
    vorhaben = visible_project(number)
    fitting, missed = queries.matches_of(db(), number), queries.near_misses_of(db(), number)
    if WHOLE in request.args:
        first, first_missed = fitting, missed
    else:
        kept = kept_for(db(), number)
        first, first_missed = first_of(fitting, kept), first_of(missed, kept)
    found = shown_matches(db(), vorhaben, first, today())
    near = shown_matches(db(), vorhaben, first_missed, today())
    town = vorhaben.municipality.ags if vorhaben.municipality else ""
    return render_template(
        "projects/project.html",
        vorhaben=vorhaben,
        matches=found,
        near=near,
        more=len(fitting) + len(missed) - len(first) - len(first_missed),
        whole_list=WHOLE,
        combining=combining_of(db(), found, vorhaben),
        dismissed=shown_dismissals(db(), number),
        recommended=recommended_to(db(), town),
        missing=gaps(vorhaben),
        waiting=is_waiting(db(), number),
        may_write=_may_write(),
        today=today(),
    )


@bp.route("/vorhaben/<number>/bearbeiten", methods=["GET", "POST"])
@for_roles(*WRITERS)
def edit(number: str) -> ResponseReturnValue:
    """Change a Vorhaben; it is judged anew at once."""
    vorhaben = visible_project(number)
    form = ProjectForm(data=values_of(vorhaben))
    form.offer(_towns_for(vorhaben))
    form.offer_topics(vorhaben.topics)
    if described := form.project(number):
        return _save(described)
    page = render_template("projects/form.html", form=form, vorhaben=vorhaben)
    return page, 400 if form.errors else 200


@bp.post("/vorhaben/<number>/loeschen")
@for_roles(*WRITERS)
def delete(number: str) -> ResponseReturnValue:
    """Forget a Vorhaben with its matches."""
    vorhaben = visible_project(number)
    queries.delete_project(db(), number)
    flash(f"Das Vorhaben „{vorhaben.title}“ ist gelöscht.", "success")
    return redirect(url_for("projects.overview"), 303)


def _save(described: Project) -> ResponseReturnValue:
    if not may_see_project(current_account(), owner_of(described)):
        abort(404)
    queries.save_project(db(), described, today())
    stored = queries.project(db(), described.id)
    judged = judge_soon(db(), folder(), [stored or described], today())
    flash(f"Gespeichert. {_JUDGED if judged else _LATER}", "success")
    return redirect(url_for("projects.page", number=described.id), 303)


def _own_towns() -> list[Municipality]:
    """For whom this person may describe a Vorhaben."""
    return towns_to_write_for() or abort(403)


def _towns_for(vorhaben: Project) -> list[Municipality]:
    """A Vorhaben stays with its municipality."""
    own = municipality(db(), vorhaben.municipality.ags) if vorhaben.municipality else None
    return [own] if own else []


def _may_write() -> bool:
    return current_account().role in WRITERS
