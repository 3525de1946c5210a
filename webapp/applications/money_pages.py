"""The money of an akte: one row per applicant, the own share is calculated."""

from collections.abc import Mapping

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from index.facts import Facts
from index.programme import programme
from webapp.accounts.access import WRITERS, current_account, for_roles
from webapp.applications.akte import Applicant, Application, may_write_for
from webapp.applications.amounts import as_written, cents_of
from webapp.applications.blueprint import ONE, OVERTAKEN, as_sent, back, bp, refuse, visible
from webapp.applications.changes import set_money
from webapp.applications.money import AMOUNTS, LABELS, Money, faults
from webapp.applications.proposing import Proposed, proposed_for
from webapp.applications.queries import application
from webapp.applications.steps import renew_checklist
from webapp.request import db, now, today

_Fields = dict[str, str]


@bp.route(f"{ONE}/geld", methods=["GET", "POST"])
@for_roles(*WRITERS)
def money(number: int) -> ResponseReturnValue:
    """Write what it costs and who pays; of partners each its own, the lead and the manager all."""
    found = visible(number)
    mine = [
        it for it in found.applicants if may_write_for(current_account(), found, it.municipality)
    ]
    if not mine:
        refuse()
    if request.method == "GET":
        return _page(found, mine, _to_begin_with(_proposed(found, mine)), {})
    typed = {
        _name(it, name): request.form.get(_name(it, name), "").strip()[:40]
        for it in mine
        for name in AMOUNTS
    }
    shares, wrong = _read(mine, typed)
    if wrong:
        return _page(found, mine, typed, wrong), 400
    if not set_money(db(), as_sent(found), shares, current_account(), now()):
        flash(OVERTAKEN, "warning")
        return _page(found, mine, typed, {}), 409
    again = application(db(), number, current_account())
    assert again
    renew_checklist(db(), again, today())
    return back(number, "geld", "Die Beträge sind gespeichert.")


def _page(found: Application, mine: list[Applicant], typed: _Fields, wrong: _Fields) -> str:
    return render_template(
        "applications/money.html",
        akte=found,
        mine=mine,
        typed=typed,
        wrong=wrong,
        amounts=AMOUNTS,
        labels=LABELS,
        proposed=_proposed(found, mine),
        fills_in=bool(request.args.get("vorschlag")),
    )


def _proposed(found: Application, mine: list[Applicant]) -> dict[str, Proposed]:
    named = programme(db(), found.programme) if found.programme else None
    facts, account = named.facts if named else Facts(), current_account()
    return {it.municipality: proposed_for(db(), found, it, facts, account) for it in mine}


def _to_begin_with(proposed: Mapping[str, Proposed]) -> _Fields:
    """What stands in the fields before anybody types; the grant only if somebody asked for it."""
    fills_in = bool(request.args.get("vorschlag"))
    return {
        f"{name}-{ags}": as_written(getattr(it.with_grant if fills_in else it.money, name))
        for ags, it in proposed.items()
        for name in AMOUNTS
    }


def _read(mine: list[Applicant], typed: _Fields) -> tuple[Mapping[str, Money], _Fields]:
    """Read the amounts; what is wrong is told by the name of its field."""
    shares: dict[str, Money] = {}
    wrong: _Fields = {}
    for it in mine:
        told: dict[str, int | None] = {}
        for name in AMOUNTS:
            try:
                told[name] = cents_of(typed[_name(it, name)])
            except ValueError as error:
                wrong[_name(it, name)] = str(error)
        shares[it.municipality] = Money(**told)
        for name, said in faults(shares[it.municipality]).items():
            wrong.setdefault(_name(it, name), said)
    return shares, wrong


def _name(it: Applicant, amount: str) -> str:
    return f"{amount}-{it.municipality}"
