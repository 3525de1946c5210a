"""Asking the Fördermittelmanagement, reporting what is wrong, and the conversations."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import municipalities
from index.programme import Programme
from webapp.accounts.access import Role, current_account, for_roles
from webapp.enquiries import conversation, queries, showing, writing
from webapp.enquiries.enquiry import Asked, Enquiry, Kind, State
from webapp.enquiries.forms import FaultForm, QuestionForm, StepForm
from webapp.enquiries.queries import Wanted
from webapp.enquiries.showing import LABELS
from webapp.paging import page_number, pages
from webapp.programmes.shown import shown_programme
from webapp.request import db, now, seen_version, today

bp = Blueprint("enquiries", __name__, template_folder="templates")

ASKERS = (Role.STAFF, Role.READER)
BOTH = (*ASKERS, Role.MANAGER)
_SIZE = 25
_PROGRAMME = "/programm/<int:number>"
_ONE = "/beratung/<int:number>"
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
        towns=list(municipalities(db())) if account.role is Role.MANAGER else [],
        titles=showing.titles(found),
        labels=LABELS,
        today=today(),
        asks=account.role in ASKERS,
        manages=account.role is Role.MANAGER,
        pages=pages(
            total, _SIZE, number, lambda it: url_for("enquiries.overview", seite=it, **chosen)
        ),
    )


@bp.route("/beratung/neu", methods=["GET", "POST"])
@for_roles(*ASKERS)
def ask() -> ResponseReturnValue:
    """Ask something in general, or about an own Vorhaben or an akte."""
    return _ask(None)


@bp.route(f"{_PROGRAMME}/beratung", methods=["GET", "POST"])
@for_roles(*ASKERS)
def ask_about(number: int) -> ResponseReturnValue:
    """Ask for advice about a programme."""
    return _ask(shown_programme(number))


@bp.route(f"{_PROGRAMME}/fehler", methods=["GET", "POST"])
@for_roles(*ASKERS)
def report(number: int) -> ResponseReturnValue:
    """Report a fact that is wrong."""
    found, form = shown_programme(number), FaultForm()
    if form.validate_on_submit():
        asked = Asked(
            kind=Kind.FAULT,
            subject=f"Fehler: {LABELS[form.fact.data]}",
            words=form.words.data,
            programme=number,
            fact=form.fact.data,
            shown=showing.shown_of(found, form.fact.data),
            found_at=form.found_at.data,
        )
        writing.ask(db(), asked, current_account(), now())
        flash("Danke. Das Fördermittelmanagement prüft es und antwortet Ihnen.", "success")
        return redirect(url_for("programmes.page", number=number), 303)
    if not form.is_submitted() and request.args.get("angabe", "") in LABELS:
        form.fact.data = request.args["angabe"]
    page = render_template("enquiries/report.html", programme=found, form=form)
    return page, 400 if form.is_submitted() else 200


@bp.route(_ONE, methods=["GET", "POST"])
@for_roles(*BOTH)
def page(number: int) -> ResponseReturnValue:
    """One conversation, and writing on."""
    return conversation.answered(_visible(number))


@bp.post(f"{_ONE}/schritt")
@for_roles(*BOTH)
def step(number: int) -> ResponseReturnValue:
    """Set the next step, its day and who is responsible."""
    found, form = _visible(number), StepForm()
    form.offer(showing.both_sides(found))
    if not form.validate_on_submit():
        return conversation.shown(found, step=form), 400
    done = writing.plan(db(), number, form.said, seen_version())
    flash("Eingetragen." if done else _OVERTAKEN, "success" if done else "warning")
    return redirect(url_for("enquiries.page", number=number), 303)


@bp.post(f"{_ONE}/erledigt")
@for_roles(*BOTH)
def close(number: int) -> ResponseReturnValue:
    """Note that nothing is left to do."""
    _visible(number)
    writing.close(db(), number, current_account(), now())
    return redirect(url_for("enquiries.overview"), 303)


@bp.post(f"{_ONE}/oeffnen")
@for_roles(*BOTH)
def open_again(number: int) -> ResponseReturnValue:
    """Note that something is left to do after all."""
    if _visible(number).state is State.CLOSED:
        writing.open_again(db(), number, now())
    return redirect(url_for("enquiries.page", number=number), 303)


@bp.post(f"{_ONE}/gelesen")
@for_roles(*BOTH)
def read(number: int) -> ResponseReturnValue:
    """Note that this person has read everything."""
    _visible(number)
    writing.mark_read(db(), number, current_account())
    return redirect(url_for("enquiries.page", number=number), 303)


@bp.post(f"{_ONE}/zurueckziehen")
@for_roles(*ASKERS)
def withdraw(number: int) -> ResponseReturnValue:
    """Delete what oneself asked, with the answers."""
    if _visible(number).account != current_account().id:
        abort(403)
    writing.withdraw(db(), number)
    flash("Die Anfrage ist gelöscht.", "success")
    return redirect(url_for("enquiries.overview"), 303)


def _ask(found: Programme | None) -> ResponseReturnValue:
    form = QuestionForm()
    form.offer(showing.own_projects(found.id if found else None), showing.own_applications())
    if form.validate_on_submit():
        asked = Asked(
            kind=Kind.QUESTION,
            subject=form.subject.data,
            words=form.words.data,
            programme=found.id if found else None,
            project=form.project.data,
            application=int(form.application.data) if form.application.data else None,
        )
        number = writing.ask(db(), asked, current_account(), now())
        flash("Ihre Frage liegt beim Fördermittelmanagement.", "success")
        return redirect(url_for("enquiries.page", number=number), 303)
    if not form.is_submitted():
        form.choose(request.args.get("vorhaben", ""), request.args.get("akte", ""))
    page = render_template("enquiries/ask.html", programme=found, form=form)
    return page, 400 if form.is_submitted() else 200


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


def _visible(number: int) -> Enquiry:
    return queries.enquiry(db(), number, current_account()) or abort(404)
