"""The text blocks of the Fördermittelmanagement, and the time that advice took."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import municipalities
from webapp.accounts.access import Role, current_account, for_roles
from webapp.advice import text_blocks, time_spent
from webapp.advice.forms import BlockForm, TimeForm
from webapp.advice.period import period_of
from webapp.advice.text_blocks import Purpose, TextBlock
from webapp.advice.time_spent import USUAL, Spent
from webapp.enquiries.queries import enquiry
from webapp.request import db, now, seen_version, today

bp = Blueprint("advice", __name__, template_folder="templates")

_BLOCKS = "/beratung/bausteine"
_OVERTAKEN = "Inzwischen hat jemand anderes das geändert; bitte sehen Sie noch einmal nach."


@bp.get(_BLOCKS)
@for_roles(Role.MANAGER)
def blocks() -> str:
    """All text blocks for answers, also those that are offered no longer."""
    return _blocks(BlockForm(formdata=None))


@bp.post(_BLOCKS)
@for_roles(Role.MANAGER)
def add_block() -> ResponseReturnValue:
    """Keep a new text block."""
    form = BlockForm()
    if not form.validate_on_submit():
        return _blocks(form), 400
    text_blocks.add(db(), Purpose.ADVICE, form.said, current_account(), now())
    flash("Der Textbaustein ist gespeichert.", "success")
    return redirect(url_for("advice.blocks"), 303)


@bp.route(f"{_BLOCKS}/<int:number>", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def change_block(number: int) -> ResponseReturnValue:
    """Write a text block anew."""
    found, form = _block(number), BlockForm()
    if form.validate_on_submit():
        version, account = seen_version(), current_account()
        done = text_blocks.change(db(), number, form.said, version, account, now())
        flash("Geändert." if done else _OVERTAKEN, "success" if done else "warning")
        return redirect(url_for("advice.blocks"), 303)
    if not form.is_submitted():
        form.show(found)
    page = render_template("advice/text_block.html", block=found, form=form)
    return page, 400 if form.is_submitted() else 200


@bp.post(f"{_BLOCKS}/<int:number>/ruhen")
@for_roles(Role.MANAGER)
def retire_block(number: int) -> ResponseReturnValue:
    """Offer a text block no longer, or again."""
    found = _block(number)
    text_blocks.retire(db(), number, now(), back=found.retired)
    return redirect(url_for("advice.blocks"), 303)


@bp.get("/beratung/aufwand")
@for_roles(Role.MANAGER)
def time() -> str:
    """The minutes of a year by municipality, and what was noted without a conversation."""
    return _time(TimeForm(formdata=None))


@bp.post("/beratung/aufwand")
@for_roles(Role.MANAGER)
def add_time() -> ResponseReturnValue:
    """Note minutes that belong to no conversation, such as a call."""
    form = TimeForm()
    form.offer(municipalities(db()))
    if not form.validate_on_submit():
        return _time(form), 400
    spent = Spent(
        minutes=form.minutes.data, municipality=form.town.data or None, words=form.words.data
    )
    time_spent.spend(db(), spent, current_account(), today(), now())
    flash("Eingetragen.", "success")
    return redirect(url_for("advice.time"), 303)


@bp.post("/beratung/<int:number>/aufwand")
@for_roles(Role.MANAGER)
def spend(number: int) -> ResponseReturnValue:
    """Note minutes of a conversation with one click."""
    found = enquiry(db(), number, current_account()) or abort(404)
    minutes = _minutes() or abort(400)
    spent = Spent(minutes=minutes, municipality=found.municipality, enquiry=number)
    time_spent.spend(db(), spent, current_account(), today(), now())
    return redirect(url_for("enquiries.page", number=number, _anchor="aufwand"), 303)


@bp.post("/beratung/aufwand/<int:number>")
@for_roles(Role.MANAGER)
def correct(number: int) -> ResponseReturnValue:
    """Write other minutes over an entry; 0 takes it away."""
    minutes = _minutes()
    if minutes is None:
        flash("Das sind keine Minuten; der Eintrag ist, wie er war.", "warning")
    else:
        time_spent.correct(db(), number, minutes) or abort(404)
        flash("Berichtigt.", "success")
    back = request.form.get("vorgang", "")
    if back.isdecimal() and len(back) < 10:
        return redirect(url_for("enquiries.page", number=int(back), _anchor="aufwand"), 303)
    return redirect(url_for("advice.time"), 303)


def _minutes() -> int | None:
    said = request.form.get("minuten", "").strip()
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else None


def _blocks(form: BlockForm) -> str:
    found = text_blocks.text_blocks(db(), Purpose.ADVICE, retired_too=True)
    return render_template("advice/text_blocks.html", blocks=found, form=form)


def _block(number: int) -> TextBlock:
    return text_blocks.text_block(db(), number, Purpose.ADVICE) or abort(404)


def _time(form: TimeForm) -> str:
    towns = list(municipalities(db()))
    form.offer(towns)
    year = period_of(request.args.get("jahr", ""), today())
    return render_template(
        "advice/time.html",
        form=form,
        towns={town.ags: town.short_name for town in towns},
        year=year,
        minutes=time_spent.advice_minutes(db(), year.first, year.last),
        entries=time_spent.entries(db(), None),
        usual=USUAL,
    )
