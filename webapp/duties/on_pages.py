"""What pages of other capabilities show of duties: an akte, the first page, a person."""

from collections.abc import Callable
from datetime import timedelta

from flask import render_template

from webapp.accounts.access import WRITERS, limited_to, signed_in
from webapp.applications.akte import Application
from webapp.applications.award import award_of
from webapp.duties.blueprint import bp
from webapp.duties.duty import SOON_DAYS
from webapp.duties.keepers import Workers, cares, labels
from webapp.duties.queries import Wanted, count_duties, count_pressing, duties, duties_of_akte
from webapp.request import db, today

SHOWN = 5


@bp.app_context_processor
def _give_duties() -> dict[str, Callable[..., str]]:
    """Let the page of an akte show its duties."""
    return dict(duties_of_akte=_of_akte, duties_on_start=_on_start, duties_of_person=_of_person)


def _of_akte(akte: Application) -> str:
    account = signed_in()
    if account is None:
        return ""
    found = cares(Workers(db(), today(), limited_to(account)), duties_of_akte(db(), akte.id))
    return render_template(
        "duties/_on_akte.html",
        akte=akte,
        cares=found,
        names=labels(db(), (it.duty for it in found)),
        has_award=award_of(db(), akte.id) is not None,
        may_write=account.role in WRITERS,
        today=today(),
    )


def _on_start() -> str:
    """What is overdue or due in eight weeks: a town sees the first ones, the manager the number."""
    account = signed_in()
    limit = limited_to(account) if account else ""
    if account is None or limit == "":
        return ""
    overdue, soon = count_pressing(db(), limit, today())
    if not overdue + soon:
        return ""
    wanted = Wanted(ours=limit, until=today() + timedelta(days=SOON_DAYS))
    found = duties(db(), account, wanted, size=SHOWN) if limit else []
    return render_template(
        "duties/_on_start.html",
        overdue=overdue,
        soon=soon,
        duties=found,
        today=today(),
    )


def _of_person(number: int) -> str:
    """How many duties hang on somebody, for the page on which accounts are closed."""
    account = signed_in()
    if account is None or account.role not in WRITERS:
        return ""
    count = count_duties(db(), account, Wanted(person=number))
    return render_template("duties/_of_person.html", number=number, count=count)
