"""Setting the second factor up and off, and the page that asks for its code."""

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from webapp.accounts import checking, sessions, throttle
from webapp.accounts.access import current_account, public, session_token
from webapp.accounts.security_events import Event, told
from webapp.audit.log import Deed
from webapp.request import db, now, site_key
from webapp.second_factor import codes, keeping
from webapp.second_factor.demanding import is_demanded_of, lead_to_setting_up
from webapp.second_factor.entering import let_in, waiting
from webapp.second_factor.forms import CodeForm, PasswordForm

bp = Blueprint("second_factor", __name__, template_folder="templates")
bp.before_app_request(lead_to_setting_up)

_WRONG = "Dieser Code gilt nicht. Nehmen Sie den, den die App jetzt zeigt; jeder gilt nur einmal."


@bp.route("/anmelden/code", methods=["GET", "POST"])
@public
def code_page() -> ResponseReturnValue:
    """Ask who has typed the right password for the code of the app."""
    found, form, problem, status = waiting(), CodeForm(), "", 200
    if found is None:
        return redirect(url_for("accounts.sign_in_page"), 303)
    if form.validate_on_submit():
        account, target = found
        problem, status = _problem(account.id, form.code.data or "")
        if not problem:
            return let_in(account, target)
    elif form.errors:
        status = 400
    return render_template("second_factor/code.html", form=form, problem=problem), status


@bp.route("/konto/zweiter-faktor", methods=["GET", "POST"])
def page() -> ResponseReturnValue:
    """Tell whether a second factor is asked for; with the password it is changed."""
    form, account, problem, status = PasswordForm(), current_account(), "", 200
    if form.validate_on_submit():
        same, problem, status = checking.check(account.email, form.password.data or "")
        if same:
            return _changed(request.form.get("action", ""))
    elif form.errors:
        status = 400
    shown = render_template(
        "second_factor/page.html",
        form=form,
        problem=problem,
        is_on=keeping.is_on(db(), account.id),
        left=keeping.recovery_codes_left(db(), account.id),
    )
    return shown, status


@bp.route("/konto/zweiter-faktor/einrichten", methods=["GET", "POST"])
def set_up() -> ResponseReturnValue:
    """Show the secret to be scanned, until a code of it was typed."""
    form, account, problem, status = CodeForm(), current_account(), "", 200
    secret = keeping.secret(db(), site_key(), account.id)
    if secret is None or keeping.is_on(db(), account.id):
        return redirect(url_for("second_factor.page"), 303)
    if form.validate_on_submit():
        given = keeping.confirm(db(), site_key(), account.id, form.code.data or "", now())
        if given:
            sessions.end_all(db(), account.id, but=session_token())
            return render_template("second_factor/recovery.html", codes=given)
        problem, status = _WRONG, 401
    picture = segno.make(codes.address_of(secret, account.email), micro=False)
    shown = render_template(
        "second_factor/set_up.html",
        form=form,
        problem=problem,
        picture=Markup(picture.svg_inline(scale=5, light="#fff")),
        secret=codes.in_base32(secret),
    )
    return shown, 400 if form.errors else status


def _changed(action: str) -> ResponseReturnValue:
    number = current_account().id
    if action == "einrichten":
        keeping.begin(db(), number)
        return redirect(url_for("second_factor.set_up"), 303)
    if action == "codes" and keeping.is_on(db(), number):
        given = keeping.renew_recovery_codes(db(), number)
        return render_template("second_factor/recovery.html", codes=given)
    if action == "abschalten" and is_demanded_of(current_account()):
        flash("Für Ihre Rolle ist der zweite Faktor vorgeschrieben; er bleibt an.", "warning")
    elif action == "abschalten":
        keeping.turn_off(db(), number, number, Deed.SECOND_FACTOR_OFF)
        sessions.end_all(db(), number, but=session_token())
        flash(
            "Der zweite Faktor ist abgeschaltet; andere Geräte müssen sich neu anmelden.", "success"
        )
    return redirect(url_for("second_factor.page"), 303)


def _problem(account: int, code: str) -> tuple[str, int]:
    """What is wrong with a code, and the status; who comes here knows the password already."""
    brake = f"second factor {account}"  # one for the account, wherever somebody guesses from
    if not throttle.may_try(db(), brake, brake, now()):
        told(Event.TOO_MANY_TRIES, account, by="code")
        return checking.WAIT, 429
    if not keeping.accepts(db(), site_key(), account, code, now()):
        told(Event.WRONG_CODE, account)
        return _WRONG, 401
    throttle.forget(db(), brake, brake)
    return "", 200
