"""The page of one programme."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.facts import FACT_NAMES
from index.programme import programme
from index.search.similar import similar
from webapp.accounts.access import WRITERS, Role, current_account
from webapp.decisions.queries import doubts
from webapp.programmes.evidence import quotes_to_mark
from webapp.programmes.history import changes, fitting_projects
from webapp.programmes.passages import gist, on_paper, sections
from webapp.programmes.quick_check import names_without_value, quick_check
from webapp.programmes.sheet import Sheet, pdf_of
from webapp.programmes.versions import (
    fact_changes,
    field_changes,
    read_version,
    versions_of,
)
from webapp.programmes.wording import (
    FACT_LABELS,
    FIELD_LABELS,
    PRESENCE_LABELS,
    procedure_in_german,
)
from webapp.request import db, folder, settings, today

bp = Blueprint("programmes", __name__, template_folder="templates")


@bp.get("/programm/<int:number>")
def page(number: int) -> ResponseReturnValue:
    """Everything that is known about one programme, the answers people need first."""
    found = programme(db(), number)
    if found is None:
        abort(404)
    if found.hidden_because and not _sees_hidden():
        return _hidden()
    wanted = request.args.get("beleg", "")
    quotes = quotes_to_mark(found, wanted) if wanted in FACT_NAMES else {}
    texts = list(sections(found, quotes))
    return render_template(
        "programmes/programme.html",
        programme=found,
        standing=found.standing(today()),
        answers=quick_check(found, today()),
        gist=gist(found),
        sections=texts,
        on_paper=on_paper(texts),
        shown_fact=FACT_LABELS[wanted] if quotes else "",
        marked_call="call" in quotes,
        doubts=list(doubts(found)),
        may_decide=current_account().role is Role.MANAGER,
        may_write=current_account().role in WRITERS,
        may_ask=current_account().role in (Role.STAFF, Role.READER),
        unstated=[(name, FACT_LABELS[name]) for name in names_without_value(found)],
        changes=list(changes(db(), number)),
        fits=list(fitting_projects(db(), number, current_account())),
        labels=FIELD_LABELS,
        presence_labels=PRESENCE_LABELS,
        procedure=procedure_in_german,
        back=_search_before(),
        similar=similar(folder(), db(), found, today()),
        today=today(),
    )


@bp.get("/programm/<int:number>.pdf")
def pdf(number: int) -> ResponseReturnValue:
    """The answers on paper, with the Vorhaben that this person may see."""
    found = programme(db(), number)
    if found is None:
        abort(404)
    if found.hidden_because and not _sees_hidden():
        return _hidden()
    sheet = Sheet(
        programme=found,
        fits=tuple(fitting_projects(db(), number, current_account())),
        today=today(),
        address=f"{settings().base_url}{url_for('programmes.page', number=number)}",
    )
    answer = Response(pdf_of(sheet), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="programm-{number}.pdf"'
    return answer


@bp.get("/programm/<int:number>/fassungen/<int:record>/<int:old>-<int:new>")
def compared(number: int, record: int, old: int, new: int) -> ResponseReturnValue:
    """Show which words a source took out and put in between two versions."""
    found = programme(db(), number)
    versions = {version.number: version for version in versions_of(db(), number, record)}
    if found is None or old not in versions or new not in versions:
        abort(404)
    if found.hidden_because and not _sees_hidden():
        return _hidden()
    before, after = versions[old], versions[new]
    old_record, new_record = read_version(db(), before), read_version(db(), after)
    return render_template(
        "programmes/compared.html",
        programme=found,
        record=record,
        said=new_record,
        source=next(it.source_label for it in found.tellings if it.record_id == record),
        before=before,
        after=after,
        versions=list(versions.values()),
        fields=list(field_changes(old_record, new_record)),
        facts=list(fact_changes(db(), before, after)),
    )


@bp.get("/programm/<int:number>/fassungen/<int:record>")
def compare_chosen(number: int, record: int) -> ResponseReturnValue:
    """Go to the comparison that was chosen; without a choice to the newest two versions."""
    numbers = [version.number for version in versions_of(db(), number, record)]
    if not numbers:
        abort(404)
    old = request.args.get("alt", numbers[max(0, len(numbers) - 2)], int)
    new = request.args.get("neu", numbers[-1], int)
    if old not in numbers or new not in numbers:
        abort(404)
    return redirect(url_for("programmes.compared", number=number, record=record, old=old, new=new))


def _sees_hidden() -> bool:
    return current_account().role in (Role.MANAGER, Role.ADMIN)


def _hidden() -> ResponseReturnValue:
    heading = "Programm ausgeblendet"
    sentence = "Das Fördermittelmanagement zeigt dieses Programm zurzeit nicht."
    return render_template("error.html", code=404, heading=heading, sentence=sentence), 404


def _search_before() -> str | None:
    """The address of the search that led here, so that its words and filters are not lost."""
    came_from = urlsplit(request.referrer or "")
    address = url_for("search.page")
    return f"{address}?{came_from.query}" if came_from.path == address else None
