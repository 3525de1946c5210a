"""Pages of decisions: one per fact, the open ones, and all that were made."""

from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.decisions import Overtaken, count_decisions, decisions_of
from index.facts import FACT_NAMES
from webapp.accounts.access import Role, current_account, for_roles
from webapp.accounts.act import act_of_request
from webapp.decisions.deadlines_form import DeadlinesForm
from webapp.decisions.deciding import Shown, keep, shown, take, take_back
from webapp.decisions.forms import DecisionForm, StepForm
from webapp.decisions.queries import NOTHING, doubts, in_german, made, open_items
from webapp.decisions.value_forms import HINTS, form_for
from webapp.decisions.writing import fill, written
from webapp.paging import page_number, pages
from webapp.programmes.evidence import readings
from webapp.programmes.wording import FACT_LABELS, FIELD_LABELS, fact_in_german
from webapp.request import db
from webapp.reviews.way_back import way_back

bp = Blueprint("decisions", __name__, template_folder="templates")

_FACT = "/programm/<int:number>/angaben/<fact>"
_SIZE = 50


@bp.route(_FACT, methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def fact_page(number: int, fact: str) -> ResponseReturnValue:
    """One fact: what counts, what the sources say, and the form to decide."""
    seen, form = _seen(number, fact), form_for(fact)
    if not form.is_submitted():
        fill(form, seen)
        return _page(seen, form)
    if isinstance(form, DeadlinesForm) and "mehr" in request.form:
        form.add_rows(3)
        return _page(seen, form)
    if said := written(act_of_request(), seen, form):
        flash(said, "success")
        return redirect(way_back(url_for("programmes.page", number=number)), 303)
    seen = _seen(number, fact)
    form.state.data = seen.state
    return _page(seen, form), 400


@bp.post(f"{_FACT}/schritt")
@for_roles(Role.MANAGER)
def step(number: int, fact: str) -> ResponseReturnValue:
    """Keep a decision, take what the source says now, or take the last decision back."""
    seen, form = _seen(number, fact), StepForm()
    todo = _STEPS.get(request.form.get("step", ""))
    if todo is None or not form.validate_on_submit():
        abort(400)
    try:
        flash(*todo(seen, form))
    except Overtaken:
        flash("Inzwischen hat sich hier etwas geändert; es wurde nichts entschieden.", "warning")
    if request.form.get("von") == "liste":
        return redirect(way_back(url_for("decisions.overview")), 303)
    return redirect(url_for("decisions.fact_page", number=number, fact=fact), 303)


@bp.get("/entscheidungen")
@for_roles(Role.MANAGER, Role.ADMIN)
def overview() -> str:
    """What has to be decided anew, and every decision that was made."""
    total, number = count_decisions(db()), page_number(request.args)
    return render_template(
        "decisions/overview.html",
        items=list(open_items(db())),
        made=made(db(), number, _SIZE),
        total=total,
        form=StepForm(formdata=None),
        may_decide=current_account().role is Role.MANAGER,
        pages=pages(total, _SIZE, number, _overview_address),
    )


def _kept(seen: Shown, form: StepForm) -> tuple[str, str]:
    keep(act_of_request(), seen, form.state.data or "")
    return "Die Entscheidung bleibt.", "success"


def _taken(seen: Shown, form: StepForm) -> tuple[str, str]:
    take(act_of_request(), seen, form.state.data or "")
    return "Die Angabe der Quelle gilt.", "success"


def _taken_back(seen: Shown, form: StepForm) -> tuple[str, str]:
    if take_back(act_of_request(), seen, form.state.data or "", form.reason.data or ""):
        return "Die letzte Entscheidung ist zurückgenommen.", "success"
    return "Hier war nichts zurückzunehmen.", "warning"


_STEPS = {"behalten": _kept, "uebernehmen": _taken, "zuruecknehmen": _taken_back}


def _page(seen: Shown, form: DecisionForm) -> str:
    found = seen.programme
    return render_template(
        "decisions/fact.html",
        programme=found,
        fact=seen.fact,
        label=FACT_LABELS[seen.fact],
        labels=FIELD_LABELS,
        holds=fact_in_german(seen.holds) if seen.holds else NOTHING,
        read=fact_in_german(seen.read) if seen.read else NOTHING,
        seen=seen,
        ruling=seen.ruling,
        readings=list(readings(found, seen.fact)),
        doubt=next(
            (replace(item, state=seen.state) for item in doubts(found) if item.fact == seen.fact),
            None,
        ),
        history=[
            in_german(found.id, found.title, found.language, decision)
            for decision in decisions_of(db(), found.id, seen.fact)
        ],
        form=form,
        step=StepForm(formdata=None),
        hint=HINTS.get(seen.fact, ""),
        queue=way_back(""),
    )


def _seen(number: int, fact: str) -> Shown:
    seen = shown(db(), number, fact) if fact in FACT_NAMES else None
    return seen or abort(404)


def _overview_address(number: int) -> str:
    return url_for("decisions.overview", seite=number if number > 1 else None)
