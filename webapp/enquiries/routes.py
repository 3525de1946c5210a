"""Asking the Fördermittelmanagement, reporting what is wrong, and the answers."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.programme import Programme, all_programmes
from webapp.accounts.access import Role, current_account, for_roles, may_see_project, signed_in
from webapp.enquiries import queries
from webapp.enquiries.forms import OTHER_FACTS, FaultForm, QuestionForm, ReplyForm
from webapp.enquiries.queries import Asked, Enquiry, Kind, Shown, State
from webapp.programmes.evidence import quote_of
from webapp.programmes.history import Fit, fitting_projects
from webapp.programmes.shown import shown_programme
from webapp.programmes.wording import FACT_LABELS
from webapp.projects.queries import project
from webapp.projects.sight import owner_of
from webapp.request import db, now

bp = Blueprint("enquiries", __name__, template_folder="templates")

ASKERS = (Role.STAFF, Role.READER)
_PROGRAMME = "/programm/<int:number>"
_ONE = "/rueckfragen/<int:number>"
_LABELS = {**FACT_LABELS, **OTHER_FACTS}


@bp.app_context_processor
def _give_enquiries() -> dict[str, Callable[..., str]]:
    """Let the page of a programme and the desk show what was asked."""
    return dict(enquiries_of=_enquiries_of, enquiries_on_desk=_on_desk)


@bp.get("/rueckfragen")
def overview() -> str:
    """What was asked and reported: of the own town, for the Fördermittelmanagement all."""
    found = queries.enquiries(db(), current_account())
    return render_template(
        "enquiries/overview.html",
        groups=[(state, [it for it in found if it.state is state]) for state in State],
        titles=_titles(found),
        labels=_LABELS,
        asks=current_account().role in ASKERS,
    )


@bp.route("/rueckfragen/neu", methods=["GET", "POST"])
@for_roles(*ASKERS)
def ask() -> ResponseReturnValue:
    """Ask something that belongs to no programme."""
    form = QuestionForm()
    form.offer([])
    return _ask(form, None)


@bp.route(f"{_PROGRAMME}/beratung", methods=["GET", "POST"])
@for_roles(*ASKERS)
def ask_about(number: int) -> ResponseReturnValue:
    """Ask for advice about a programme."""
    found, form = shown_programme(number), QuestionForm()
    form.offer(_own_fits(number))
    return _ask(form, found)


@bp.route(f"{_PROGRAMME}/fehler", methods=["GET", "POST"])
@for_roles(*ASKERS)
def report(number: int) -> ResponseReturnValue:
    """Report a fact that is wrong."""
    found, form = shown_programme(number), FaultForm()
    if form.validate_on_submit():
        asked = Asked(
            kind=Kind.FAULT,
            subject=f"Fehler: {_LABELS[form.fact.data]}",
            words=form.words.data,
            programme=number,
            fact=form.fact.data,
            shown=_shown(found, form.fact.data),
            found_at=form.found_at.data,
        )
        queries.ask(db(), asked, current_account(), now())
        flash("Danke. Das Fördermittelmanagement prüft es und antwortet Ihnen.", "success")
        return redirect(url_for("programmes.page", number=number), 303)
    if not form.is_submitted() and request.args.get("angabe", "") in _LABELS:
        form.fact.data = request.args["angabe"]
    page = render_template("enquiries/report.html", programme=found, form=form)
    return page, 400 if form.is_submitted() else 200


@bp.route(_ONE, methods=["GET", "POST"])
@for_roles(*ASKERS, Role.MANAGER)
def page(number: int) -> ResponseReturnValue:
    """One question or report with its answers, and writing on."""
    found, form = _visible(number), ReplyForm()
    if form.validate_on_submit():
        queries.reply(db(), found, form.words.data, current_account(), now())
        if request.form.get("erledigt"):
            queries.close(db(), number, current_account(), now())
        flash("Gesendet.", "success")
        return redirect(url_for("enquiries.page", number=number), 303)
    account = current_account()
    page = render_template(
        "enquiries/enquiry.html",
        enquiry=found,
        messages=queries.messages(db(), number),
        programme=_programme_of(found),
        vorhaben=_project_of(found),
        labels=_LABELS,
        form=form,
        decides=account.role is Role.MANAGER and found.asked.fact in FACT_LABELS,
        own=account.id == found.account,
        manages=account.role is Role.MANAGER,
    )
    return page, 400 if form.is_submitted() else 200


@bp.post(f"{_ONE}/erledigt")
@for_roles(*ASKERS, Role.MANAGER)
def close(number: int) -> ResponseReturnValue:
    """Note that nothing is left to do."""
    _visible(number)
    queries.close(db(), number, current_account(), now())
    return redirect(url_for("enquiries.overview"), 303)


@bp.post(f"{_ONE}/gelesen")
@for_roles(*ASKERS)
def read(number: int) -> ResponseReturnValue:
    """Note that the person who asked has read the answer."""
    _asked_by_me(number)
    queries.mark_read(db(), number, now())
    return redirect(url_for("enquiries.page", number=number), 303)


@bp.post(f"{_ONE}/zurueckziehen")
@for_roles(*ASKERS)
def withdraw(number: int) -> ResponseReturnValue:
    """Delete what oneself asked, with the answers."""
    _asked_by_me(number)
    queries.withdraw(db(), number)
    flash("Die Rückfrage ist gelöscht.", "success")
    return redirect(url_for("enquiries.overview"), 303)


def _ask(form: QuestionForm, found: Programme | None) -> ResponseReturnValue:
    if form.validate_on_submit():
        asked = Asked(
            kind=Kind.QUESTION,
            subject=form.subject.data,
            words=form.words.data,
            programme=found.id if found else None,
            project=form.project.data,
        )
        number = queries.ask(db(), asked, current_account(), now())
        flash("Ihre Frage liegt beim Fördermittelmanagement.", "success")
        return redirect(url_for("enquiries.page", number=number), 303)
    page = render_template("enquiries/ask.html", programme=found, form=form)
    return page, 400 if form.is_submitted() else 200


def _shown(found: Programme, fact: str) -> Shown:
    """What the page says at this moment: a source may change before somebody looks."""
    stated = found.facts.get(fact)
    if stated is None:
        return Shown()
    quote = quote_of(found, stated)
    return Shown(saying=quote.saying, quotes=tuple(item.quote for item in quote.evidence))


def _own_fits(number: int) -> list[Fit]:
    own = current_account().municipality
    return [it for it in fitting_projects(db(), number, current_account()) if it.ags == own]


def _programme_of(found: Enquiry) -> Programme | None:
    number = found.asked.programme
    return next(iter(all_programmes(db(), [number])), None) if number else None


def _project_of(found: Enquiry) -> tuple[str, str] | None:
    """Number and title of the Vorhaben, as long as it is there and this person sees it."""
    described = project(db(), found.asked.project) if found.asked.project else None
    if described is None or not may_see_project(current_account(), owner_of(described)):
        return None
    return described.id, described.title


def _titles(found: list[Enquiry]) -> dict[int, str]:
    numbers = [it.asked.programme for it in found if it.asked.programme]
    return {it.id: it.title for it in all_programmes(db(), numbers)}


def _visible(number: int) -> Enquiry:
    return queries.enquiry(db(), number, current_account()) or abort(404)


def _asked_by_me(number: int) -> Enquiry:
    found = _visible(number)
    return found if found.account == current_account().id else abort(403)


def _enquiries_of(found: Programme) -> str:
    account = signed_in()
    asked = queries.enquiries_on(db(), found.id, account) if account else []
    return render_template("enquiries/_on_programme.html", asked=asked) if asked else ""


def _on_desk() -> str:
    account = signed_in()
    if account is None or account.role is not Role.MANAGER:
        return ""
    waiting = queries.open_enquiries(db())
    return render_template(
        "enquiries/_on_desk.html", waiting=waiting, titles=_titles(waiting), labels=_LABELS
    )
