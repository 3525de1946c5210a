"""Every state of the search page is an address; here the two are turned into each other."""

from dataclasses import replace
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from index.search.engine import FACETS, Question
from webapp.paging import page_number

_LONGEST = 300


def question_in(args: MultiDict[str, str]) -> Question:
    """Read what is asked from the parameters of an address."""
    filters = {name: tuple(dict.fromkeys(filter(None, args.getlist(name)))) for name in FACETS}
    return Question(
        words=args.get("q", "").strip()[:_LONGEST],
        filters={name: values for name, values in filters.items() if values},
        page=page_number(args),
    )


def address_of(question: Question) -> str:
    """Give the address of the page that answers a question."""
    parameters: dict[str, Any] = {name: list(values) for name, values in question.filters.items()}
    return url_for(
        "search.page",
        q=question.words or None,
        seite=question.page if question.page > 1 else None,
        **parameters,
    )


def with_page(question: Question, page: int) -> Question:
    """The same question, another page."""
    return replace(question, page=page)


def with_words(question: Question, words: str) -> Question:
    """The same filters, other words."""
    return replace(question, words=words, page=1)


def toggled(question: Question, facet: str, value: str) -> Question:
    """The same question with one filter more, or less if it was chosen."""
    chosen = question.filters.get(facet, ())
    if value in chosen:
        chosen = tuple(item for item in chosen if item != value)
    else:
        chosen = (*chosen, value)
    filters = dict(question.filters) | {facet: chosen}
    return replace(
        question, filters={name: values for name, values in filters.items() if values}, page=1
    )


def without_filters(question: Question) -> Question:
    """The same words, no filter."""
    return replace(question, filters={}, page=1)
