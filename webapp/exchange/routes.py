"""Lists to take along, as Excel or CSV; each stands under the address of its page."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, abort, request, send_file, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from index.municipality import municipality
from index.schema import open_database
from index.search.engine import Question, Sort, found_programmes
from webapp.accounts.access import Role, current_account, for_roles
from webapp.api.callers import open_to
from webapp.api.programmes import Teller
from webapp.audit.log import Deed, note
from webapp.desk.asked import asked_kind, asked_period, first_day
from webapp.exchange import feed, lists, separated, workbook
from webapp.exchange.listing import Listing, Rows
from webapp.programmes.shown import public_address
from webapp.projects.queries import all_projects, projects_of
from webapp.projects.sight import visible_project
from webapp.request import db, folder, settings, today
from webapp.search import addresses
from webapp.shortlists.queries import shortlist
from webapp.tokens.queries import Scope

bp = Blueprint("exchange", __name__, template_folder="templates")


@bp.app_template_global()
def taken_along(endpoint: str, **values: Any) -> list[tuple[str, str]]:
    """The files of a list as pairs of name and address."""
    return [
        (name, url_for(f"exchange.{endpoint}", form=form, **values))
        for name, form in (("Excel", "xlsx"), ("CSV", "csv"))
    ]


@bp.get("/suche.<any(xlsx, csv):form>")
def search_list(form: str) -> ResponseReturnValue:
    """Everything that a search found."""
    question = addresses.question_in(request.args)
    return _file(lists.of_search(folder(), db(), question, today()), form, "suche")


@bp.get("/suche.atom")
@open_to(Scope.PROGRAMMES, anonymous=True)
def search_feed() -> ResponseReturnValue:
    """What a search finds, the last changed first, for programs that read feeds."""
    question = addresses.with_page(addresses.question_in(request.args), 1)
    asked = dict(lists.said_of(db(), question, today()))
    words = ", ".join(value for name, value in asked.items() if name != "Reihenfolge")
    told = feed.Feed(
        title=f"Fördernetz: {words}",
        address=settings().base_url + feed_of(question),
        page=settings().base_url + addresses.address_of(question),
        entries=tuple(feed.entries(db(), found_programmes(folder(), db(), question, today()))),
    )
    answer = Response(feed.atom(told, Teller(today(), public_address)), mimetype=feed.MIMETYPE)
    answer.last_modified = told.updated
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    return answer.make_conditional(request)


@bp.app_template_global()
def feed_of(question: Question) -> str:
    """The address of the feed of a search; its page and order do not matter."""
    asked = addresses.parameters_of(addresses.with_sort(question, Sort.RELEVANCE))
    return url_for("exchange.search_feed", **asked)


@bp.get("/neues.<any(xlsx, csv):form>")
@for_roles(Role.MANAGER, Role.ADMIN)
def news_list(form: str) -> ResponseReturnValue:
    """What the crawls of a period found out."""
    since = first_day(today(), asked_period())
    return _file(lists.of_news(db(), since, asked_kind(), today()), form, "neues")


@bp.get("/vorhaben/<number>/programme.<any(xlsx, csv):form>")
def project_list(number: str, form: str) -> ResponseReturnValue:
    """The programmes that fit one Vorhaben."""
    return _file(lists.of_project(db(), visible_project(number), today()), form, "vorhaben")


@bp.get("/vorhaben/vorgemerkt.<any(xlsx, csv):form>")
def kept_list(form: str) -> ResponseReturnValue:
    """What is kept for the Vorhaben of my municipality; for the manager, of all."""
    account = current_account()
    if account.role is Role.MANAGER:
        listing = lists.of_kept(db(), list(all_projects(db())), "alle", today())
        return _file(listing, form, "vorgemerkt")
    own = municipality(db(), account.municipality or "")
    projects = projects_of(db(), own.ags) if own else []
    listing = lists.of_kept(db(), projects, own.name if own else "", today())
    return _file(listing, form, "vorgemerkt")


@bp.get("/merklisten/<int:number>/programme.<any(xlsx, csv):form>")
def shortlist_list(number: int, form: str) -> ResponseReturnValue:
    """A Merkliste with its notes."""
    kept = shortlist(db(), number, current_account()) or abort(404)
    return _file(lists.of_shortlist(db(), kept), form, "merkliste")


def _file(listing: Listing, form: str, name: str) -> ResponseReturnValue:
    note(db(), current_account().id, Deed.EXPORTED, f"Liste {name}", details=form)
    written = _comma if form == "csv" else _excel
    return written(listing, name, today())


def _excel(listing: Listing, name: str, day: date) -> ResponseReturnValue:
    target = BytesIO()  # 1 MB for 10,000 rows; what is not packed yet lies in a file of openpyxl
    workbook.write_workbook(Rows(db(), listing, day, public_address), target)
    target.seek(0)
    return send_file(
        target,
        workbook.MIMETYPE,
        as_attachment=True,
        download_name=_name(name, day, "xlsx"),
        etag=False,
    )


def _comma(listing: Listing, name: str, day: date) -> ResponseReturnValue:
    answer = Response(stream_with_context(_lines(listing, day)), mimetype=separated.MIMETYPE)
    answer.headers.set("Content-Disposition", "attachment", filename=_name(name, day, "csv"))
    return answer


def _lines(listing: Listing, day: date) -> Iterator[str]:
    # The request's own connection is closed before the last line is out.
    with closing(open_database(folder())) as own:
        yield from separated.separated(Rows(own, listing, day, public_address))


def _name(name: str, day: date, form: str) -> str:
    return f"foerdernetz-{name}-{day.isoformat()}.{form}"
