"""The form to order the letter without an account, and the page that confirms it."""

from collections.abc import Callable

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.vocabulary import FundingArea
from webapp.accounts.access import csrf, public
from webapp.accounts.queries import RefusedAccount, normal_email
from webapp.digest.rules import subscribing_is_open
from webapp.digest.single import send_single
from webapp.request import db, now, settings
from webapp.subscriptions.queries import CONSENT, Asked, TooManyAsked, ask, confirm, confirmable

bp = Blueprint("subscriptions", __name__, template_folder="templates")

_BUSY = "Gerade wurden sehr viele Briefe bestellt. Bitte versuchen Sie es in einer Stunde erneut."
_AGREE = "Bitte bestätigen Sie, dass Sie den Brief bekommen möchten."


@bp.app_context_processor
def _give_whether_open() -> dict[str, Callable[[], bool]]:
    """Let the page to sign in lead here while the letter may be ordered."""
    return dict(letter_can_be_ordered=lambda: subscribing_is_open(db()))


@bp.get("/brief/bestellen")
@public
def order() -> ResponseReturnValue:
    """Show the form."""
    return _form() if subscribing_is_open(db()) else _closed()


@bp.post("/brief/bestellen")
@public
def ordered() -> ResponseReturnValue:
    """Write to the address; the answer is the same whether it was known or not."""
    if not subscribing_is_open(db()):
        return _closed()
    if request.form.get("agreed") != "ja":
        return _form(_AGREE, "agreed"), 400
    email = normal_email(request.form.get("email", ""))
    chosen = [area.value for area in FundingArea if area.value in request.form.getlist("areas")]
    try:
        asked = ask(db(), email, tuple(chosen), now())
    except RefusedAccount as error:
        return _form(str(error), "email"), 400
    except TooManyAsked:
        return _form(_BUSY), 429
    if asked:
        _write(email, asked)
    return render_template("subscriptions/asked.html", email=email)


@bp.get("/brief/bestaetigen/<token>")
@public
def ask_to_confirm(token: str) -> ResponseReturnValue:
    """Show a button: mail scanners open every link, so opening it must not confirm anything."""
    email = confirmable(db(), token, now())
    page = render_template("subscriptions/confirm.html", email=email, done=False)
    return page, 200 if email else 404


@bp.post("/brief/bestaetigen/<token>")
@csrf.exempt
@public
def confirmed(token: str) -> ResponseReturnValue:
    """Begin the subscription."""
    email = confirm(db(), token, now())
    page = render_template("subscriptions/confirm.html", email=email, done=True)
    return page, 200 if email else 404


def _write(email: str, asked: Asked) -> None:
    if asked.has_it:
        told = [
            "für Ihre Adresse wurde gerade der Wochenbrief von Fördernetz bestellt. Sie bekommen"
            " ihn schon. Abbestellen können Sie ihn mit dem Link am Ende jedes Briefs."
        ]
        send_single(db(), settings(), email, "Ihr Wochenbrief von Fördernetz", told, now())
        return
    told = [
        "für Ihre Adresse wurde der Wochenbrief von Fördernetz bestellt. Bitte bestätigen Sie das"
        " innerhalb von sieben Tagen.",
        "Haben Sie ihn nicht bestellt, tun Sie nichts: Dann kommt kein Brief, und die Adresse wird"
        " gelöscht.",
    ]
    address = url_for("subscriptions.ask_to_confirm", token=asked.token)
    link = ("Bestellung bestätigen", f"{settings().base_url}{address}")
    subject = "Bitte bestätigen Sie Ihren Wochenbrief"
    send_single(db(), settings(), email, subject, told, now(), link=link)


def _form(problem: str = "", about: str = "") -> str:
    return render_template(
        "subscriptions/order.html",
        areas=FundingArea,
        consent=CONSENT,
        problem=problem,
        about=about,
    )


def _closed() -> ResponseReturnValue:
    return render_template("subscriptions/closed.html"), 404
