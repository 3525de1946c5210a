"""The two addresses of sign-on: there, and back again."""

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import public
from webapp.accounts.security_events import Event, told
from webapp.request import db, settings, today
from webapp.second_factor.entering import enter
from webapp.sign_on.binding import NoAccount, account_for
from webapp.sign_on.provider import UnusableProvider, is_configured, proved_by_answer, send_there

bp = Blueprint("sign_on", __name__, template_folder="templates")

_TARGET = "after sign-on"


@bp.app_template_global()
def sign_on_label() -> str:
    """The name of the service for the button; empty where there is none."""
    return settings().oidc_label if is_configured(settings()) else ""


@bp.get("/anmelden/dienst")
@public
def there() -> ResponseReturnValue:
    """Go to the service; nothing changes here by that."""
    _refuse_unconfigured()
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        # Another page sent the browser: nobody is signed in without having wanted it.
        return redirect(url_for("accounts.sign_in_page"), 303)
    session[_TARGET] = request.args.get("weiter")
    try:
        return send_there(settings(), settings().base_url + url_for("sign_on.back"))
    except UnusableProvider as error:
        return _refused(str(error), 502)


@bp.get("/anmelden/dienst/zurueck")
@public
def back() -> ResponseReturnValue:
    """Let in whom the service vouches for, if somebody has invited them."""
    _refuse_unconfigured()
    if "state" not in request.args:
        return redirect(url_for("accounts.sign_in_page"), 303)
    target = session.get(_TARGET)
    try:
        return enter(account_for(db(), proved_by_answer(settings()), today()), target)
    except UnusableProvider as error:
        told(Event.NOT_VOUCHED_FOR)
        return _refused(str(error), 401)
    except NoAccount as error:
        told(Event.NOT_VOUCHED_FOR)
        return _refused(str(error), 403)


def _refuse_unconfigured() -> None:
    if not is_configured(settings()):
        abort(404)


def _refused(sentence: str, status: int) -> ResponseReturnValue:
    return render_template("sign_on/refused.html", sentence=sentence), status
