"""Writing down the Bescheid."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import WRITERS, current_account, for_roles
from webapp.applications.akte import Application
from webapp.applications.amounts import as_written
from webapp.applications.award import Award, award_of, set_award
from webapp.applications.award_form import AwardForm
from webapp.applications.blueprint import ONE, as_sent, bp, changeable, overtaken
from webapp.applications.changes import set_money
from webapp.applications.money import Money, faults
from webapp.applications.queries import application
from webapp.request import db, now


@bp.route(f"{ONE}/bescheid", methods=["GET", "POST"])
@for_roles(*WRITERS)
def award(number: int) -> ResponseReturnValue:
    """Enter or correct the Bescheid; then the duties that follow from it are proposed."""
    found = changeable(number)
    stood = award_of(db(), number)
    form = AwardForm(data=_values(stood) | dict(version=found.version))
    if form.validate_on_submit():
        if set_award(db(), as_sent(found), form.award, current_account(), now()):
            said = _take_over(number, form.award) if form.take_over.data else ""
            return _onwards(number, f"Der Bescheid ist eingetragen. {said}".strip())
        overtaken(form, found)
    page = render_template("applications/award.html", akte=found, form=form, stood=stood)
    return page, 400 if form.is_submitted() else 200


def _onwards(number: int, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("duties.propose", number=number), 303)


def _take_over(number: int, award: Award) -> str:
    """Write the amounts of the Bescheid into an akte of one applicant, if they add up there."""
    found = application(db(), number, current_account())
    if found is None or found.is_joint:
        return ""
    shares = _granted(found, award)
    if faults(shares[found.lead]):
        return "Die Beträge der Akte passen nicht dazu; bitte sehen Sie sie durch."
    set_money(db(), found, shares, current_account(), now(), "Nach dem Bescheid.")
    return ""


def _granted(found: Application, award: Award) -> dict[str, Money]:
    stood = found.applicants[0].money
    money = Money(
        cost=stood.cost,
        eligible=stood.eligible if award.eligible is None else award.eligible,
        grant=award.granted,
        third_party=stood.third_party,
    )
    return {found.lead: money}


def _values(stood: Award | None) -> dict[str, str]:
    if stood is None:
        return {}
    return dict(
        number=stood.number,
        dated=stood.dated.isoformat(),
        granted=as_written(stood.granted),
        eligible=as_written(stood.eligible),
        period_from=stood.period_from.isoformat() if stood.period_from else "",
        period_to=stood.period_to.isoformat() if stood.period_to else "",
        conditions=stood.conditions,
    )
