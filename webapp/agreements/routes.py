"""The split of a joint akte and the consent to it; every applicant reads both."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import Municipality, municipalities
from webapp.accounts.access import WRITERS, current_account, for_roles, signed_in
from webapp.accounts.account import Role
from webapp.agreements.consents import (
    IN_WRITING,
    Standing,
    agree_on_split,
    may_consent,
    say,
    standings,
)
from webapp.agreements.differences import basis_sentence, differences, rounding_sentences
from webapp.agreements.forms import SplitForm
from webapp.agreements.splits import LONGEST_WORDS, Plan, Split, splits_of
from webapp.agreements.splitting import Basis
from webapp.agreements.teams import set_teams
from webapp.applications.akte import Application, Consent, Team, may_change
from webapp.applications.amounts import as_written
from webapp.applications.award import award_of
from webapp.applications.blueprint import ONE, OVERTAKEN, as_sent, changeable, visible
from webapp.applications.money import AMOUNTS
from webapp.applications.queries import application
from webapp.applications.steps import renew_checklist
from webapp.participation.forms import teams_in
from webapp.request import db, now, today

bp = Blueprint("agreements", __name__, template_folder="templates")

_CHANGED = "Die Aufteilung hat sich inzwischen geändert; bitte sehen Sie sie sich noch einmal an."


@bp.app_context_processor
def _give_agreements() -> dict[str, Callable[[Application], str]]:
    """Let the page of an akte show how far the applicants agree."""
    return dict(joint_of=_of_akte)


@bp.get(f"{ONE}/aufteilung")
def page(number: int) -> str:
    """How the money is divided, what each town says to it, and what stood before."""
    found = _joint(visible(number))
    account, splits = current_account(), splits_of(db(), number)
    return render_template(
        "agreements/agreement.html",
        akte=found,
        splits=splits,
        stands=bool(splits) and splits[0].stands_in(found),
        standings=standings(db(), found, splits),
        towns=_names(),
        basis_sentence=basis_sentence,
        rounding_sentences=rounding_sentences,
        differences=differences,
        may_change=may_change(account, found),
        may_say=[ags for ags in found.towns if may_consent(account, ags)],
        manages=account.role is Role.MANAGER,
        in_writing=IN_WRITING,
        longest=LONGEST_WORDS,
    )


@bp.route(f"{ONE}/aufteilung/neu", methods=["GET", "POST"])
@for_roles(*WRITERS)
def divide(number: int) -> ResponseReturnValue:
    """Divide the money anew; every town is asked for its consent again."""
    found = _joint(changeable(number))
    form = SplitForm(data=_as_it_stands(found))
    plan = form.plan(request.form, _towns(found)) if form.is_submitted() else None
    if plan is None or request.form.get("do") == "preview":
        return _split_page(found, form, plan), 400 if form.is_submitted() and not plan else 200
    if not agree_on_split(db(), as_sent(found), plan, current_account(), now()):
        flash(OVERTAKEN, "warning")
        return _split_page(found, form, plan), 409
    again = application(db(), number, current_account())
    assert again
    renew_checklist(db(), again, today())
    flash("Die Aufteilung steht. Jede Kommune ist um ihre Zustimmung gebeten.", "success")
    return _back(number)


@bp.post(f"{ONE}/zustimmung/<ags>")
@for_roles(*WRITERS)
def consent(number: int, ags: str) -> ResponseReturnValue:
    """Say yes or no to the split as it was shown."""
    found, account = _joint(visible(number)), current_account()
    if found.applicant(ags) is None:
        abort(404)
    if not may_consent(account, ags):
        abort(403)
    words, split = request.form.get("words", "").strip()[:LONGEST_WORDS], request.form.get("split")
    says = {"ja": Consent.GIVEN, "nein": Consent.REFUSED}.get(request.form.get("says", ""))
    if says is None or not split or not split.isdecimal() or len(split) > 9:
        abort(400)
    if account.role is Role.MANAGER and not words:
        flash("Bitte vermerken Sie, worauf sich die Angabe stützt.", "danger")
        return _back(number)
    done = say(db(), found, ags, int(split), says, words, account, now())
    flash("Gespeichert." if done else _CHANGED, "success" if done else "warning")
    return _back(number)


@bp.route(f"{ONE}/rollen", methods=["GET", "POST"])
@for_roles(*WRITERS)
def teams(number: int) -> ResponseReturnValue:
    """Say which role each applicant has in the overview of the county."""
    found = _joint(changeable(number))
    if request.method == "POST":
        chosen = teams_in(request.form, found.towns)
        done = set_teams(db(), as_sent(found), chosen, current_account(), now())
        flash("Gespeichert." if done else OVERTAKEN, "success" if done else "warning")
        return _back(number)
    return render_template(
        "agreements/teams.html",
        akte=found,
        towns=_towns(found),
        chosen={it.municipality: it.team for it in found.applicants},
        teams=Team,
    )


def _of_akte(found: Application) -> str:
    if signed_in() is None or not found.is_joint:
        return ""
    splits = splits_of(db(), found.id)
    stood = standings(db(), found, splits)
    return render_template(
        "agreements/_on_akte.html",
        akte=found,
        split=splits[0] if splits else None,
        stands=bool(splits) and splits[0].stands_in(found),
        missing=[it.applicant.town for it in stood if not it.counts],
        mine=_waiting(stood),
    )


def _waiting(stood: list[Standing]) -> bool:
    """Whether the own municipality has not said yes or no."""
    own = current_account().municipality
    refused = {it.applicant.municipality for it in stood if _refused(it)}
    return any(it.applicant.municipality == own and not it.counts for it in stood) and (
        own not in refused
    )


def _refused(it: Standing) -> bool:
    return it.said is not None and it.said.says is Consent.REFUSED


def _split_page(found: Application, form: SplitForm, plan: Plan | None) -> str:
    towns = _towns(found)
    newest = next(iter(splits_of(db(), found.id)), None)
    own = (Basis.PERCENT, Basis.AMOUNTS)
    typed = {it.ags: request.form.get(f"share-{it.ags}", "") for it in towns}
    if newest and newest.basis in own and not form.is_submitted():
        typed = {ags: as_written(weight) for ags, weight in newest.weights.items()}
    return render_template(
        "agreements/split.html",
        akte=found,
        form=form,
        towns=towns,
        names=_names(),
        typed=typed,
        division=plan.division if plan else None,
        totals=plan.totals if plan else None,
        asked_before=newest is not None,
    )


def _as_it_stands(found: Application) -> dict[str, str]:
    """What the form begins with: the last split or what the akte adds up to, as was granted."""
    newest: Split | None = next(iter(splits_of(db(), found.id)), None)
    totals = newest.totals if newest and newest.stands_in(found) else found.money
    if award := award_of(db(), found.id):
        totals = replace(totals, grant=award.granted, eligible=award.eligible or totals.eligible)
    amounts = {name: as_written(getattr(totals, name)) for name in AMOUNTS}
    basis = newest.basis.value if newest else Basis.INHABITANTS.value
    return amounts | dict(basis=basis, version=str(found.version))


def _joint(found: Application) -> Application:
    return found if found.is_joint else abort(404)


def _towns(found: Application) -> list[Municipality]:
    return [town for town in municipalities(db()) if town.ags in found.towns]


def _names() -> dict[str, str]:
    return {town.ags: town.short_name for town in municipalities(db())}


def _back(number: int) -> ResponseReturnValue:
    return redirect(url_for("agreements.page", number=number), 303)
