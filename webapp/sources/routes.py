"""The page of the sources: last and next run, items, filled fields, what could not be read."""

from flask import Blueprint, render_template

from webapp.accounts.access import Role, for_roles
from webapp.operation.queries import health_of_sources
from webapp.programmes.wording import FIELD_LABELS
from webapp.request import db, today
from webapp.sources.chart import HEIGHT, chart_of
from webapp.sources.queries import REJECTED_SHOWN, filled_fields, recent_runs, rejected_items
from webapp.work.queries import last_work

bp = Blueprint("sources", __name__, template_folder="templates")


@bp.get("/quellen")
@for_roles(Role.MANAGER, Role.ADMIN)
def page() -> str:
    """Show how every source is doing, those with alarms first."""
    health = sorted(
        health_of_sources(db(), today()), key=lambda it: (it.switched_off, not it.alarms)
    )
    return render_template(
        "sources/sources.html",
        health=health,
        filled=filled_fields(db()),
        charts={name: chart_of(runs) for name, runs in recent_runs(db()).items()},
        chart_height=HEIGHT,
        rejected=rejected_items(db()),
        rejected_shown=REJECTED_SHOWN,
        labels=FIELD_LABELS,
        work=last_work(db()),
    )
