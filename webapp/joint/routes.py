"""All open groups for the manager; invitations and answers for the towns addressed."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import participating
from index.programme import programme
from webapp.accounts.access import Role, current_account, for_roles
from webapp.joint import queries
from webapp.joint.groups import open_groups
from webapp.request import db, now, today

bp = Blueprint("joint", __name__, template_folder="templates")

LONGEST_NOTE = 1000


@bp.get("/gemeinsam")
@for_roles(Role.MANAGER)
def overview() -> str:
    """Every programme that several municipalities could use, with who is interested."""
    groups = open_groups(db())
    return render_template(
        "joint/overview.html",
        favoured=[group for group in groups if group.cooperation],
        others=[group for group in groups if not group.cooperation],
        interests=queries.interests(db()),
    )


@bp.post("/gemeinsam/<int:number>/einladen")
@for_roles(Role.MANAGER)
def invite(number: int) -> ResponseReturnValue:
    """Invite all municipalities of a group to say whether they are interested."""
    group = next((one for one in open_groups(db()) if one.programme.id == number), None)
    if group is None:
        abort(404)
    note = request.form.get("note", "").strip()[:LONGEST_NOTE]
    towns = {town.ags for town in participating(db(), today())} & set(group.towns)
    new = queries.invite(db(), number, sorted(towns), note, current_account(), now())
    flash(f"Eingeladen: {new} Kommunen." if new else "Alle waren schon eingeladen.", "success")
    return redirect(url_for("joint.overview") + f"#programm-{number}", 303)


@bp.get("/einladungen")
def invitations() -> str:
    """What my municipality is invited to, and who else is."""
    ags = current_account().municipality or ""
    return render_template(
        "joint/invitations.html",
        groups=queries.invited_to(db(), ags),
        ags=ags,
        answers=queries.Answer,
        may_answer=current_account().role is Role.STAFF,
    )


@bp.post("/einladungen/<int:number>")
@for_roles(Role.STAFF)
def answer(number: int) -> ResponseReturnValue:
    """Say whether my municipality is interested."""
    account = current_account()
    ags = account.municipality or ""
    said = request.form.get("answer", "")
    if programme(db(), number) is None or ags not in queries.interests(db()).get(number, {}):
        abort(404)
    if said not in list(queries.Answer):
        abort(400)
    note = request.form.get("note", "").strip()[:LONGEST_NOTE]
    queries.answer(db(), number, ags, queries.Answer(said), note, account, now())
    flash("Ihre Antwort ist gespeichert.", "success")
    return redirect(url_for("joint.invitations"), 303)
