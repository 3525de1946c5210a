"""The matrix of participation for everybody; joint projects in it are entered by the manager."""

from io import BytesIO

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from index.municipality import municipalities
from webapp.accounts.access import Role, current_account, for_roles
from webapp.applications.akte import Team
from webapp.exchange.workbook import MIMETYPE
from webapp.paging import page_number, pages
from webapp.participation import cooperation as stored
from webapp.participation.cooperation import Cooperation
from webapp.participation.forms import CooperationForm, teams_in
from webapp.participation.matrix import Shown, matrix
from webapp.participation.table import workbook_of
from webapp.request import db, now, seen_version, today

bp = Blueprint("participation", __name__, template_folder="templates")

PAGE_SIZE = 50
_ONE = "/gemeinsam/projekte/<int:number>"
_OVERTAKEN = "Inzwischen hat jemand anders das geändert; bitte sehen Sie noch einmal nach."


@bp.get("/gemeinsam/matrix")
def page() -> str:
    """Who takes part in which joint project, and in which role."""
    shown = _shown()
    found, account = matrix(db(), shown, today()), current_account()
    own = account.municipality if account.role is not Role.MANAGER else None
    current = page_number(request.args)
    rows = found.rows[(current - 1) * PAGE_SIZE : current * PAGE_SIZE]
    return render_template(
        "participation/matrix.html",
        matrix=found,
        rows=rows,
        teams=Team,
        shown=shown,
        choices=Shown,
        manages=account.role is Role.MANAGER,
        towns=sorted(found.towns, key=lambda it: it.ags != own),  # the own one first
        own=own or "",
        today=today(),
        pages=pages(
            len(found.rows),
            PAGE_SIZE,
            current,
            lambda n: url_for("participation.page", stand=shown.value, seite=n),
        ),
    )


@bp.get("/gemeinsam/matrix.xlsx")
def workbook() -> ResponseReturnValue:
    """The whole matrix as a table."""
    shown = _shown()
    data = BytesIO(workbook_of(matrix(db(), shown, today()), shown, today()))
    return send_file(data, MIMETYPE, as_attachment=True, download_name="beteiligung.xlsx")


@bp.route("/gemeinsam/projekte/neu", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def new() -> ResponseReturnValue:
    """Enter a joint project that is no application."""
    form = CooperationForm()
    if form.validate_on_submit():
        stored.enter(db(), form.told(_teams()), current_account(), now())
        return _back("Das Projekt steht in der Übersicht.")
    return _form_page(form, None), 400 if form.is_submitted() else 200


@bp.route(_ONE, methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def change(number: int) -> ResponseReturnValue:
    """Change name, end or roles of a joint project."""
    stood = stored.cooperation(db(), number) or abort(404)
    told = stood.told
    closed = told.closed_on.isoformat() if told.closed_on else ""
    form = CooperationForm(data=dict(title=told.title, closed_on=closed, version=stood.version))
    if form.validate_on_submit():
        new_one = form.told(_teams())
        if stored.change(db(), number, new_one, seen_version(), current_account(), now()):
            return _back("Gespeichert.")
        flash(_OVERTAKEN, "warning")
        return _form_page(form, stood), 409
    return _form_page(form, stood), 400 if form.is_submitted() else 200


@bp.post(f"{_ONE}/loeschen")
@for_roles(Role.MANAGER)
def delete(number: int) -> ResponseReturnValue:
    """Take a joint project out that was entered by mistake."""
    if stored.cooperation(db(), number) is None:
        abort(404)
    stored.delete(db(), number)
    return _back("Das Projekt ist gelöscht.")


def _form_page(form: CooperationForm, stood: Cooperation | None) -> str:
    chosen = _teams() if form.is_submitted() else stood.told.parts if stood else {}
    return render_template(
        "participation/form.html",
        form=form,
        stood=stood,
        towns=[it for it in municipalities(db()) if it.takes_part(today()) or it.ags in chosen],
        chosen=chosen,
        teams=Team,
    )


def _teams() -> dict[str, Team]:
    return teams_in(request.form, [it.ags for it in municipalities(db())])


def _shown() -> Shown:
    asked = request.args.get("stand", "")
    return Shown(asked) if asked in list(Shown) else Shown.RUNNING


def _back(said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("participation.page"), 303)
