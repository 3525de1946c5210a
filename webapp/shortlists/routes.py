"""Pages of Merklisten, and keeping a programme from its own page."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.programme import Programme
from webapp.accounts.access import WRITERS, current_account, for_roles, signed_in
from webapp.accounts.visibility import Visibility
from webapp.form_fields import tidy
from webapp.programmes.quick_check import in_one_line
from webapp.programmes.shown import shown_programme
from webapp.request import db, now, seen_version, today
from webapp.shortlists import queries
from webapp.shortlists.forms import ListForm, NewListForm
from webapp.shortlists.queries import LONGEST_NAME, LONGEST_NOTE, MOST_ENTRIES, Shortlist

bp = Blueprint("shortlists", __name__, template_folder="templates")

_KEEP = "/programm/<int:programme_number>/merken"
_LIST = "/merklisten/<int:number>"
_ENTRY = f"{_LIST}/programm/<int:programme_number>"
_FULL = f"Eine Liste fasst höchstens {MOST_ENTRIES} Programme."
_OVERTAKEN = "Inzwischen hat jemand anderes das geändert; bitte sehen Sie noch einmal nach."


@bp.app_context_processor
def _give_keeping() -> dict[str, Callable[[Programme], str]]:
    """Let the page of a programme offer to keep it."""
    return dict(keeping_of=_keeping_of)


@bp.get("/merklisten")
def overview() -> str:
    """The lists of this person, of the own municipality, and what others share."""
    return _overview(NewListForm(formdata=None))


@bp.post("/merklisten")
@for_roles(*WRITERS)
def make() -> ResponseReturnValue:
    """Begin a list."""
    form, account = NewListForm(), current_account()
    if not form.validate_on_submit():
        return _overview(form), 400
    of_town = bool(form.of_town.data and account.municipality)
    number = queries.make_shortlist(db(), form.name.data, account, now(), of_town=of_town)
    return redirect(url_for("shortlists.page", number=number), 303)


@bp.get(_LIST)
def page(number: int) -> str:
    """One list with its programmes; its address may be passed on to whoever may read it."""
    return _page(_visible(number))


@bp.post(_LIST)
@for_roles(*WRITERS)
def change(number: int) -> ResponseReturnValue:
    """Rename or share a list."""
    kept = _own(number)
    form = ListForm()
    form.offer(kept, current_account())
    if not form.validate_on_submit():
        return _page(kept, form), 400
    visibility = Visibility(form.visibility.data)
    done = queries.change_shortlist(db(), number, form.name.data, visibility, seen_version())
    flash("Die Liste ist geändert." if done else _OVERTAKEN, "success" if done else "warning")
    return redirect(url_for("shortlists.page", number=number), 303)


@bp.post(f"{_LIST}/loeschen")
@for_roles(*WRITERS)
def delete(number: int) -> ResponseReturnValue:
    """Forget a list."""
    kept = _own(number)
    queries.delete_shortlist(db(), number)
    flash(f"Die Liste „{kept.name}“ ist gelöscht.", "success")
    return redirect(url_for("shortlists.overview"), 303)


@bp.post(_ENTRY)
@for_roles(*WRITERS)
def note_one(number: int, programme_number: int) -> ResponseReturnValue:
    """Write the note of an entry."""
    _own(number)
    note = request.form.get("note", "").strip()[:LONGEST_NOTE]
    done = queries.note_entry(db(), number, programme_number, note, seen_version())
    flash("Notiert." if done else _OVERTAKEN, "success" if done else "warning")
    return redirect(url_for("shortlists.page", number=number), 303)


@bp.post(f"{_ENTRY}/entfernen")
@for_roles(*WRITERS)
def take_one_out(number: int, programme_number: int) -> ResponseReturnValue:
    """Take a programme out of a list."""
    _own(number)
    queries.take_out(db(), number, programme_number)
    flash("Das Programm steht nicht mehr in der Liste.", "success")
    return redirect(url_for("shortlists.page", number=number), 303)


@bp.get(_KEEP)
@for_roles(*WRITERS)
def choose(programme_number: int) -> str:
    """Choose the lists that shall hold a programme."""
    found, lists = shown_programme(programme_number), _own_lists()
    return render_template(
        "shortlists/choose.html",
        programme=found,
        lists=lists,
        held=queries.holding(db(), lists, programme_number),
        longest=LONGEST_NAME,
    )


@bp.post(_KEEP)
@for_roles(*WRITERS)
def keep(programme_number: int) -> ResponseReturnValue:
    """Put a programme into the chosen lists; without a choice into the first of this person."""
    shown_programme(programme_number)
    account, lists = current_account(), _own_lists()
    if "gewaehlt" in request.form:
        wanted = {it for it in lists if str(it.id) in request.form.getlist("lists")}
        for one in set(lists) - wanted:
            queries.take_out(db(), one.id, programme_number)
        numbers = [it.id for it in wanted]
        if name := tidy(request.form.get("name"))[:LONGEST_NAME]:
            numbers.append(queries.make_shortlist(db(), name, account, now()))
    else:
        first = next((it.id for it in lists if not it.of_town), None)
        numbers = [first or queries.make_shortlist(db(), queries.FIRST_NAME, account, now())]
    room = [queries.put_in(db(), it, programme_number, account, now()) for it in numbers]
    if all(room):
        flash("Gemerkt." if room else "Nicht mehr gemerkt.", "success")
    else:
        flash(_FULL, "warning")
    return redirect(url_for("programmes.page", number=programme_number), 303)


def _keeping_of(found: Programme) -> str:
    account = signed_in()
    if account is None or account.role not in WRITERS or found.hidden_because:
        return ""
    lists = _own_lists()
    held = queries.holding(db(), lists, found.id)
    return render_template(
        "shortlists/_on_programme.html",
        programme=found,
        held=[it for it in lists if it.id in held],
    )


def _overview(form: NewListForm) -> str:
    account, lists = current_account(), queries.shortlists(db(), current_account())
    own = [it for it in lists if not it.of_town and it.author == account.id]
    of_town = [it for it in lists if it.of_town and it.municipality == account.municipality]
    return render_template(
        "shortlists/overview.html",
        groups=(
            ("Meine Listen", own),
            ("Listen meiner Kommune", of_town),
            ("Von anderen geteilt", [it for it in lists if it not in (*own, *of_town)]),
        ),
        form=form,
        may_write=account.role in WRITERS,
    )


def _page(kept: Shortlist, form: ListForm | None = None) -> str:
    account = current_account()
    if form is None:
        values = dict(name=kept.name, visibility=kept.visibility.value, version=kept.version)
        form = ListForm(formdata=None, data=values)
        form.offer(kept, account)
    return render_template(
        "shortlists/shortlist.html",
        kept=kept,
        entries=queries.entries(db(), kept.id),
        form=form,
        may_change=kept.may_be_changed(account),
        in_one_line=in_one_line,
        longest=LONGEST_NOTE,
        today=today(),
    )


def _own_lists() -> list[Shortlist]:
    account = current_account()
    return [it for it in queries.shortlists(db(), account) if it.may_be_changed(account)]


def _visible(number: int) -> Shortlist:
    return queries.shortlist(db(), number, current_account()) or abort(404)


def _own(number: int) -> Shortlist:
    kept = _visible(number)
    return kept if kept.may_be_changed(current_account()) else abort(403)
