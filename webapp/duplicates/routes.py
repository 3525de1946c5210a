"""The pages on which the manager decides whether two entries are one programme."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.merging import Unmergeable, home_of
from index.programme import Programme, programme
from webapp.accounts.access import Role, for_roles, signed_in
from webapp.accounts.act import Act, act_of_request
from webapp.duplicates.comparing import contradictory
from webapp.duplicates.deciding import decide, programme_of, take_apart, take_back
from webapp.duplicates.forms import TURNED, ApartForm, PairForm, UndoForm
from webapp.duplicates.queries import decisions, open_proposals
from webapp.duplicates.showing import Joining, counts, decided_pairs, joining_of, shown_pairs
from webapp.duplicates.verdict import Verdict
from webapp.paging import page_number, pages
from webapp.programmes.wording import FIELD_LABELS
from webapp.request import db, now, today
from webapp.reviews.way_back import way_back
from webapp.stamp import stamp

bp = Blueprint("duplicates", __name__, template_folder="templates")

_SIZE = 10


@bp.before_app_request
def follow_merges() -> ResponseReturnValue | None:
    """Lead from the old number of a merged programme to its new one; bookmarks name the old one."""
    values = request.view_args or {}
    number = values.get("number")
    if not request.path.startswith("/programm/") or not isinstance(number, int):
        return None
    home = home_of(db(), number)
    if home == number:
        return None
    if request.method in ("GET", "HEAD") and request.endpoint:
        address = url_for(request.endpoint, **values | dict(number=home))
        query = request.query_string.decode()
        return redirect(f"{address}?{query}" if query else address)
    values["number"] = home
    return None


@bp.app_context_processor
def _give_joining() -> dict[str, Callable[[Programme], Joining]]:
    """Let the page of a programme ask for its relatives and sources."""

    def joining(found: Programme) -> Joining:
        account = signed_in()
        manages = account is not None and account.role in (Role.MANAGER, Role.ADMIN)
        return joining_of(db(), found, today(), manages)

    return dict(joining_of=joining)


@bp.get("/doppelte")
@for_roles(Role.MANAGER, Role.ADMIN)
def page() -> str:
    """List the pairs that wait for a decision, the surest first."""
    found = open_proposals(db())
    number = page_number(request.args)
    part = found[(number - 1) * _SIZE : number * _SIZE]
    return render_template(
        "duplicates/open.html",
        pairs=list(shown_pairs(db(), part, today())),
        total=len(found),
        pages=pages(len(found), _SIZE, number, lambda it: _address("duplicates.page", it)),
        form=PairForm(formdata=None),
        counts=counts(db(), today(), waiting=len(found)),
        today=today(),
    )


@bp.get("/doppelte/entschieden")
@for_roles(Role.MANAGER, Role.ADMIN)
def decided() -> str:
    """List what was decided, the newest first, to be undone."""
    found = list(decisions(db()))
    number = page_number(request.args)
    part = found[(number - 1) * _SIZE : number * _SIZE]
    return render_template(
        "duplicates/decided.html",
        pairs=list(decided_pairs(db(), part)),
        pages=pages(len(found), _SIZE, number, lambda it: _address("duplicates.decided", it)),
        form=UndoForm(formdata=None),
        counts=counts(db(), today()),
    )


@bp.get("/doppelte/widersprueche")
@for_roles(Role.MANAGER, Role.ADMIN)
def contradicting() -> str:
    """List joined programmes whose sources cannot all be right."""
    found = list(contradictory(db(), today()))
    return render_template(
        "duplicates/contradictions.html",
        programmes=found,
        labels=FIELD_LABELS,
        counts=counts(db(), today(), contradictions=len(found)),
    )


@bp.post("/doppelte/entscheiden")
@for_roles(Role.MANAGER, Role.ADMIN)
def decide_pair() -> ResponseReturnValue:
    """Join two programmes, link them, or say that they are not the same."""
    form = PairForm()
    if not form.validate_on_submit():
        abort(400)
    first, second, wanted = form.first.data or 0, form.second.data or 0, form.verdict.data
    if wanted == TURNED:
        first, second, wanted = second, first, Verdict.PREDECESSOR
    verdict = Verdict(wanted)
    try:
        programme_of(db(), first), programme_of(db(), second)
        number = decide(_act(), first, second, verdict, form.note.data or "", form.known.data)
    except Unmergeable as error:
        flash(str(error), "warning")
        return redirect(way_back(url_for("duplicates.page")), 303)
    flash(f"Entschieden: {verdict.saying}.", "success")
    if verdict is Verdict.MERGED:
        return redirect(way_back(url_for("programmes.page", number=number)), 303)
    return redirect(way_back(url_for("duplicates.page")), 303)


@bp.post("/doppelte/zuruecknehmen")
@for_roles(Role.MANAGER, Role.ADMIN)
def undo() -> ResponseReturnValue:
    """Take a decision back."""
    form = UndoForm()
    if not form.validate_on_submit():
        abort(400)
    try:
        decision = take_back(_act(), form.number.data or 0)
        flash(f"Zurückgenommen: {decision.verdict.saying}.", "success")
    except Unmergeable as error:
        flash(str(error), "warning")
    return redirect(way_back(url_for("duplicates.decided")), 303)


@bp.post("/programm/<int:number>/abtrennen")
@for_roles(Role.MANAGER, Role.ADMIN)
def apart(number: int) -> ResponseReturnValue:
    """Give an entry of a joined programme a page of its own again."""
    form, found = ApartForm(), programme(db(), number)
    if found is None:
        abort(404)
    records = [telling.record_id for telling in found.tellings]
    if not form.validate_on_submit() or form.record.data not in records:
        abort(400)
    try:
        alone = take_apart(_act(), found, form.record.data, form.note.data or "")
    except Unmergeable as error:
        flash(str(error), "warning")
        return redirect(url_for("programmes.page", number=number), 303)
    flash("Der Eintrag ist wieder ein eigenes Programm.", "success")
    return redirect(url_for("programmes.page", number=alone), 303)


def _act() -> Act:
    return replace(act_of_request(), at=stamp(now()))


def _address(endpoint: str, number: int) -> str:
    return url_for(endpoint, seite=number if number > 1 else None)
