"""The search page: words and filters in the address, programmes with what decides in the answer."""

from collections.abc import Iterable

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.programme import Programme, Telling
from index.search.engine import FACET_LABELS, Found, MissingIndex, Question, Sort, search
from index.search.suggest import Suggestion, SuggestionKind, suggest
from index.source import remembered_sources
from webapp.accounts.access import current_account
from webapp.paging import Pages, pages
from webapp.problems import for_programs, problem
from webapp.request import db, folder, site_key, today
from webapp.search import addresses
from webapp.search.boxes import Labels, boxes
from webapp.search.newness import new_among
from webapp.search.rows import rows
from webapp.trainings.weak_questions import note_weak_question

bp = Blueprint("search", __name__, template_folder="templates")

_LACKING = {
    Sort.DEADLINE: "ohne kommende Frist: Die Quelle nennt keine, oder sie ist vorbei.",
    Sort.AMOUNT: "ohne Höchstbetrag: Die Quelle nennt keinen.",
}


@bp.get("/suche")
def page() -> str:
    """Find programmes; every state of the page is an address."""
    question = addresses.question_in(request.args)
    found = search(folder(), db(), question, today())
    _count_if_weak(found)
    new = new_among(db(), (hit.whole for hit in found.hits), today())
    source_labels = {source.name: source.label for source in remembered_sources(db())}
    return render_template(
        "search/search.html",
        found=found,
        question=question,
        labels=FACET_LABELS,
        said=Labels(source_labels, today()),
        boxes=boxes(found, source_labels, today()),
        pages=_pages(question, found.total),
        addresses=addresses,
        sorts=addresses.SORT_LABELS,
        lacking=_lacking(found),
        rows=lambda expected: rows(found, new, expected, today()),
        terms=_terms(hit.whole for hit in found.hits),
        today=today(),
    )


@bp.get("/suche/vorschlaege")
def suggestions() -> ResponseReturnValue:
    """Complete what somebody types into the search field."""
    found = suggest(folder(), db(), request.args.get("q", ""), today())
    return jsonify(
        suggestions=[
            dict(kind=it.kind.value, text=it.text, language=it.language, address=_leads_to(it))
            for it in found
        ]
    )


@bp.app_errorhandler(MissingIndex)
def no_index(error: MissingIndex) -> ResponseReturnValue:
    """Say what to do when there is no index to search in."""
    if for_programs(request.path):
        return problem(request.path, 503, str(error))
    heading = "Suche nicht bereit"
    return render_template("error.html", code=503, heading=heading, sentence=str(error)), 503


def _count_if_weak(found: Found) -> None:
    """Remember what towns ask for and do not find, without saying who asked."""
    asked = found.question
    if asked.page == 1 and not asked.filters:
        note_weak_question(db(), site_key(), asked.words, found.close, current_account(), today())


def _lacking(found: Found) -> str:
    """Why so many stand at the end of a sorted list."""
    if not found.lacking or found.question.sort not in _LACKING:
        return ""
    stand = "1 Programm steht" if found.lacking == 1 else f"{found.lacking} Programme stehen"
    return f"{stand} am Schluss, {_LACKING[found.question.sort]}"


def _leads_to(suggestion: Suggestion) -> str:
    if suggestion.programme is not None:
        return url_for("programmes.page", number=suggestion.programme)
    if suggestion.kind is SuggestionKind.FUNDER:
        return addresses.address_of(Question(filters={"funder": (suggestion.text,)}))
    return addresses.address_of(Question(suggestion.text))


def _terms(programmes: Iterable[Programme]) -> list[Telling]:
    """One record per source and licence whose words stand on the page."""
    tellings = (telling for programme in programmes for telling in programme.tellings)
    told = {(it.record.source, it.record.attribution, it.record.licence): it for it in tellings}
    return list(told.values())


def _pages(question: Question, total: int) -> Pages:
    return pages(
        total,
        question.page_size,
        question.page,
        lambda number: addresses.address_of(addresses.with_page(question, number)),
    )
