"""The page of the jobs: what the service did, when, how long it took and how it ended."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from webapp.accounts.access import Role, for_roles
from webapp.paging import page_number, pages
from webapp.request import db, folder
from webapp.work.jobs import LABELS, count_jobs, jobs, names_in_journal
from webapp.work.journal import KEPT_DAYS, Outcome

bp = Blueprint("work", __name__, template_folder="templates")

_SIZE = 50


@bp.app_template_filter("dauer")
def duration(seconds: float) -> str:
    """Write how long something took: 0,4 s, 12 s, 3 min, 2 h 5 min."""
    if seconds < 10:
        return f"{seconds:.1f} s".replace(".", ",")
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


@bp.get("/quellen/vorgaenge")
@for_roles(Role.MANAGER, Role.ADMIN)
def page() -> str:
    """Show the jobs, the newest first."""
    name, outcome = request.args.get("was", ""), request.args.get("wie", "")
    number, total = page_number(request.args), count_jobs(db(), name, outcome)
    asked: dict[str, Any] = {
        word: value for word, value in (("was", name), ("wie", outcome)) if value
    }
    return render_template(
        "work/jobs.html",
        jobs=list(jobs(db(), folder(), name, outcome, _SIZE, (number - 1) * _SIZE)),
        total=total,
        names=[(it, LABELS.get(it, it)) for it in names_in_journal(db())],
        outcomes=list(Outcome),
        name=name,
        outcome=outcome,
        kept_days=KEPT_DAYS,
        pages=pages(total, _SIZE, number, lambda it: url_for("work.page", seite=it, **asked)),
    )
