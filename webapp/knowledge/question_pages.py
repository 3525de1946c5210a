"""Questions among towns: one click from an experience to a question, one from answer to lesson."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import Municipality, municipality
from index.programme import Programme, programme
from webapp.accounts.access import WRITERS, current_account, for_roles
from webapp.advice.text_blocks import Purpose
from webapp.enquiries.queries import messages
from webapp.knowledge.blueprint import MEMBERS, bp
from webapp.knowledge.entries import Given, give
from webapp.knowledge.forms import AnswerForm, TownQuestionForm
from webapp.knowledge.questions import (
    TownQuestion,
    ask_town,
    question,
    question_about,
    write_on,
)
from webapp.programmes.shown import shown_programme
from webapp.request import db, now, settings

_ONE = "/wissen/fragen/<int:number>"


@bp.route("/wissen/fragen/neu", methods=["GET", "POST"])
@for_roles(*WRITERS)
def ask() -> ResponseReturnValue:
    """Ask the people of another town, perhaps about a programme."""
    town, about = _asked_town(), _about()
    form = TownQuestionForm(
        data=dict(subject=f"Erfahrung mit: {about.title}"[:120] if about else "")
    )
    if form.validate_on_submit():
        asked = question_about(form.subject.data, form.words.data, about.id if about else None)
        number = ask_town(db(), settings(), town.ags, asked, current_account(), now())
        flash(f"Ihre Frage liegt bei {town.short_name}.", "success")
        return redirect(url_for("knowledge.conversation", number=number), 303)
    page = render_template("knowledge/ask.html", form=form, town=town, programme=about)
    return page, 400 if form.is_submitted() else 200


@bp.route(_ONE, methods=["GET", "POST"])
@for_roles(*MEMBERS)
def conversation(number: int) -> ResponseReturnValue:
    """One conversation of two towns, and writing on."""
    found, form, account = _visible(number), AnswerForm(), current_account()
    writes = account.role in WRITERS and found.writes(account)
    if form.is_submitted() and not writes:
        abort(403)
    if form.validate_on_submit():
        write_on(db(), settings(), found, form.words.data, account, now())
        flash("Gesendet.", "success")
        return redirect(url_for("knowledge.conversation", number=number), 303)
    page = render_template(
        "knowledge/conversation.html",
        question=found,
        messages=messages(db(), number),
        programme=programme(db(), found.programme) if found.programme else None,
        form=form,
        writes=writes,
        answers=writes and found.answers(account),
    )
    return page, 400 if form.is_submitted() else 200


@bp.post(f"{_ONE}/erfahrung/<int:message>")
@for_roles(*WRITERS)
def turn_into_lesson(number: int, message: int) -> ResponseReturnValue:
    """Give an own answer to all members as a lesson; the question itself stays between the two."""
    found, account = _visible(number), current_account()
    said = next((it for it in messages(db(), number) if it.id == message and it.answers), None)
    if said is None:
        abort(404)
    if not found.answers(account):
        abort(403)
    given = Given(
        purpose=Purpose.LESSON,
        title=_title_of_lesson(found),
        words=said.words,
        programme=found.programme,
        enquiry=number,
    )
    lesson = give(db(), given, account, now())
    flash("Alle Mitglieder sehen diese Antwort jetzt; hier können Sie sie noch ändern.", "success")
    return redirect(url_for("knowledge.change", number=lesson), 303)


def _title_of_lesson(found: TownQuestion) -> str:
    """What a lesson is called at first: the words of the town that asked are not for all."""
    about = programme(db(), found.programme) if found.programme else None
    return about.title if about else f"Erfahrung aus {found.asked_town}"


def _visible(number: int) -> TownQuestion:
    return question(db(), number, current_account()) or abort(404)


def _asked_town() -> Municipality:
    own = current_account().municipality or abort(403)
    found = municipality(db(), request.args.get("kommune", ""))
    return found if found and found.ags != own else abort(404)


def _about() -> Programme | None:
    number = request.args.get("programm", "")
    known = number.isascii() and number.isdecimal() and len(number) < 10
    return shown_programme(int(number)) if known else None
