"""Pages for inviting people, changing their accounts, and for who takes part."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import municipalities, municipality
from webapp.accounts.access import Role, current_account, for_roles
from webapp.accounts.administration import (
    KEEPERS,
    change_role,
    manageable_roles,
)
from webapp.accounts.queries import RefusedAccount
from webapp.people import inviting
from webapp.people.forms import InvitationForm, ParticipationForm, RoleForm
from webapp.people.listing import Member, groups, member
from webapp.people.participation import change_participation
from webapp.people.parts import part_of
from webapp.people.steps import STEPS, told
from webapp.request import db, now, settings, today
from webapp.second_factor import keeping

bp = Blueprint("people", __name__, template_folder="templates")

_PERSON = "/personen/<int:number>"


@bp.route("/personen", methods=["GET", "POST"])
@for_roles(*KEEPERS)
def page() -> ResponseReturnValue:
    """List everybody by municipality; a form invites another person."""
    form = InvitationForm()
    form.offer(manageable_roles(current_account()), municipalities(db()))
    if form.validate_on_submit() and _invited(form):
        return redirect(url_for("people.page"), 303)
    listed = part_of([it for it in groups(db()) if it.members], request.args, "people.page")
    shown = render_template("people/people.html", form=form, listed=listed, today=today())
    return shown, 400 if form.errors else 200


@bp.route(_PERSON, methods=["GET", "POST"])
@for_roles(*KEEPERS)
def person(number: int) -> ResponseReturnValue:
    """One account; the form gives it another role or municipality."""
    found = _member(number)
    form = RoleForm(data=dict(role=found.role.value, municipality=found.municipality or ""))
    form.offer(_roles_for(found), municipalities(db()))
    if form.validate_on_submit():
        try:
            ags = form.municipality.data or None
            change_role(db(), current_account(), number, Role(form.role.data), ags)
            flash("Gespeichert.", "success")
            return redirect(url_for("people.page"), 303)
        except RefusedAccount as error:
            form.role.errors = [str(error)]
    shown = render_template(
        "people/person.html",
        form=form,
        member=found,
        may_change=_may_change(found),
        today=today(),
        second_factor=keeping.is_on(db(), number),
    )
    return shown, 400 if form.errors else 200


@bp.post(f"{_PERSON}/schritt")
@for_roles(*KEEPERS)
def step(number: int) -> ResponseReturnValue:
    """Invite again, deactivate or reactivate."""
    found = _member(number)
    todo = STEPS.get(request.form.get("action", "")) or abort(400)
    try:
        flash(*todo(found))
    except RefusedAccount as error:
        flash(str(error), "warning")
    if member(db(), number) is None:
        return redirect(url_for("people.page"), 303)
    return redirect(url_for("people.person", number=number), 303)


@bp.get("/kommunen")
@for_roles(*KEEPERS)
def towns() -> ResponseReturnValue:
    """Which municipalities take part, from when to when, and how many people each has."""
    return _towns_page({})


@bp.post("/kommunen/<ags>")
@for_roles(*KEEPERS)
def participation(ags: str) -> ResponseReturnValue:
    """Say from when to when a municipality takes part."""
    town, form = municipality(db(), ags) or abort(404), ParticipationForm()
    if not form.validate_on_submit():
        return _towns_page({ags: "Bitte geben Sie Tage wie 31.12.2026 ein."}), 400
    try:
        change_participation(db(), current_account().id, town, *form.days)
    except ValueError as error:
        return _towns_page({ags: str(error)}), 400
    flash(f"{town.short_name}: gespeichert.", "success")
    return redirect(url_for("people.towns"), 303)


def _towns_page(problems: dict[str, str]) -> str:
    found = [it for it in groups(db()) if it.town and (not problems or it.town.ags in problems)]
    return render_template(
        "people/towns.html",
        listed=part_of(found, request.args, "people.towns"),
        problems=problems,
        form=ParticipationForm(formdata=None),
        today=today(),
    )


def _invited(form: InvitationForm) -> bool:
    try:
        flash(
            *told(
                inviting.invite(
                    db(),
                    settings(),
                    current_account(),
                    form.email.data or "",
                    Role(form.role.data),
                    form.municipality.data or None,
                    today(),
                    now(),
                )
            )
        )
    except RefusedAccount as error:
        form.email.errors = [str(error)]
        return False
    return True


def _member(number: int) -> Member:
    return member(db(), number) or abort(404)


def _may_change(found: Member) -> bool:
    return found.role in manageable_roles(current_account())


def _roles_for(found: Member) -> tuple[Role, ...]:
    roles = manageable_roles(current_account())
    return roles if found.role in roles else (found.role,)
