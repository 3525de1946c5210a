"""Asking the Fördermittelmanagement, reporting what is wrong, and the conversations."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import Role, current_account, for_roles
from webapp.applications.files import drop_if_unused
from webapp.enquiries import asking, conversation, file_pages, queries, showing, writing
from webapp.enquiries.blueprint import ASKERS, BOTH, ONE, bp, visible
from webapp.enquiries.enquiry import State
from webapp.enquiries.forms import StepForm
from webapp.enquiries.queries import Wanted
from webapp.enquiries.showing import LABELS
from webapp.files.attached import Place, attached
from webapp.paging import page_number, pages
from webapp.request import db, folder, now, seen_version, today
from webapp.town_choice import town_choice

__all__ = ["asking", "bp", "file_pages"]

_SIZE = 25
_OVERTAKEN = "Inzwischen hat jemand anderes das geändert; bitte sehen Sie noch einmal nach."


@bp.app_context_processor
def _give_enquiries() -> dict[str, Callable[..., str]]:
    """Let the pages of programmes and akten and the desk show what was asked."""
    return dict(
        enquiries_of=showing.on_programme,
        enquiries_of_application=showing.on_application,
        enquiries_on_desk=showing.on_desk,
    )


@bp.get("/rueckfragen")
@bp.get("/rueckfragen/<path:rest>")
def moved(rest: str = "") -> ResponseReturnValue:
    """Lead on from the address that this had before."""
    return redirect(f"/beratung/{rest}".rstrip("/"), 301)


@bp.get("/beratung")
def overview() -> str:
    """What was asked and reported: of the own town, for the Fördermittelmanagement all."""
    account, wanted = current_account(), _wanted()
    number = page_number(request.args)
    found = queries.enquiries(db(), account, wanted, size=_SIZE, page=number)
    total = queries.count_enquiries(db(), account, wanted)
    chosen: dict[str, Any] = {
        name: value for name, value in request.args.items() if name != "seite" and value
    }
    return render_template(
        "enquiries/overview.html",
        found=found,
        total=total,
        states=State,
        towns=town_choice(db(), [request.args.get("kommune")])
        if account.role is Role.MANAGER
        else None,
        titles=showing.titles(found),
        labels=LABELS,
        today=today(),
        asks=account.role in ASKERS,
        manages=account.role is Role.MANAGER,
        pages=pages(
            total, _SIZE, number, lambda it: url_for("enquiries.overview", seite=it, **chosen)
        ),
    )


@bp.route(ONE, methods=["GET", "POST"])
@for_roles(*BOTH)
def page(number: int) -> ResponseReturnValue:
    """One conversation, and writing on."""
    return conversation.answered(visible(number))


@bp.post(f"{ONE}/schritt")
@for_roles(*BOTH)
def step(number: int) -> ResponseReturnValue:
    """Set the next step, its day and who is responsible."""
    found, form = visible(number), StepForm()
    form.offer(showing.both_sides(found))
    if not form.validate_on_submit():
        return conversation.shown(found, step=form), 400
    done = writing.plan(db(), number, form.said, seen_version())
    flash("Eingetragen." if done else _OVERTAKEN, "success" if done else "warning")
    return redirect(url_for("enquiries.page", number=number), 303)


@bp.post(f"{ONE}/erledigt")
@for_roles(*BOTH)
def close(number: int) -> ResponseReturnValue:
    """Note that nothing is left to do."""
    visible(number)
    writing.close(db(), number, current_account(), now())
    return redirect(url_for("enquiries.overview"), 303)


@bp.post(f"{ONE}/oeffnen")
@for_roles(*BOTH)
def open_again(number: int) -> ResponseReturnValue:
    """Note that something is left to do after all."""
    if visible(number).state is State.CLOSED:
        writing.open_again(db(), number, now())
    return redirect(url_for("enquiries.page", number=number), 303)


@bp.post(f"{ONE}/gelesen")
@for_roles(*BOTH)
def read(number: int) -> ResponseReturnValue:
    """Note that this person has read everything."""
    visible(number)
    writing.mark_read(db(), number, current_account())
    return redirect(url_for("enquiries.page", number=number), 303)


@bp.post(f"{ONE}/zurueckziehen")
@for_roles(*ASKERS)
def withdraw(number: int) -> ResponseReturnValue:
    """Delete what oneself asked, with the answers."""
    if visible(number).account != current_account().id:
        abort(403)
    files = attached(db(), Place(enquiry=number))
    writing.withdraw(db(), number)
    for it in files:
        drop_if_unused(db(), folder(), it.sha256)
    flash("Die Anfrage ist gelöscht.", "success")
    return redirect(url_for("enquiries.overview"), 303)


def _wanted() -> Wanted:
    """What was chosen: a town sees everything at first, the queue what is not closed."""
    state = request.args.get("stand", "")
    usual = "" if current_account().role is not Role.MANAGER else "alle"
    return Wanted(
        state=State[state] if state in State.__members__ else None,
        closed_too=state == usual,
        municipality=request.args.get("kommune", ""),
        overdue_on=today() if request.args.get("faellig") else None,
    )
