"""Ticking the checklist, and own entries in it."""

from flask import abort, flash, request
from flask.typing import ResponseReturnValue

from matcher.values import day_of
from webapp.accounts.access import WRITERS, current_account, for_roles
from webapp.applications.akte import LONGEST_STEP, LONGEST_WORDS, Application, may_write_for
from webapp.applications.blueprint import ONE, back, bp, changeable, refuse, visible
from webapp.applications.steps import (
    Step,
    add_step,
    remove_step,
    renew_checklist,
    step,
    tick,
    untick,
)
from webapp.request import db, now, today

_CHECKLIST = f"{ONE}/checkliste"


@bp.post(_CHECKLIST)
@for_roles(*WRITERS)
def add(number: int) -> ResponseReturnValue:
    """Enter an own step: for one municipality, or for the akte as a whole."""
    found = visible(number)
    title, ags = request.form.get("title", "").strip(), request.form.get("municipality", "")
    if not may_write_for(current_account(), found, ags or found.lead):
        refuse()
    try:
        typed = request.form.get("due_on", "").strip()
        due_on = day_of(typed) if typed else None
    except ValueError as error:
        flash(str(error), "danger")
        return back(number, "checkliste")
    if not title or len(title) > LONGEST_STEP:
        flash(f"Bitte nennen Sie den Schritt in höchstens {LONGEST_STEP} Zeichen.", "danger")
        return back(number, "checkliste")
    add_step(db(), found, title, due_on, ags or None, current_account(), now())
    return back(number, "checkliste", "Der Schritt steht in der Checkliste.")


@bp.post(f"{_CHECKLIST}/neu")
@for_roles(*WRITERS)
def renew(number: int) -> ResponseReturnValue:
    """Read the programme and the council meetings again."""
    renew_checklist(db(), changeable(number), today())
    return back(number, "checkliste", "Die Checkliste ist auf dem neuesten Stand.")


@bp.post(f"{_CHECKLIST}/<int:which>")
@for_roles(*WRITERS)
def check(number: int, which: int) -> ResponseReturnValue:
    """Tick a step, take the tick back, or delete an own step."""
    found = visible(number)
    it = step(db(), number, which) or abort(404)
    if not _may_tick(found, it):
        refuse()
    account, deed = current_account(), request.form.get("tun", "")
    if deed == "erledigt":
        words = request.form.get("words", "").strip()[:LONGEST_WORDS]
        tick(db(), it, words, account, now())
    elif deed == "offen":
        untick(db(), it, account, now())
    elif deed == "loeschen":
        remove_step(db(), it, account, now())
    else:
        abort(400)
    return back(number, f"schritt-{which}" if deed != "loeschen" else "checkliste")


def _may_tick(found: Application, it: Step) -> bool:
    """Whose step it is; what is for all, every applicant may tick."""
    account = current_account()
    if it.follows:
        return False
    towns = [it.municipality] if it.municipality else found.towns
    return any(may_write_for(account, found, ags) for ags in towns)
