"""Handing over: the pack as a PDF file, and the form that gives duties to others."""

from dataclasses import dataclass

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import municipality
from webapp.accounts.access import WRITERS, current_account, for_roles, limited_to
from webapp.accounts.account import Account
from webapp.accounts.people import name_of
from webapp.accounts.queries import account_with_id, accounts
from webapp.duties import queries
from webapp.duties.blueprint import bp
from webapp.duties.duty import Duty
from webapp.duties.forms import number_in
from webapp.duties.handing_over import (
    Pack,
    akten_of_person,
    akten_of_town,
    folders,
    open_questions,
)
from webapp.duties.keepers import Worker, Workers
from webapp.duties.paper import pdf_of
from webapp.duties.queries import Wanted
from webapp.duties.writing import Handing, hand_over
from webapp.request import db, now, today


@bp.get("/pflichten/uebergabe.pdf")
@for_roles(*WRITERS)
def pack() -> ResponseReturnValue:
    """The pack of a person (`person`), or of a municipality (`kommune`), on paper."""
    workers, viewer = Workers(db(), today()), current_account()
    if ags := request.args.get("kommune", ""):
        town = municipality(db(), ags)
        if town is None or limited_to(viewer) not in (None, ags):
            abort(404)
        whose, akten = town.name, akten_of_town(db(), ags, viewer)
        questions = open_questions(db(), viewer, ags=ags)
    else:
        asked = request.args.get("person", "")
        known = asked.isascii() and asked.isdecimal() and len(asked) < 10
        person = _person(int(asked) if known else viewer.id)
        whose, akten = name_of(person.email), akten_of_person(db(), person.id, viewer)
        questions = open_questions(db(), viewer, person=person.id)
    made = Pack(
        whose=whose,
        today=today(),
        folders=folders(db(), akten, workers),
        questions=tuple(questions),
        names={it.id: name_of(it.email) for it in accounts(db())},
    )
    answer = Response(pdf_of(made), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="uebergabe.pdf"'
    return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One duty of somebody who leaves: who may take it over, and who is suggested."""

    duty: Duty
    choices: list[Worker]
    responsible: int | None
    deputy: int | None


@bp.route("/pflichten/uebergabe/<int:number>", methods=["GET", "POST"])
@for_roles(*WRITERS)
def hand(number: int) -> ResponseReturnValue:
    """Give the duties of a person to others, all in one form."""
    person, viewer = _person(number), current_account()
    workers = Workers(db(), today())
    found = queries.duties(db(), viewer, Wanted(person=number))
    rows = [_row(it, number, workers) for it in found]
    if request.method == "POST":
        handings = [it for row in rows if (it := _handing(row))]
        done = hand_over(db(), handings, viewer, now())
        said = "1 Pflicht ist" if done == 1 else f"{done} Pflichten sind"
        flash(f"{said} übergeben.", "success")
        return redirect(url_for("duties.hand", number=number), 303)
    return render_template(
        "duties/hand_over.html",
        person=person,
        rows=rows,
        akten=akten_of_person(db(), number, viewer),
        today=today(),
    )


def _row(duty: Duty, leaving: int, workers: Workers) -> _Row:
    """The deputy is suggested for what somebody is responsible for; nobody for a deputy."""
    choices = [it for it in workers.choices(duty.application, duty.lead) if it.id != leaving]
    known = {it.id for it in choices}
    deputy = duty.deputy if duty.deputy in known else None
    responsible = duty.responsible if duty.responsible in known else deputy
    return _Row(
        duty=duty,
        choices=choices,
        responsible=responsible,
        deputy=deputy if deputy != responsible else None,
    )


def _handing(row: _Row) -> Handing | None:
    """What was chosen for a duty; nothing where the form did not show it."""
    known = {it.id for it in row.choices}
    version = request.form.get(f"version-{row.duty.id}", "")
    if not (version.isascii() and version.isdecimal() and len(version) < 10):
        return None
    sent = (request.form.get(f"{name}-{row.duty.id}", "") for name in ("wer", "vertretung"))
    chosen = [number_in(it) if it.isascii() and it.isdecimal() else None for it in sent]
    responsible, deputy = (it if it in known else None for it in chosen)
    return Handing(
        duty=row.duty.as_seen(int(version)),
        responsible=responsible,
        deputy=deputy if deputy != responsible else None,
    )


def _person(number: int) -> Account:
    """Somebody whose work this person may hand over: the own, that of the own municipality."""
    found, viewer = account_with_id(db(), number) or abort(404), current_account()
    if found.id != viewer.id and limited_to(viewer) not in (None, found.municipality):
        abort(404)
    return found
