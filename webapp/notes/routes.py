"""Writing, changing and taking away notes, and passing a programme on to colleagues."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.programme import Programme
from webapp.accounts.access import WRITERS, current_account, for_roles, signed_in
from webapp.accounts.people import colleagues, managers, people_of
from webapp.accounts.visibility import Visibility
from webapp.notes.forms import NoteForm, WordsForm
from webapp.notes.mentions import settle, unsettled
from webapp.notes.queries import (
    LONGEST,
    Note,
    delete_note,
    edit_note,
    note,
    notes_on,
    towns_to_answer,
    write_note,
)
from webapp.programmes.shown import shown_programme
from webapp.request import db, now

bp = Blueprint("notes", __name__, template_folder="templates")

_PROGRAMME = "/programm/<int:number>"
_NOTE = "/notizen/<int:number>"


@bp.app_context_processor
def _give_notes() -> dict[str, Callable[[Programme], str]]:
    """Let the page of a programme show its notes."""
    return dict(notes_of=_notes_of)


@bp.post(f"{_PROGRAMME}/notizen")
@for_roles(*WRITERS)
def write(number: int) -> ResponseReturnValue:
    """Write a note about a programme."""
    found, form, account = shown_programme(number), NoteForm(), current_account()
    form.offer(account, towns_to_answer(notes_on(db(), number, account), account))
    if not form.validate_on_submit():
        return render_template("notes/form.html", programme=found, form=form, hint=_hint()), 400
    visibility, town = form.readers
    unheard = write_note(db(), number, visibility, form.words.data, account, now(), town=town)
    if visibility is not Visibility.OWN:  # an answer shows that the question was read
        for asked in unsettled(db(), account, number):
            settle(db(), asked, account, now())
    return _done("Die Notiz ist gespeichert.", unheard, number)


@bp.route(f"{_NOTE}/bearbeiten", methods=["GET", "POST"])
@for_roles(*WRITERS)
def edit(number: int) -> ResponseReturnValue:
    """Change the words of the own note, for a short time."""
    kept = _own(number)
    if not kept.may_be_edited(current_account(), now()):
        flash("Eine Notiz lässt sich nur in der ersten halben Stunde ändern.", "warning")
        return _back(kept.programme)
    form = WordsForm(data=dict(words=kept.words))
    if form.validate_on_submit():
        unheard = edit_note(db(), kept, form.words.data, current_account(), now())
        return _done("Die Notiz ist geändert.", unheard, kept.programme)
    found = shown_programme(kept.programme)
    page = render_template("notes/form.html", programme=found, form=form, kept=kept, hint=_hint())
    return page, 400 if form.is_submitted() else 200


@bp.post(f"{_NOTE}/loeschen")
@for_roles(*WRITERS)
def delete(number: int) -> ResponseReturnValue:
    """Take a note away."""
    kept = _read(number)
    if not kept.may_be_deleted(current_account()):
        abort(403)
    delete_note(db(), number)
    flash("Die Notiz ist gelöscht.", "success")
    return _back(kept.programme)


@bp.post(f"{_NOTE}/gelesen")
def read(number: int) -> ResponseReturnValue:
    """Tick off a note that addresses this person."""
    kept = _read(number)
    settle(db(), number, current_account(), now())
    return _back(kept.programme)


@bp.route(f"{_PROGRAMME}/weitergeben", methods=["GET", "POST"])
@for_roles(*WRITERS)
def pass_on(number: int) -> ResponseReturnValue:
    """Pass a programme on to colleagues with a note."""
    found, account = shown_programme(number), current_account()
    others = colleagues(people_of(db(), [account.municipality or ""]), account)
    wanted = request.form.getlist("people")
    chosen = [it.account.id for it in others if str(it.account.id) in wanted]
    words = request.form.get("words", "").strip()
    if request.method == "POST" and chosen and len(words) <= LONGEST:
        write_note(db(), number, Visibility.TOWN, words or "Bitte ansehen.", account, now(), chosen)
        flash("Weitergegeben; die Notiz steht bei diesem Programm.", "success")
        return _back(number)
    asked = request.method == "POST"
    page = render_template(
        "notes/pass_on.html",
        programme=found,
        others=others,
        asked=asked,
        words=words,
        chosen=chosen,
        longest=LONGEST,
    )
    return page, 400 if asked else 200


def _notes_of(found: Programme) -> str:
    account = signed_in()
    if account is None:
        return ""
    notes, waiting = notes_on(db(), found.id, account), unsettled(db(), account, found.id)
    form = NoteForm(formdata=None)
    form.offer(account, towns_to_answer(notes, account))
    if asked := [it for it in notes if it.id in waiting]:
        form.address(asked[-1], account)
    return render_template(
        "notes/_on_programme.html",
        programme=found,
        notes=notes,
        editable={it.id for it in notes if it.may_be_edited(account, now())},
        deletable={it.id for it in notes if it.may_be_deleted(account)},
        waiting=waiting,
        form=form,
        hint=_hint(),
        may_write=account.role in WRITERS,
    )


def _hint() -> str:
    """How to address somebody, with the nearest people as examples."""
    account = current_account()
    everybody = people_of(db(), [account.municipality or ""])
    near = [*colleagues(everybody, account), *managers(everybody)]
    names = list(dict.fromkeys(f"@{it.name}" for it in near if it.account.id != account.id))[:4]
    examples = f", zum Beispiel {', '.join(names)}" if names else ""
    return f"Mit @Name sprechen Sie jemanden an{examples}. Höchstens {LONGEST} Zeichen."


def _read(number: int) -> Note:
    return note(db(), number, current_account()) or abort(404)


def _own(number: int) -> Note:
    kept = _read(number)
    return kept if kept.author == current_account().id else abort(404)


def _done(said: str, unheard: list[str], programme: int) -> ResponseReturnValue:
    flash(said, "success")
    if unheard:
        flash(f"Das darf nicht lesen, wen Sie nennen: {', '.join(unheard)}.", "warning")
    return _back(programme)


def _back(programme: int) -> ResponseReturnValue:
    return redirect(url_for("programmes.page", number=programme, _anchor="notizen"), 303)
