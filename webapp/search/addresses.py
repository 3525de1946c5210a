"""Every state of the search page is an address; here the two are turned into each other.

The same state has one address only: words, facets in the order of the page, values in that of
the vocabulary, the order of the hits, the page.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, quote_plus, urlsplit

from flask import g, url_for
from werkzeug.datastructures import MultiDict

from index.search.engine import FACETS, Question, Sort
from index.search.facets import FACET_VALUES, ONLY, is_value
from index.search.spans import DeadlineSpan
from index.vocabulary import Region
from webapp.paging import page_number

_LONGEST = 300
_LONGEST_VALUE = 200
_MOST_VALUES = 40
_ONE_VALUE = ("rate", "amount", "new_since")
_SORTS = {sort.value: sort for sort in Sort}
_ORDER = {name: place for place, name in enumerate(("q", *FACETS, "sort", "seite"))}
SORT_LABELS = {
    Sort.RELEVANCE: "Beste zuerst",
    Sort.NEWEST: "Neueste",
    Sort.DEADLINE: "Nächste Frist",
    Sort.AMOUNT: "Höchster Betrag",
}
_SPANS = {span.value for span in DeadlineSpan if span.months}


def question_in(args: MultiDict[str, str]) -> Question:
    """Read what is asked from the parameters of an address; what no facet knows is left out."""
    filters = {name: _values_in(args, name) for name in FACETS}
    return Question(
        words=args.get("q", "").strip()[:_LONGEST],
        filters={name: values for name, values in filters.items() if values},
        page=page_number(args),
        sort=_SORTS.get(args.get("sort", ""), Sort.RELEVANCE),
    )


def question_at(address: str) -> Question:
    """Read what is asked from a whole address, or from what stands behind its question mark."""
    query = urlsplit(address).query if "?" in address else address
    return question_in(MultiDict(parse_qsl(query)))


def address_of(question: Question) -> str:
    """Give the address of the page that answers a question."""
    if "search_page" not in g:  # a page has hundreds of these addresses
        g.search_page = url_for("search.page")
    query = "&".join(text for _, text in _encoded(question))
    return f"{g.search_page}?{query}" if query else str(g.search_page)


def toggling(question: Question, facet: str) -> Callable[[str], str]:
    """Give the address of the search with one value of a facet more, or less if it was chosen.

    A page has a hundred of these addresses; where nothing is chosen they differ in the value only.
    """
    if question.filters.get(facet):
        return lambda value: address_of(toggled(question, facet, value))
    parts = list(_encoded(replace(question, page=1)))
    before = [text for name, text in parts if _ORDER[name] < _ORDER[facet]]
    after = [text for name, text in parts if _ORDER[name] > _ORDER[facet]]
    start = address_of(Question())
    return lambda value: f"{start}?{'&'.join([*before, _parameter(facet, value), *after])}"


def _encoded(question: Question) -> Iterator[tuple[str, str]]:
    for name, given in parameters_of(question).items():
        if given is not None:
            for value in given if isinstance(given, list) else [given]:
                yield name, _parameter(name, str(value))


@lru_cache(maxsize=4096)
def _parameter(name: str, value: str) -> str:
    return f"{name}={quote_plus(value)}"


def parameters_of(question: Question) -> dict[str, Any]:
    """The parameters of an address, in their one order."""
    parameters: dict[str, Any] = {"q": question.words or None}
    for name in FACETS:
        if values := question.filters.get(name):
            parameters[name] = _in_order(name, values)
    parameters["sort"] = None if question.sort is Sort.RELEVANCE else question.sort.value
    parameters["seite"] = question.page if question.page > 1 else None
    return parameters


def hidden_fields(question: Question, without: str = "") -> list[tuple[str, str]]:
    """What a form has to carry along so that a state is kept but for one parameter."""
    found = []
    for name, values in parameters_of(replace(question, page=1)).items():
        if values is not None and name != without:
            for value in values if isinstance(values, list) else [values]:
                found.append((name, str(value)))
    return found


def with_page(question: Question, page: int) -> Question:
    """The same question, another page."""
    return replace(question, page=page)


def with_words(question: Question, words: str) -> Question:
    """The same filters, other words."""
    return replace(question, words=words, page=1)


def with_sort(question: Question, sort: Sort) -> Question:
    """The same question, its hits in another order."""
    return replace(question, sort=sort, page=1)


def toggled(question: Question, facet: str, value: str) -> Question:
    """The same question with one filter more, or less if it was chosen."""
    filters = dict(question.filters)
    chosen = filters.get(facet, ())
    if value in chosen:
        filters[facet] = tuple(item for item in chosen if item != value)
        if facet == "funding_area":
            subs = filters.get("sub_area", ())
            filters["sub_area"] = tuple(it for it in subs if not it.startswith(f"{value}: "))
    else:
        filters[facet] = (*(it for it in chosen if _goes_with(facet, it, value)), value)
    filters = {name: values for name, values in filters.items() if values}
    return replace(question, filters=filters, page=1)


def without(question: Question, facet: str) -> Question:
    """The same question without what is chosen in one facet."""
    gone = ("funding_area", "sub_area") if facet == "funding_area" else (facet,)
    filters = {name: values for name, values in question.filters.items() if name not in gone}
    return replace(question, filters=filters, page=1)


def without_filters(question: Question) -> Question:
    """The same words, no filter."""
    return replace(question, filters={}, page=1)


def _values_in(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    texts = (text.strip()[:_LONGEST_VALUE] for text in args.getlist(name)[:_MOST_VALUES])
    found = dict.fromkeys(text for text in texts if text and is_value(name, text))
    values = tuple(_in_order(name, tuple(found)))
    return values[-1:] if name in _ONE_VALUE else values


def _in_order(name: str, values: tuple[str, ...]) -> list[str]:
    if len(values) < 2:
        return list(values)
    known = [str(value) for value in FACET_VALUES.get(name, ())]
    return sorted(values, key=lambda it: (known.index(it) if it in known else 0, it))


def _goes_with(facet: str, chosen: str, value: str) -> bool:
    """Whether a value stays chosen beside a new one, or would make one of the two meaningless."""
    if facet in _ONE_VALUE:
        return False
    if facet == "deadline":
        return not (chosen in _SPANS and value in _SPANS)
    if facet == "region":
        return _is_part(chosen) and _is_part(value)
    return True


def _is_part(region: str) -> bool:
    """»nur Hessen« is a part of what is valid in Hessen; parts can be added up."""
    return region.startswith(ONLY) or region in (Region.EU, Region.ABROAD)
