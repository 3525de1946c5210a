"""The list of Förderakten and the page of one; the other modules hang their pages in here."""

from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.programme import Programme, programme
from webapp.accounts.access import WRITERS, current_account, limited_to, towns_to_write_for
from webapp.accounts.people import named_people
from webapp.applications import (
    award_pages,
    cover_pages,
    elsewhere,
    file_pages,
    money_pages,
    queries,
    stage_pages,
    step_pages,
)
from webapp.applications.akte import Application, may_change, may_write_for
from webapp.applications.amounts import doubts_about
from webapp.applications.award import award_of
from webapp.applications.blueprint import ONE, bp, visible
from webapp.applications.checklist import early_start_rule
from webapp.applications.dossier import Dossier, pdf_of
from webapp.applications.files import FileKind, files_of
from webapp.applications.queries import Wanted
from webapp.applications.showing import shown_events, shown_projects, towns_with_akten
from webapp.applications.stages import BEFORE_HANDING_IN, Stage
from webapp.applications.steps import next_open, next_steps, plans_of, steps_of
from webapp.paging import page_number, pages
from webapp.request import db, settings, today

__all__ = [
    "award_pages",
    "bp",
    "cover_pages",
    "elsewhere",
    "file_pages",
    "money_pages",
    "stage_pages",
    "step_pages",
]

PAGE_SIZE = 25
_OPEN, _OVER, _ALL = "offen", "beendet", "alle"


@bp.get("/foerderakten")
def overview() -> str:
    """The akten of my municipality, of the manager all; what is left to do first."""
    account = current_account()
    shown = request.args.get("stand", _OPEN)
    wanted = Wanted(
        stage=Stage(shown) if shown in list(Stage) else None,
        is_open={_OPEN: True, _OVER: False}.get(shown),
        municipality=request.args.get("kommune", ""),
        words=request.args.get("q", "").strip()[:100],
    )
    total = queries.count_applications(db(), account, wanted)
    current = page_number(request.args)
    found = queries.applications(db(), account, wanted, size=PAGE_SIZE, page=current)
    return render_template(
        "applications/list.html",
        akten=found,
        next_steps=next_steps(db(), [it.id for it in found]),
        total=total,
        counts=queries.count_by_stage(db(), account),
        shown=shown,
        wanted=wanted,
        everyone=limited_to(account) is None,
        towns=towns_with_akten(db()) if limited_to(account) is None else [],
        may_write=bool(towns_to_write_for()),
        persons=named_people(db(), (it.responsible for it in found)),
        today=today(),
        pages=pages(total, PAGE_SIZE, current, _address),
    )


def _address(page: int) -> str:
    """The same list, another page of it."""
    chosen: dict[str, Any] = {name: it for name, it in request.args.items() if it}
    return url_for("applications.overview", **chosen | dict(seite=page))


@bp.get(ONE)
def page(number: int) -> str:
    """All that is known of one akte: what comes next first."""
    found, account = visible(number), current_account()
    named = _programme(found)
    steps, award = steps_of(db(), number), award_of(db(), number)
    return render_template(
        "applications/akte.html",
        akte=found,
        programme=named,
        vorhaben=shown_projects(db(), found, account),
        steps=steps,
        next_step=next_open(steps),
        done=sum(it.done for it in steps),
        plans=plans_of(db(), found, today()) if found.stage in BEFORE_HANDING_IN else {},
        award=award,
        undivided=award is not None and award.granted != found.money.grant,
        doubts=[
            (one, doubt)
            for one in found.applicants
            for doubt in (doubts_about(named.facts, one.money) if named else ())
        ],
        early_start=early_start_rule(named.facts) if named else None,
        files=files_of(db(), number),
        kinds=FileKind,
        limits=file_pages.limits(),
        events=shown_events(db(), found),
        persons=named_people(db(), (found.responsible, found.deputy)),
        may_change=may_change(account, found),
        writes_for=[ags for ags in found.towns if may_write_for(account, found, ags)],
        may_write=account.role in WRITERS,
        before_handing_in=found.stage in BEFORE_HANDING_IN,
        today=today(),
    )


@bp.get(f"{ONE}.pdf")
def pdf(number: int) -> ResponseReturnValue:
    """The akte on paper, for the file of the council."""
    found = visible(number)
    persons = named_people(db(), (found.responsible, found.deputy))
    dossier = Dossier(
        akte=found,
        steps=tuple(steps_of(db(), number)),
        award=award_of(db(), number),
        files=tuple(files_of(db(), number)),
        vorhaben=tuple(it.title for it in shown_projects(db(), found, current_account())),
        names={number: it.label for number, it in persons.items()},
        today=today(),
        address=f"{settings().base_url}{url_for('applications.page', number=number)}",
    )
    answer = Response(pdf_of(dossier), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="foerderakte-{number}.pdf"'
    return answer


def _programme(found: Application) -> Programme | None:
    return programme(db(), found.programme) if found.programme else None
