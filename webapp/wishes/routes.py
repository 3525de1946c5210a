"""The page on which a person chooses day and hour of the letter, and the reminders."""

import re
from collections.abc import Iterable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import current_account
from webapp.digest.readers import choose_slot, reader_with_account
from webapp.digest.reminders import remindings_for, wish, wished
from webapp.digest.reminding import MOST_DAYS, USUAL, Reminding
from webapp.digest.shelf import Shelf
from webapp.request import db, now, today

bp = Blueprint("wishes", __name__, template_folder="templates")

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
HOURS = range(5, 21)
OFFERED = {56: "8 Wochen", 28: "4 Wochen", 14: "2 Wochen", 7: "1 Woche", 3: "3 Tage", 1: "1 Tag"}


@bp.get("/brief/wuensche")
def page() -> str:
    """Show the chosen day and hour, and everything there is to remind of."""
    return _page()


def _page(problem: str = "") -> str:
    account = current_account()
    usual = wished(db(), account.id).get(("", ""), USUAL)
    return render_template(
        "wishes/wishes.html",
        reader=reader_with_account(db(), account.id),
        next_letter=reader_with_account(db(), account.id).next_slot(now().replace(tzinfo=None)),
        weekdays=WEEKDAYS,
        hours=HOURS,
        offered=OFFERED,
        usual=usual,
        remindings=_remindings(),
        today=today(),
        problem=problem,
        sent=request.form,
    )


@bp.post("/brief/wuensche")
def choose() -> ResponseReturnValue:
    """Keep the day of the week and the hour."""
    weekday, hour = request.form.get("weekday", -1, int), request.form.get("hour", -1, int)
    if weekday not in range(7) or hour not in HOURS:
        abort(400)
    choose_slot(db(), current_account().id, weekday, hour)
    flash(f"Ihr Brief kommt {WEEKDAYS[weekday].lower()}s ab {hour} Uhr.", "success")
    return redirect(url_for("wishes.page"), 303)


@bp.post("/brief/wuensche/erinnerungen")
def choose_reminders() -> ResponseReturnValue:
    """Keep how long before a day to remind: as a rule, or of one thing."""
    name = request.form.get("subject", "")
    if name and name not in {it.subject for it in _remindings()}:
        abort(404)
    days = [*_chosen(request.form.getlist("days")), *_chosen(re.split(r"[,;\s]+", _own()))]
    if any(not 0 < it <= MOST_DAYS for it in days):
        return _page(f"Bitte nennen Sie Tage von 1 bis {MOST_DAYS}."), 400
    source, _, key = name.partition(":")
    wish(db(), current_account().id, days, source, key)
    flash("Die Erinnerungen sind gespeichert." if days else "Erinnert wird nicht mehr.", "success")
    return redirect(url_for("wishes.page"), 303)


def _remindings() -> list[Reminding]:
    return remindings_for(db(), current_account(), Shelf(db(), today()))


def _own() -> str:
    return request.form.get("own", "").strip()


def _chosen(texts: Iterable[str]) -> list[int]:
    return [int(text) if text.isdecimal() and len(text) < 6 else 0 for text in texts if text]
