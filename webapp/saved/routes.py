"""The page of a person's own searches: keep, rename, order for the letter, remove."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField

from index.search.engine import FACET_LABELS, found_programmes
from index.source import remembered_sources
from webapp.accounts.access import current_account
from webapp.request import db, folder, today
from webapp.saved.queries import (
    NotSaved,
    change_search,
    remove_search,
    save_search,
    saved_searches,
)
from webapp.search import addresses
from webapp.search.boxes import Labels

bp = Blueprint("saved", __name__, template_folder="templates")


class SaveForm(FlaskForm):
    """A name for a search, and whether the letter tells what is new in it."""

    name = StringField("Name")
    in_letter = BooleanField("Neues dazu in meinen Wochenbrief")
    address = HiddenField()


@bp.get("/suche/gespeichert")
def page() -> str:
    """List the searches of this person."""
    account = current_account()
    sources = {source.name: source.label for source in remembered_sources(db())}
    return render_template(
        "saved/saved.html",
        searches=[
            (saved, addresses.question_at(saved.address))
            for saved in saved_searches(db(), account.id)
        ],
        form=SaveForm(formdata=None),
        labels=FACET_LABELS,
        said=Labels(sources, today()),
        addresses=addresses,
        subscribed=account.subscribed,
    )


@bp.post("/suche/gespeichert")
def save() -> ResponseReturnValue:
    """Keep the search that the form carries."""
    form = SaveForm()
    if not form.validate_on_submit():
        abort(400)
    question = addresses.with_page(addresses.question_at(form.address.data or ""), 1)
    found = found_programmes(folder(), db(), question, today())
    try:
        save_search(
            db(),
            current_account().id,
            form.name.data or "",
            addresses.address_of(question).partition("?")[2],
            list(found),
            today(),
            in_letter=form.in_letter.data,
        )
    except NotSaved as error:
        flash(str(error), "error")
        return redirect(addresses.address_of(question), 303)
    flash("Die Suche ist gespeichert.", "success")
    return redirect(url_for("saved.page"), 303)


@bp.post("/suche/gespeichert/<int:number>")
def change(number: int) -> ResponseReturnValue:
    """Rename a search, order it for the letter or remove it."""
    form, account = SaveForm(), current_account()
    if not form.validate_on_submit():
        abort(400)
    if request.form.get("action") == "entfernen":
        done, said = remove_search(db(), account.id, number), "Die Suche ist entfernt."
    else:
        try:
            done = change_search(
                db(), account.id, number, form.name.data or "", in_letter=form.in_letter.data
            )
        except NotSaved as error:
            flash(str(error), "error")
            return redirect(url_for("saved.page"), 303)
        said = "Die Änderung ist gespeichert."
    if not done:
        abort(404)
    flash(said, "success")
    return redirect(url_for("saved.page"), 303)
