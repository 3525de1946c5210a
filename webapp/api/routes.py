"""The open interface: programmes, changes, and with a token the Vorhaben of a municipality."""

from dataclasses import replace

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from msgspec import UNSET

from index.merging.redirect import home_of
from index.programme import programme
from index.publication import is_published
from index.search.engine import search
from matcher.project import Project
from webapp.accounts.access import public
from webapp.accounts.account import limited_to, may_see_project
from webapp.api import models, openapi
from webapp.api.answers import answer, teller
from webapp.api.asked import Refused, day_in, paging_of, question_of
from webapp.api.callers import caller, open_to
from webapp.api.changes import count_events, events
from webapp.api.limits import PER_MINUTE_ANONYMOUS, PER_MINUTE_WITH_TOKEN
from webapp.api.operations import OPERATIONS
from webapp.problems import problem
from webapp.projects.queries import all_projects, count_matches, matches_of, project, projects_of
from webapp.projects.showing import ShownMatch, shown_matches
from webapp.request import db, folder, settings, today
from webapp.tokens.queries import Scope

bp = Blueprint("api", __name__, template_folder="templates")

_NO_PROGRAMME = "Unter dieser Nummer gibt es kein Programm."


@bp.get("/schnittstellen")
@public
def documentation() -> str:
    """The interface explained for people, with examples."""
    return render_template(
        "api/documentation.html",
        operations=OPERATIONS,
        base=settings().base_url,
        anonymous=PER_MINUTE_ANONYMOUS,
        with_token=PER_MINUTE_WITH_TOKEN,
    )


@bp.get("/api/openapi.json")
@open_to(Scope.PROGRAMMES, anonymous=True)
def description() -> ResponseReturnValue:
    """The interface described for programs (OpenAPI)."""
    response = Response(openapi.document(settings().base_url), mimetype="application/json")
    response.add_etag()
    return response.make_conditional(request)


@bp.get("/api/v1/programmes")
@open_to(Scope.PROGRAMMES, anonymous=True)
def programmes() -> ResponseReturnValue:
    """Search as on the page."""
    paging = paging_of(request.args)
    question = replace(question_of(request.args), **paging)
    found = search(folder(), db(), question, today())
    items = [teller().listed(hit.whole) for hit in found.hits]
    return answer(models.Programmes(**paging, total=found.total, items=items))


@bp.get("/api/v1/programmes/<int:number>")
@bp.get("/programm/<int:number>.json", endpoint="programme_as_json")
@open_to(Scope.PROGRAMMES, anonymous=True)
def one_programme(number: int) -> ResponseReturnValue:
    """Everything about one programme that may be passed on."""
    found = programme(db(), home_of(db(), number))
    if found is None or not is_published(db(), found.id):
        return problem(request.path, 404, _NO_PROGRAMME)
    return answer(teller().whole(found))


@bp.get("/api/v1/changes")
@open_to(Scope.PROGRAMMES, anonymous=True)
def changes() -> ResponseReturnValue:
    """What the crawls found out on that day and later, the newest first."""
    since, paging = day_in(request.args, "since"), paging_of(request.args)
    items = [
        models.Change(
            programme=one.programme,
            day=one.day,
            kind=one.kind,
            fields=list(one.fields),
            title=one.title,
            source=one.source,
        )
        for one in events(db(), since, paging["page"], paging["page_size"])
    ]
    return answer(models.Changes(**paging, total=count_events(db(), since), items=items))


@bp.get("/api/v1/projects")
@open_to(Scope.MATCHES)
def projects() -> ResponseReturnValue:
    """The Vorhaben that the person of the token may see."""
    account = caller().account or abort(401)
    limit = limited_to(account)
    found = all_projects(db()) if limit is None else projects_of(db(), limit)
    counts = count_matches(db())
    return answer(models.Projects(items=[_project(it, counts.get(it.id, 0)) for it in found]))


@bp.get("/api/v1/projects/<number>/matches")
@open_to(Scope.MATCHES)
def matches(number: str) -> ResponseReturnValue:
    """The programmes that fit one Vorhaben."""
    account, found = caller().account or abort(401), project(db(), number)
    owner = found.municipality.ags if found and found.municipality else ""
    if found is None or not may_see_project(account, owner):
        return problem(request.path, 404, "Unter dieser Kennung gibt es kein Vorhaben.")
    shown = shown_matches(db(), found, matches_of(db(), number), today())
    items = [_match(it) for it in shown]
    return answer(models.Matches(project=_project(found, len(items)), items=items))


@bp.errorhandler(Refused)
def refused(error: Refused) -> Response:
    """Say what was wrong with a question."""
    return problem(request.path, error.status, "Die Anfrage ist nicht lesbar.", error.errors)


def _project(it: Project, count: int) -> models.Project:
    return models.Project(
        id=it.id,
        title=it.title,
        municipality=it.municipality.ags if it.municipality else "",
        matches=count,
        cost_eur=UNSET if it.cost_eur is None else it.cost_eur,
        planned_start=it.planned_start or UNSET,
    )


def _match(it: ShownMatch) -> models.Match:
    judgement, money = it.match.judgement, it.money
    meeting = it.plan.meeting if it.plan else None
    return models.Match(
        programme=teller().listed(it.programme),
        score=it.score,
        eligible=judgement.eligible,
        kept=it.kept,
        reasons=list(judgement.reasons),
        obstacles=list(judgement.obstacles),
        grant_cents=UNSET if money.grant is None else money.grant,
        own_share_cents=UNSET if money.own is None else money.own,
        last_meeting_in_time=meeting.day if meeting else UNSET,
    )
