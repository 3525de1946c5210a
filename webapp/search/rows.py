"""The hits as the page lists them: what is said of each, in the words of the page.

What the shared macros make of a status or a deadline is the same for many hits: it is made once.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from flask import current_app, url_for
from markupsafe import Markup

from index.search.engine import Found, Hit
from matcher.forecast import Forecast
from webapp.filters import origin
from webapp.programmes.quick_check import in_one_line

_REGIONS = 3
"""So many are named, the others counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One hit. `language` is empty where it is German; `deadline` where the status says it all."""

    hit: Hit
    address: str
    language: str
    origin: str
    facts: tuple[str, ...]
    status: Markup
    review: Markup
    is_new: bool
    deadline: Markup
    expected: str
    told_by: str


def rows(
    found: Found, new: Container[int], expected: Mapping[int, Forecast], today: date
) -> Iterator[Row]:
    """All hits of a page."""
    start = url_for("programmes.page", number=0).removesuffix("0")
    for hit in found.hits:
        whole, forecast = hit.whole, expected.get(hit.programme)
        yield Row(
            hit=hit,
            address=f"{start}{hit.programme}",
            language="" if whole.language == "de" else whole.language,
            origin=origin(hit),
            facts=tuple(filter(None, (*_plain_facts(hit), in_one_line(whole.facts)))),
            status=_badge(hit.status.value),
            review=_review(whole.reviewed, whole.changed_since_review),
            is_new=hit.programme in new,
            deadline=_deadline_of(hit, today),
            expected=forecast.saying if forecast else "",
            told_by=", ".join(dict.fromkeys(it.source_label for it in whole.tellings)),
        )


def _plain_facts(hit: Hit) -> tuple[str, str]:
    regions, more = ", ".join(hit.regions[:_REGIONS]), len(hit.regions) - _REGIONS
    return ", ".join(hit.funding_types), f"{regions} und {more} weitere" if more > 0 else regions


def _deadline_of(hit: Hit, today: date) -> Markup:
    if not hit.next_deadline and hit.no_deadline_because == hit.status.value:
        return Markup()
    return _deadline(hit.next_deadline, hit.no_deadline_because, today)


@lru_cache(maxsize=1024)
def _deadline(day: date | None, because: str, today: date) -> Markup:
    it = SimpleNamespace(next_deadline=day, no_deadline_because=because)
    return _shown("deadline", it, today)


@lru_cache(maxsize=16)
def _badge(status: str) -> Markup:
    return _shown("status_badge", status)


@lru_cache(maxsize=4)
def _review(reviewed: bool, changed: bool) -> Markup:
    it = SimpleNamespace(reviewed=reviewed, changed_since_review=changed)
    return _shown("review_mark", it)


def _shown(macro: str, *values: Any) -> Markup:
    template: Any = current_app.jinja_env.get_template("parts/show.html").module
    return Markup(getattr(template, macro)(*values))
