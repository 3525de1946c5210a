"""The first page after the login: what is new, what is due, what waits for us."""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, render_template

from index.desk import count_desk
from index.municipality import municipality
from webapp.accounts.access import WRITERS, Account, Role, current_account, limited_to
from webapp.desk.queries import count_news
from webapp.enquiries.queries import Wanted, count_enquiries, open_enquiries
from webapp.feedback.recommending import recommended_to
from webapp.operation.queries import health_of_sources
from webapp.programmes.quick_check import in_one_line
from webapp.projects.queries import projects_of
from webapp.request import db, now, today
from webapp.reviews.desk_list import renew_desk
from webapp.reviews.wording import WAITING_LABELS
from webapp.start.changes import changed, kept_programmes
from webapp.start.deadlines import deadlines
from webapp.start.fresh import fresh
from webapp.start.manager import asked, count_groups, letters
from webapp.start.queries import best_of, match_rows, own_projects
from webapp.start.visits import Window, note_visit, window
from webapp.start.waiting import open_things
from webapp.work.queries import last_work

bp = Blueprint("start", __name__, template_folder="templates")

SHOWN = 5
_KEEP_DESK = (Role.MANAGER, Role.ADMIN)
_BLOCKS = {
    "treffer": "Neue Treffer",
    "fristen": "Fristen",
    "empfehlungen": "Empfehlungen",
    "aenderungen": "Änderungen",
    "offen": "Wartet auf uns",
}


@bp.get("/")
def page() -> str:
    """What this person has to know this week: five of each at most."""
    account = current_account()
    new = window(db(), account, today())
    note_visit(db(), account, today())
    if account.role in _KEEP_DESK:
        return render_template("start/desk.html", today=today(), new=new, **_desk(new))
    if not (ags := limited_to(account)):
        found, total = fresh(db(), new.since, SHOWN)
        return render_template(
            "start/reader.html",
            programmes=found,
            total=total,
            new=new,
            today=today(),
            in_one_line=in_one_line,
        )
    return render_template("start/town.html", **_town(account, ags, new, SHOWN))


@bp.get("/uebersicht/<block>")
def whole(block: str) -> str:
    """All of one block of the first page."""
    account = current_account()
    ags = limited_to(account)
    if block not in _BLOCKS or not ags:
        abort(404)
    new = window(db(), account, today())
    values = _town(account, ags, new, None)
    return render_template("start/whole.html", block=block, heading=_BLOCKS[block], **values)


def _town(account: Account, ags: str, new: Window, most: int | None) -> dict[str, Any]:
    """The blocks of a municipality; without `most` all that each of them holds."""
    described = projects_of(db(), ags)
    by_id = {it.id: it for it in described}
    rows, fresh_rows = match_rows(db(), ags), match_rows(db(), ags, new.since)
    told = recommended_to(db(), ags)
    kept = kept_programmes(db(), account, ags, told)
    due = deadlines(db(), ags, best_of(db(), rows, by_id, today(), None), kept, today())
    differing = changed(db(), kept, new.since)
    waiting = open_things(db(), account, ags, described, today())
    return dict(
        town=municipality(db(), ags),
        new=new,
        today=today(),
        may_write=account.role in WRITERS,
        in_one_line=in_one_line,
        projects=own_projects(db(), ags, new.since),
        has_matches=bool(rows),
        matches=best_of(db(), fresh_rows, by_id, today(), most),
        match_total=len(fresh_rows),
        due=due[:most],
        due_total=len(due),
        recommended=told[:most],
        recommended_total=len(told),
        kept=kept,
        changes=differing[:most],
        change_total=len(differing),
        waiting=waiting[:most],
        waiting_total=len(waiting),
    )


def _desk(new: Window) -> dict[str, Any]:
    """What the manager or an administrator looks at first."""
    renew_desk(db(), today())
    sources = list(health_of_sources(db(), today()))
    invitations, questions = asked(db()), open_enquiries(db(), current_account())
    return dict(
        waits=count_desk(db(), today()),
        kinds=WAITING_LABELS,
        counts=count_news(db(), new.since),
        sources=sources,
        alarms=[it for it in sources if it.alarms],
        groups=count_groups(db()),
        asked=invitations[:SHOWN],
        asked_total=len(invitations),
        questions=questions[:SHOWN],
        questions_total=len(questions),
        overdue=count_enquiries(db(), current_account(), Wanted(overdue_on=today())),
        letters=letters(db(), datetime.combine(today(), now().time())),
        work=last_work(db()),
    )
