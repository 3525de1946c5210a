"""Pages for signing in and out, accepting an invitation, and the own account."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts import access, passwords, queries, throttle
from webapp.accounts.access import current_account, public
from webapp.request import db, today

bp = Blueprint("accounts", __name__, template_folder="templates")

_WRONG = "E-Mail-Adresse oder Passwort ist falsch."
_WAIT = "Zu viele Versuche. Bitte warten Sie eine Viertelstunde und versuchen Sie es dann erneut."
_DIFFER = "Die beiden Eingaben des neuen Passworts sind verschieden."


@bp.get("/anmelden")
@public
def sign_in_page() -> ResponseReturnValue:
    """Show the form, or go on where somebody is signed in already."""
    if access.signed_in():
        return redirect(_own_page(request.args.get("weiter")))
    return render_template("accounts/sign_in.html", email="", target=request.args.get("weiter"))


@bp.post("/anmelden")
@public
def sign_in() -> ResponseReturnValue:
    """Check address and password."""
    email = queries.normal_email(request.form.get("email", ""))[:254]
    computer = request.remote_addr or ""
    if not throttle.may_try(db(), email, computer, datetime.now(UTC)):
        return _sign_in_again(email, _WAIT), 429
    account = queries.account_with_password(db(), email, request.form.get("password", ""))
    if account is None:
        return _sign_in_again(email, _WRONG), 401
    throttle.forget(db(), email, computer)
    session.clear()  # nothing of what somebody else did at this computer goes on
    access.sign_in(account)
    return redirect(_own_page(request.form.get("weiter")), 303)


@bp.post("/abmelden")
@public
def sign_out() -> ResponseReturnValue:
    """End the session."""
    access.sign_out()
    session.clear()
    flash("Sie sind abgemeldet.")
    return redirect(url_for("accounts.sign_in_page"), 303)


@bp.get("/einladung/<token>")
@public
def invitation(token: str) -> ResponseReturnValue:
    """Show where the first password is set; opening the link changes nothing."""
    account = queries.invited_account(db(), token, today())
    if account is None:
        return render_template("accounts/invitation_gone.html"), 404
    return render_template("accounts/invitation.html", invited=account)


@bp.post("/einladung/<token>")
@public
def accept_invitation(token: str) -> ResponseReturnValue:
    """Set the first password and sign in; the link is used up."""
    account = queries.invited_account(db(), token, today())
    if account is None:
        return render_template("accounts/invitation_gone.html"), 404
    if error := _objection():
        return render_template("accounts/invitation.html", invited=account, error=error), 400
    if queries.accept_invitation(db(), token, request.form["new_password"], today()) is None:
        return render_template("accounts/invitation_gone.html"), 404
    session.clear()
    access.sign_in(account)
    flash("Ihr Passwort ist gesetzt. Willkommen!")
    return redirect(_own_page(None), 303)


@bp.get("/konto")
def own_account() -> ResponseReturnValue:
    """Show the own account."""
    return render_template("accounts/account.html")


@bp.post("/konto/passwort")
def change_password() -> ResponseReturnValue:
    """Change the own password; sessions on other computers end."""
    account = current_account()
    computer = request.remote_addr or ""
    if not throttle.may_try(db(), account.email, computer, datetime.now(UTC)):
        return render_template("accounts/account.html", error=_WAIT), 429
    old = request.form.get("password", "")
    if queries.account_with_password(db(), account.email, old) is None:
        error: str | None = "Das bisherige Passwort ist falsch."
    else:
        throttle.forget(db(), account.email, computer)
        error = _objection()
    if error:
        return render_template("accounts/account.html", error=error), 400
    queries.set_password(db(), account.id, request.form["new_password"])
    access.sign_in(account)
    flash("Ihr Passwort ist geändert. Auf anderen Geräten müssen Sie sich neu anmelden.")
    return redirect(url_for("accounts.own_account"), 303)


@bp.post("/konto/wochenbrief")
def choose_letter() -> ResponseReturnValue:
    """Order or cancel the weekly letter."""
    wanted = request.form.get("wanted") == "yes"
    queries.subscribe(db(), current_account().id, wanted)
    flash("Sie bekommen den Wochenbrief." if wanted else "Sie bekommen keinen Wochenbrief mehr.")
    return redirect(url_for("accounts.own_account"), 303)


def _sign_in_again(email: str, error: str) -> str:
    target = request.form.get("weiter")
    return render_template("accounts/sign_in.html", email=email, target=target, error=error)


def _objection() -> str | None:
    new, again = request.form.get("new_password", ""), request.form.get("again", "")
    return _DIFFER if new != again else passwords.objection_to(new)


def _own_page(target: str | None) -> str:
    """Go where somebody wanted to, but never to another site."""
    start = request.script_root + "/"
    if not target or not target.startswith("/") or "\\" in target:
        return start
    parts = urlsplit(target)
    foreign = parts.scheme or parts.netloc or target.startswith("//")
    return start if foreign else request.script_root + target
