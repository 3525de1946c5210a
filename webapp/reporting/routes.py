"""The pages of the report: all figures of a period, the rows of one, and the files."""

from datetime import date
from io import BytesIO
from typing import Any

from flask import Blueprint, abort, current_app, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from index.municipality import Municipality, municipalities
from webapp.accounts.access import current_account, for_roles
from webapp.audit.log import Deed, note
from webapp.exchange.workbook import MIMETYPE
from webapp.paging import page_number, pages
from webapp.reporting import paper, table, wording
from webapp.reporting.figure import Asked, Period, Row, Unit
from webapp.reporting.report import READERS, Report, Sight, figure, report, sight_of, tell
from webapp.reporting.titles import with_titles
from webapp.request import db, today

bp = Blueprint("reporting", __name__, template_folder="templates")
bp.add_app_template_filter(wording.shown, "kennzahl")

_PAGE_SIZE = 50
_YEARS = 6


@bp.get("/berichte")
@for_roles(*READERS)
def page() -> str:
    """All figures of a period."""
    asked, wrong = _asked()
    found = report(asked, _sight())
    return render_template(
        "reporting/report.html",
        report=found,
        town=_town(found.towns),
        period=asked.period,
        wrong=wrong,
        years=range(today().year, today().year - _YEARS, -1),
        address=_address(asked.period),
        topics=wording.topics_of(found),
        wording=wording,
        today=today(),
    )


@bp.get("/berichte/<key>")
@for_roles(*READERS)
def one_figure(key: str) -> str:
    """The rows of one figure, page by page."""
    asked, wrong = _asked()
    told = tell(figure(key) or abort(404), asked, _sight())
    towns = {it.ags: it for it in municipalities(db())}
    town = _town(_sight().towns(towns.values()))
    rows = told.rows
    if town and told.figure.private:
        rows = [row for row in rows if town.ags in row.towns]
    address: dict[str, Any] = _address(asked.period) | (dict(kommune=town.ags) if town else {})
    number = page_number(request.args)
    return render_template(
        "reporting/figure.html",
        told=told,
        town=town,
        towns=towns,
        period=asked.period,
        wrong=wrong,
        rows=with_titles(db(), rows[(number - 1) * _PAGE_SIZE : number * _PAGE_SIZE]),
        total=len(rows),
        value=told.of_town(town.ags) if town and told.figure.private else told.value,
        counts=told.figure.unit is Unit.COUNT,
        link=_link,
        back=url_for("reporting.page", **address),
        pages=pages(
            len(rows),
            _PAGE_SIZE,
            number,
            lambda n: url_for("reporting.one_figure", key=key, seite=n, **address),
        ),
    )


@bp.get("/berichte/bericht.pdf")
@for_roles(*READERS)
def pdf() -> ResponseReturnValue:
    """The report on paper."""
    found, town = _report_for_file("pdf")
    data = BytesIO(paper.pdf_of(found, town))
    return send_file(data, "application/pdf", download_name=_name(found.asked.period, "pdf"))


@bp.get("/berichte/bericht.xlsx")
@for_roles(*READERS)
def workbook() -> ResponseReturnValue:
    """The report as a table with all rows."""
    found, town = _report_for_file("xlsx")
    data = BytesIO(table.workbook_of(found, town))
    name = _name(found.asked.period, "xlsx")
    return send_file(data, MIMETYPE, as_attachment=True, download_name=name)


def _report_for_file(form: str) -> tuple[Report, Municipality | None]:
    asked, wrong = _asked()
    if wrong:
        abort(400, wrong)
    note(db(), current_account().id, Deed.EXPORTED, "Bericht", details=form)
    found = report(asked, _sight(), with_rows=form == "xlsx")
    return found, _town(found.towns)


def _sight() -> Sight:
    return sight_of(current_account())


def _asked() -> tuple[Asked, str]:
    """The days that the address asks for, or this year, and what is wrong with them."""
    first, last, wrong = date(today().year, 1, 1), today(), ""
    try:
        first = date.fromisoformat(request.args.get("von") or first.isoformat())
        last = date.fromisoformat(request.args.get("bis") or last.isoformat())
    except ValueError:
        wrong = "Bitte geben Sie Tage wie 31.12.2026 ein."
    if last < first:
        wrong, last = "Der letzte Tag liegt vor dem ersten.", first
    return Asked(db=db(), period=Period(first, last), today=today()), wrong


def _town(towns: list[Municipality]) -> Municipality | None:
    """The municipality that is meant: the own one, or the one chosen among those that are seen."""
    wanted = _sight().own or request.args.get("kommune", "")
    found = next((town for town in towns if town.ags == wanted), None)
    return found or (abort(404) if wanted else None)


def _address(period: Period) -> dict[str, str]:
    return dict(von=period.first.isoformat(), bis=period.last.isoformat())


def _name(period: Period, form: str) -> str:
    return f"bericht-{period.first}-{period.last}.{form}"


def _link(row: Row) -> str:
    """Where the thing of a row is, if this person may open that page."""
    view: Any = current_app.view_functions.get(row.endpoint)
    roles = getattr(view, "allowed_roles", None)
    if view is None or (roles and current_account().role not in roles):
        return ""
    return url_for(row.endpoint, **row.values)
