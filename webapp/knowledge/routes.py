"""The Wissensnetz: one page that is searched, what oneself knows, texts for the others."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.programme import Programme
from index.vocabulary import FundingArea
from webapp.accounts.access import WRITERS, current_account, for_roles, signed_in
from webapp.advice.text_blocks import Purpose
from webapp.experience.queries import Experience
from webapp.knowledge import entries, question_pages
from webapp.knowledge.blueprint import MEMBERS, bp
from webapp.knowledge.entries import Entry
from webapp.knowledge.expertise import forget_expertise, know
from webapp.knowledge.forms import LABELS, EntryForm, ExpertiseForm, topics
from webapp.knowledge.overview import Wanted, known
from webapp.knowledge.questions import questions
from webapp.paging import page_number, pages
from webapp.programmes.shown import shown_programme
from webapp.request import db, now, seen_version
from webapp.town_choice import town_choice

__all__ = ["bp", "question_pages"]

_SIZE = 20
_ENTRY = "/wissen/texte/<int:number>"
_OVERTAKEN = "Inzwischen hat jemand anderes das geändert; bitte sehen Sie noch einmal nach."


@bp.app_context_processor
def _give_knowledge() -> dict[str, Callable[[Programme], str]]:
    """Let the page of a programme show what towns learnt with it."""
    return dict(lessons_on=_lessons_on)


@bp.get("/wissen")
@for_roles(*MEMBERS)
def page() -> str:
    """Who has done this before, what it taught, and whom to ask."""
    account, wanted = current_account(), _wanted()
    found = known(db(), wanted)
    number = min(page_number(request.args), max(1, -(-len(found.experience) // _SIZE)))
    chosen: dict[str, Any] = dict(q=wanted.words, thema=wanted.topic, kommune=wanted.municipality)
    asked = questions(db(), account)
    return render_template(
        "knowledge/page.html",
        found=found,
        shown=found.experience[(number - 1) * _SIZE : number * _SIZE],
        wanted=wanted,
        topics=topics(),
        towns=town_choice(db(), [wanted.municipality], account.municipality),
        questions=asked if not wanted else [],
        own_town=account.municipality,
        may_write=account.role in WRITERS,
        may_ask=_may_ask,
        pages=pages(
            len(found.experience),
            _SIZE,
            number,
            lambda it: url_for("knowledge.page", seite=it, **chosen),
        ),
    )


@bp.route("/wissen/eigenes", methods=["GET", "POST"])
@for_roles(*WRITERS)
def own() -> ResponseReturnValue:
    """Let the members know what oneself knows."""
    form, account = ExpertiseForm(), current_account()
    if not account.municipality:
        abort(403)
    if form.validate_on_submit():
        know(db(), FundingArea(form.topic.data), form.words.data, account, now())
        flash("Eingetragen. Sie können es jederzeit löschen.", "success")
        return redirect(url_for("knowledge.page", _anchor="personen"), 303)
    return render_template("knowledge/own.html", form=form), 400 if form.is_submitted() else 200


@bp.post("/wissen/eigenes/<int:number>/loeschen")
@for_roles(*WRITERS)
def forget(number: int) -> ResponseReturnValue:
    """Take back what oneself entered."""
    if not forget_expertise(db(), number, current_account()):
        abort(404)
    flash("Gelöscht.", "success")
    return redirect(url_for("knowledge.page", _anchor="personen"), 303)


@bp.route("/wissen/texte/neu", methods=["GET", "POST"])
@for_roles(*WRITERS)
def give() -> ResponseReturnValue:
    """Give all members a lesson or a text block."""
    form = EntryForm(data=dict(purpose=request.args.get("art", Purpose.LESSON.value)))
    programme = _programme_named(form.programme.data or request.args.get("programm", ""))
    if form.validate_on_submit():
        given = form.given(programme.id if programme else None)
        entries.give(db(), given, current_account(), now())
        flash("Danke. Alle Mitglieder sehen es jetzt.", "success")
        return redirect(url_for("knowledge.page", _anchor="texte"), 303)
    page = render_template("knowledge/text.html", form=form, programme=programme, stood=None)
    return page, 400 if form.is_submitted() else 200


@bp.route(_ENTRY, methods=["GET", "POST"])
@for_roles(*WRITERS)
def change(number: int) -> ResponseReturnValue:
    """Write an own text anew."""
    stood = _own_entry(number)
    given = stood.given
    form = EntryForm(
        data=dict(
            purpose=given.purpose.value,
            title=given.title,
            words=given.words,
            topic=given.topic,
            version=stood.version,
        )
    )
    if form.validate_on_submit():
        said = form.given(given.programme)
        done = entries.give_otherwise(db(), number, said, seen_version(), current_account(), now())
        flash("Geändert." if done else _OVERTAKEN, "success" if done else "warning")
        return redirect(url_for("knowledge.page", _anchor="texte"), 303)
    page = render_template("knowledge/text.html", form=form, programme=None, stood=stood)
    return page, 400 if form.is_submitted() else 200


@bp.post(f"{_ENTRY}/loeschen")
@for_roles(*WRITERS)
def take_away(number: int) -> ResponseReturnValue:
    """Delete an own text for everybody."""
    _own_entry(number)
    entries.take_away(db(), number)
    flash("Gelöscht.", "success")
    return redirect(url_for("knowledge.page", _anchor="texte"), 303)


def _wanted() -> Wanted:
    topic = request.args.get("thema", "")
    return Wanted(
        words=request.args.get("q", "").strip()[:100],
        topic=topic if topic in list(FundingArea) else "",
        municipality=request.args.get("kommune", ""),
    )


def _may_ask(it: Experience) -> bool:
    """Whether the own town can ask the one that tells."""
    account = current_account()
    asks = account.role in WRITERS and bool(account.municipality)
    return asks and it.municipality != account.municipality


def _own_entry(number: int) -> Entry:
    found = entries.entry(db(), number) or abort(404)
    return found if found.may_be_changed(current_account()) else abort(403)


def _programme_named(number: str) -> Programme | None:
    known = number.isascii() and number.isdecimal() and len(number) < 10
    return shown_programme(int(number)) if known else None


def _lessons_on(found: Programme) -> str:
    account = signed_in()
    if account is None or account.role not in MEMBERS:
        return ""
    some = {
        label: entries.entries(db(), purpose, programme=found.id)
        for purpose, label in LABELS.items()
    }
    return render_template("knowledge/_on_programme.html", some=some) if any(some.values()) else ""
