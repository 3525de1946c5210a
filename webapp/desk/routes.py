"""The desk: what is new, changed or gone in the sources, and how the sources are."""

from flask import Blueprint, render_template, request, url_for

from index.decisions import count_decisions
from index.desk import count_desk
from index.hints import open_hints
from webapp.accounts.access import Role, current_account, for_roles
from webapp.decisions.forms import StepForm
from webapp.decisions.queries import open_items
from webapp.desk.asked import PERIODS, asked_kind, asked_period, first_day
from webapp.desk.queries import KINDS, count_news, news
from webapp.duplicates.showing import counts
from webapp.operation.queries import health_of_sources
from webapp.paging import page_number, pages
from webapp.programmes.wording import CHANGE_LABELS
from webapp.request import db, today
from webapp.reviews.desk_list import renew_desk

bp = Blueprint("desk", __name__, template_folder="templates")

_SIZE = 50
_HINTS = 12


@bp.get("/neues")
@for_roles(Role.MANAGER, Role.ADMIN)
def page() -> str:
    """List what the crawls of a period found out, the newest first."""
    days, kind = asked_period(), asked_kind()
    since = first_day(today(), days)
    numbers = count_news(db(), since)
    total = numbers.get(kind, 0) if kind else sum(numbers.values())
    number = page_number(request.args)
    renew_desk(db(), today())
    return render_template(
        "desk/desk.html",
        items=list(news(db(), since, kind, number, _SIZE)),
        counts=numbers,
        total=total,
        kinds=[item.value for item in KINDS],
        kind=kind,
        days=days,
        since=since,
        periods=PERIODS,
        labels=CHANGE_LABELS,
        doubles=counts(db(), today()),
        to_review=count_desk(db(), today()).get("all", 0),
        doubts=list(open_items(db())),
        decided=count_decisions(db()),
        doubt_form=StepForm(formdata=None),
        may_decide=current_account().role is Role.MANAGER,
        hints=open_hints(db())[:_HINTS],
        health=list(health_of_sources(db(), today())),
        pages=pages(total, _SIZE, number, lambda other: _address(days, kind, other)),
        address=_address,
        today=today(),
    )


def _address(days: int, kind: str, number: int = 1) -> str:
    return url_for("desk.page", tage=days, art=kind or None, seite=number if number > 1 else None)
