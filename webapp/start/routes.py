"""The first page after the login."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template

from index.municipality import municipality
from webapp.accounts.access import WRITERS, Account, Role, current_account, limited_to
from webapp.desk.queries import count_news, news
from webapp.operation.queries import health_of_sources
from webapp.programmes.quick_check import in_one_line
from webapp.programmes.wording import CHANGE_LABELS
from webapp.request import db, today
from webapp.start.queries import best_matches, next_deadlines, own_projects

bp = Blueprint("start", __name__, template_folder="templates")

NEW_FOR_DAYS = 7
SOON_DAYS = 56
_SHOWN = 8


@bp.get("/")
def page() -> str:
    """What is new for us, what is due soon, where to go from here."""
    account = current_account()
    keeps_desk = account.role in (Role.MANAGER, Role.ADMIN)
    town = municipality(db(), account.municipality) if account.municipality else None
    return render_template(
        "start/start.html",
        town=town,
        keeps_desk=keeps_desk,
        may_write=account.role in WRITERS,
        today=today(),
        since=today() - timedelta(days=NEW_FOR_DAYS - 1),
        new_for=NEW_FOR_DAYS,
        in_one_line=in_one_line,
        **_projects(account),
        **(_desk() if keeps_desk else {}),
    )


def _projects(account: Account) -> dict[str, Any]:
    """What the Vorhaben of this person bring; the manager's are those of all municipalities."""
    ags = limited_to(account)
    if ags == "":
        return dict(projects=[], matches=[], fresh=[], deadlines=[], soon=0, has_projects=False)
    since = today() - timedelta(days=NEW_FOR_DAYS - 1)
    matches = best_matches(db(), ags, today())
    fresh = [match for match in matches if match.first_seen >= since]
    deadlines = next_deadlines(matches, len(matches))
    horizon = today() + timedelta(days=SOON_DAYS)
    return dict(
        has_projects=True,
        projects=own_projects(db(), ags, since),
        matches=(fresh or matches)[:_SHOWN],
        fresh=fresh,
        deadlines=deadlines[:_SHOWN],
        soon=sum((match.standing.next_deadline or horizon) <= horizon for match in deadlines),
    )


def _desk() -> dict[str, Any]:
    since = today() - timedelta(days=NEW_FOR_DAYS - 1)
    return dict(
        counts=count_news(db(), since),
        news=list(news(db(), since, "", 1, _SHOWN)),
        change_labels=CHANGE_LABELS,
        alarms=[source for source in health_of_sources(db(), today()) if source.alarms],
    )
