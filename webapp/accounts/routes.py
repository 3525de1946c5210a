"""Pages for signing in and out, accepting an invitation, and the own account."""

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from index.municipality import municipality
from index.schema import writing
from webapp.accounts import access, queries, sessions
from webapp.accounts.access import Account, current_account, public
from webapp.accounts.checking import WRONG, check
from webapp.accounts.forms import ChangePasswordForm, NewPasswordForm, SignInForm
from webapp.accounts.security_events import Event, told
from webapp.accounts.targets import own_page
from webapp.audit.log import Deed, account_subject, note
from webapp.request import db, now, today
from webapp.second_factor.entering import enter

bp = Blueprint("accounts", __name__, template_folder="templates")


@bp.route("/anmelden", methods=["GET", "POST"])
@public
def sign_in_page() -> ResponseReturnValue:
    """Check address and password, and go on to the page that was asked for."""
    form = SignInForm(weiter=request.args.get("weiter"))
    if request.method == "GET" and access.signed_in():
        return redirect(own_page(form.weiter.data))
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form), _code(form)
    account, problem, code = check(form.email.data, form.password.data)
    if account is None:
        return render_template("accounts/sign_in.html", form=form, problem=problem), code
    return enter(account, form.weiter.data)


@bp.post("/abmelden")
@public
def sign_out_page() -> ResponseReturnValue:
    """End the session, and leave nothing of it in the browser."""
    if account := access.signed_in():
        told(Event.SIGNED_OUT, account.id)
    access.sign_out()
    session.clear()
    flash("Sie sind abgemeldet.", "success")
    answer = redirect(url_for("accounts.sign_in_page"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.route("/einladung/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> ResponseReturnValue:
    """Set the first password and sign in; opening the link alone changes nothing."""
    form, account = NewPasswordForm(), queries.invited_account(db(), token, today())
    if account:
        form.about = _words_about(account)
    if account and not form.validate_on_submit():
        page = render_template("accounts/invitation.html", form=form, email=account.email)
        return page, _code(form)
    account = account and queries.accept_invitation(db(), token, form.new_password.data, today())
    if account is None:
        return render_template("accounts/invitation_gone.html"), 404
    answer = enter(account, None)
    flash("Ihr Passwort ist gesetzt. Willkommen!", "success")
    return answer


@bp.get("/konto")
def own_account() -> ResponseReturnValue:
    """Show the own account."""
    return render_template("accounts/account.html")


@bp.route("/konto/passwort", methods=["GET", "POST"])
def change_password() -> ResponseReturnValue:
    """Change the own password; sessions on other computers end."""
    form, account = ChangePasswordForm(), current_account()
    form.about = _words_about(account)
    if not form.validate_on_submit():
        return render_template("accounts/password.html", form=form), _code(form)
    same, problem, code = check(account.email, form.password.data)
    if same is None:
        problem = "Das bisherige Passwort ist falsch." if problem == WRONG else problem
        return render_template("accounts/password.html", form=form, problem=problem), code
    queries.set_password(db(), account.id, form.new_password.data)
    access.sign_in(account)
    flash("Ihr Passwort ist geändert; andere Geräte müssen sich neu anmelden.", "success")
    return redirect(url_for("accounts.own_account"), 303)


@bp.get("/konto/sitzungen")
def own_sessions() -> str:
    """Show where the own account is signed in."""
    found = sessions.sessions_of(db(), current_account().id, access.session_token(), now())
    return render_template("accounts/sessions.html", sessions=found, now=now())


@bp.post("/konto/sitzungen")
def end_sessions() -> ResponseReturnValue:
    """End one of the own sessions, or all but this one."""
    account, chosen = current_account(), request.form.get("session", "")
    with writing(db()):
        if chosen == "andere":
            sessions.end_all(db(), account.id, but=access.session_token())
        elif chosen.isdecimal() and len(chosen) < 19:
            sessions.end_one(db(), account.id, int(chosen))
        else:
            abort(400)
        note(db(), account.id, Deed.SESSIONS_ENDED, account_subject(account.id))
    flash("Beendet; dort muss man sich neu anmelden.", "success")
    return redirect(url_for("accounts.own_sessions"), 303)


@bp.post("/konto/wochenbrief")
def choose_letter() -> ResponseReturnValue:
    """Order or cancel the weekly letter."""
    wanted = request.form.get("wanted") == "yes"
    queries.subscribe(db(), current_account().id, wanted)
    told = "Sie bekommen den Wochenbrief." if wanted else "Der Wochenbrief ist abbestellt."
    flash(told, "success")
    return redirect(url_for("accounts.own_account"), 303)


def _words_about(account: Account) -> tuple[str, ...]:
    town = municipality(db(), account.municipality or "")
    return (*account.email.split("@"), *((town.name, town.short_name) if town else ()))


def _code(form: SignInForm | NewPasswordForm) -> int:
    return 400 if form.is_submitted() else 200
