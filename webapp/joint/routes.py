"""All open groups for the manager; calls for interest, and the answers of the towns addressed."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import participating
from index.programme import Programme, programme
from webapp.accounts.access import Role, current_account, for_roles
from webapp.joint import calls, founding_page, queries
from webapp.joint.answers import LONGEST_NOTE, Sent, read_answer
from webapp.joint.blueprint import OVERTAKEN, bp, known_interest, moment, open_programme, to_call
from webapp.joint.forms import CallForm
from webapp.joint.groups import open_groups
from webapp.joint.interest import Interested
from webapp.paging import page_number, pages
from webapp.projects.queries import projects_of
from webapp.request import db, seen_version, today

__all__ = ["bp", "founding_page"]

_SIZE, _MOST_VORHABEN = 30, 50


@bp.get("/gemeinsam")
@for_roles(Role.MANAGER)
def overview() -> str:
    """Every programme that several municipalities could use, with who is interested."""
    groups = open_groups(db())
    number = min(page_number(request.args), max(1, -(-len(groups) // _SIZE)))
    shown = groups[(number - 1) * _SIZE : number * _SIZE]
    favoured = sum(bool(group.cooperation) for group in groups)
    return render_template(
        "joint/overview.html",
        favoured=[group for group in shown if group.cooperation],
        others=[group for group in shown if not group.cooperation],
        totals=(favoured, len(groups) - favoured),
        most=_MOST_VORHABEN,
        pages=pages(len(groups), _SIZE, number, lambda it: url_for("joint.overview", seite=it)),
        interests=queries.interests(db()),
        calls=calls.calls(db()),
    )


@bp.get("/gemeinsam/<int:number>")
@for_roles(Role.MANAGER)
def interest(number: int) -> str:
    """One call for interest: whom to invite until when, what they said, who leads."""
    found = open_programme(number)
    return _call_page(found, known_interest(found))


@bp.post("/gemeinsam/<int:number>/einladen")
@for_roles(Role.MANAGER)
def invite(number: int) -> ResponseReturnValue:
    """Invite the municipalities of a group to say until a day whether they are interested."""
    found, form = open_programme(number), CallForm()
    stood = known_interest(found)
    if not form.fits(found, today()):
        return _call_page(found, stood, form), 400
    day, account = form.day, current_account()
    if not calls.set_deadline(db(), number, day, seen_version(), account, moment()):
        flash(OVERTAKEN, "warning")
        return to_call(number)
    towns = {town.ags for town in participating(db(), today())} & {it.ags for it in stood.towns}
    new = queries.invite(db(), number, sorted(towns), form.note.data, account, moment())
    flash(f"Eingeladen: {new} Kommunen." if new else "Gespeichert.", "success")
    return to_call(number)


@bp.post("/gemeinsam/<int:number>/leitung")
@for_roles(Role.MANAGER)
def lead(number: int) -> ResponseReturnValue:
    """Write down who leads, and how that was agreed."""
    found = open_programme(number)
    stood = known_interest(found)
    chosen = calls.Lead(request.form.get("lead", ""), request.form.get("words", "").strip())
    if chosen.ags not in {town.ags for town in stood.towns if town.said}:
        return _call_page(found, stood, chosen=chosen), 400
    done = calls.decide_lead(db(), number, chosen, seen_version(), current_account(), moment())
    flash("Gespeichert." if done else OVERTAKEN, "success" if done else "warning")
    return to_call(number)


@bp.get("/einladungen")
def invitations() -> str:
    """What my municipality is invited to, and who else is."""
    return _invitations()


@bp.post("/einladungen/<int:number>")
@for_roles(Role.STAFF)
def answer(number: int) -> ResponseReturnValue:
    """Say whether my municipality is interested, and what it would bring."""
    account = current_account()
    ags = account.municipality or ""
    if programme(db(), number) is None or ags not in queries.interests(db()).get(number, {}):
        abort(404)
    sent = read_answer(request.form, {one.id for one in projects_of(db(), ags)}) or abort(400)
    if sent.wrong:
        return _invitations(number, sent), 400
    said = sent.answer
    queries.answer(db(), number, ags, said, sent.note, account, moment(), sent.offer)
    late = calls.call(db(), number).is_late(today())
    flash(
        "Ihre Antwort ist gespeichert"
        + (", als verspätet gekennzeichnet; sie zählt trotzdem." if late else "."),
        "success",
    )
    return redirect(url_for("joint.invitations") + f"#einladung-{number}", 303)


def _invitations(number: int = 0, sent: Sent | None = None) -> str:
    account = current_account()
    ags = account.municipality or ""
    groups = queries.invited_to(db(), ags)
    numbers = [group[0].programme for group in groups]
    return render_template(
        "joint/invitations.html",
        groups=groups,
        ags=ags,
        answers=queries.Answer,
        may_answer=account.role is Role.STAFF,
        vorhaben=projects_of(db(), ags),
        akten=_own_akten(ags),
        fitting={it: queries.fitting_projects(db(), it, ags) for it in numbers},
        calls=calls.calls(db()),
        today=today(),
        sent={number: sent} if sent else {},
        problem=sent.wrong if sent else "",
        longest=LONGEST_NOTE,
    )


def _own_akten(ags: str) -> set[int]:
    """The akten in which a municipality applies: others it may not open."""
    rows = db().query("select application from applicant where municipality = ?", [ags])
    return {row["application"] for row in rows}


def _call_page(
    found: Programme,
    stood: Interested,
    form: CallForm | None = None,
    chosen: calls.Lead | None = None,
) -> str:
    said = next((town.said.note for town in stood.towns if town.said), "")
    call = stood.call
    shown = form or CallForm(formdata=None, respond_by=call.respond_by, note=said)
    closing = found.standing(today()).next_deadline
    return render_template(
        "joint/call.html",
        programme=found,
        stood=stood,
        call=call,
        form=shown,
        closing=closing,
        lead_words=chosen.words if chosen else call.lead_words,
        problem="Bitte wählen Sie eine der gefragten Kommunen." if chosen else "",
        today=today(),
    )
