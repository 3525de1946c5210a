"""Confirming what an award probably brings, and adding duties of one's own."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.facts import Facts
from index.programme import programme
from webapp.accounts.access import WRITERS, current_account, for_roles, limited_to
from webapp.applications.akte import Application
from webapp.applications.award import award_of
from webapp.applications.blueprint import ONE, back
from webapp.duties.blueprint import bp, own_akte
from webapp.duties.confirming import NOTHING_CHOSEN, Row, fault_in, rows_sent, rows_to_show
from webapp.duties.forms import DutyForm
from webapp.duties.keepers import Workers
from webapp.duties.kinds import DutyKind
from webapp.duties.proposal import CHECK_EVERY, Case, Proposal
from webapp.duties.queries import taken_proposals
from webapp.duties.rules import proposals, spending_after
from webapp.duties.writing import add_duties
from webapp.request import db, now, today


@bp.route(f"{ONE}/pflichten", methods=["GET", "POST"])
@for_roles(*WRITERS)
def propose(number: int) -> ResponseReturnValue:
    """All duties that the award probably brings, to be compared, changed and confirmed at once."""
    akte, sent = own_akte(number), request.method == "POST"
    found, workers = (
        open_proposals(akte, _check_every()),
        Workers(db(), today(), limited_to(current_account())),
    )
    choices = workers.choices(number, akte.lead)
    if sent:
        rows = rows_sent(found, request.form, [it.id for it in choices])
    else:
        named = (workers.named(it) for it in (akte.responsible, akte.deputy))
        rows = rows_to_show(found, today(), *(it.id if it else None for it in named))
    problem = fault_in(rows) if sent else ""
    if sent and not problem:
        return _confirmed(akte, rows)
    page = render_template(
        "duties/proposals.html",
        akte=akte,
        award=award_of(db(), number),
        rows=rows,
        persons=choices,
        town=_town_in_form(akte),
        every=_check_every(),
        nothing_chosen=problem == NOTHING_CHOSEN,
        problem=problem,
    )
    return page, 400 if sent else 200


def _confirmed(akte: Application, rows: list[Row]) -> ResponseReturnValue:
    plans = [row.plan(_town_in_form(akte)) for row in rows if row.taken]
    made = add_duties(db(), akte.id, plans, current_account(), now())
    said = "1 Pflicht" if len(made) == 1 else f"{len(made)} Pflichten"
    return back(akte.id, "pflichten", f"{said} eingetragen.")


def _town_in_form(akte: Application) -> str:
    """Whose duties they are: the lead's, unless another applicant was chosen."""
    town = request.form.get("kommune", "")
    return town if town in akte.towns else akte.lead


@bp.route(f"{ONE}/pflichten/neu", methods=["GET", "POST"])
@for_roles(*WRITERS)
def add(number: int) -> ResponseReturnValue:
    """Add a duty that no rule proposes; after a payment its spending is suggested."""
    akte = own_akte(number)
    form = DutyForm(data=_beginning(akte))
    form.offer(
        akte.applicants,
        Workers(db(), today(), limited_to(current_account())).choices(akte.id, akte.lead),
    )
    if not form.is_submitted():
        form.keep_only_offered()
    elif form.validate():
        add_duties(db(), number, [form.plan], current_account(), now())
        flash("Eingetragen.", "success")
        return redirect(url_for("applications.page", number=number, _anchor="pflichten"), 303)
    page = render_template("duties/form.html", form=form, akte=akte, duty=None)
    return page, 400 if form.errors else 200


def open_proposals(akte: Application, check_every: int = CHECK_EVERY) -> list[Proposal]:
    """The proposals of an akte that nobody has confirmed yet."""
    award = award_of(db(), akte.id)
    if award is None:
        return []
    named = programme(db(), akte.programme) if akte.programme else None
    case = Case(
        award=award,
        facts=named.facts if named else Facts(),
        levels=named.levels if named else (),
        check_every=check_every,
    )
    taken = taken_proposals(db(), akte.id)
    return [it for it in proposals(case) if it.key not in taken]


def _check_every() -> int:
    return 1 if request.values.get("jedes") == "jahr" else CHECK_EVERY


def _beginning(akte: Application) -> dict[str, object]:
    begun: dict[str, object] = dict(
        kind=DutyKind.OTHER.value,
        town=akte.lead,
        responsible=str(akte.responsible or ""),
        deputy=str(akte.deputy or ""),
    )
    try:
        spent = spending_after(date.fromisoformat(request.args.get("zahlung", "")))
    except ValueError:
        return begun
    return begun | dict(
        kind=spent.kind.value, title=spent.title, due_on=spent.due_on, basis=spent.basis
    )
