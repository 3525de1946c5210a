"""The page of the watch list: see what came of each address, add, pause and remove."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.rhythm import Rhythm, rhythm_in
from index.vocabulary import Level
from webapp.accounts.access import Role, for_roles
from webapp.paging import page_number, pages
from webapp.request import db, today
from webapp.watchlist.forms import RHYTHMS, AddressForm, ChangeForm
from webapp.watchlist.queries import (
    RefusedAddress,
    add_address,
    change_address,
    count_listed,
    listed,
    remove_address,
)

bp = Blueprint("watchlist", __name__, template_folder="templates")

_SIZE = 50


@bp.route("/quellen/adressen", methods=["GET", "POST"])
@for_roles(Role.MANAGER, Role.ADMIN)
def page() -> ResponseReturnValue:
    """List the watched addresses; a form adds another one."""
    form = AddressForm()
    if form.validate_on_submit() and _added(form):
        flash("Die Adresse wird ab der nächsten Nacht gelesen.", "success")
        return redirect(url_for("watchlist.page"), 303)
    total, number = count_listed(db()), page_number(request.args)
    shown = render_template(
        "watchlist/watchlist.html",
        form=form,
        change=ChangeForm(formdata=None),
        addresses=list(listed(db(), number, _SIZE)),
        total=total,
        rhythms=[rhythm.value for rhythm in RHYTHMS],
        pages=pages(total, _SIZE, number, _address),
    )
    return shown, 400 if form.errors else 200


@bp.post("/quellen/adressen/aendern")
@for_roles(Role.MANAGER, Role.ADMIN)
def change() -> ResponseReturnValue:
    """Change the rhythm of an address, pause it, go on with it or remove it."""
    form = ChangeForm()
    if not form.validate_on_submit():
        abort(400)
    done = _changed(form.url.data, form.action.data, form.rhythm.data or "")
    if done is None:
        abort(400)
    if not done:
        flash(f"{form.url.data} steht nicht mehr auf der Liste.", "warning")
    else:
        flash(f"{done}: {form.url.data}", "success")
    return redirect(url_for("watchlist.page"), 303)


def _added(form: AddressForm) -> bool:
    values = (Level(form.level.data), form.funder.data, Rhythm(form.rhythm.data))
    try:
        add_address(db(), form.url.data, *values, today())
    except RefusedAddress as error:
        form.url.errors = [str(error)]
        return False
    return True


def _changed(url: str, action: str, rhythm: str) -> str | None:
    """Do what was asked and say so; "" for an unknown address, `None` for an unknown wish."""
    if action == "entfernen":
        return "Entfernt; was gelesen wurde, bleibt erhalten" if remove_address(db(), url) else ""
    if action in ("anhalten", "fortsetzen"):
        paused = action == "anhalten"
        said = "Angehalten" if paused else "Wird wieder gelesen"
        return said if change_address(db(), url, paused=paused) else ""
    chosen = rhythm_in(rhythm)
    if action != "rhythmus" or chosen not in RHYTHMS:
        return None
    return f"Wird {chosen} gelesen" if change_address(db(), url, rhythm=chosen) else ""


def _address(number: int) -> str:
    return url_for("watchlist.page", seite=number if number > 1 else None)
