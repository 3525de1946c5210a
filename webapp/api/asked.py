"""Reading what a program asks: strictly, so that a slip is told instead of ignored."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from index.search.engine import FACETS, Question, Sort
from index.search.facets import is_value
from webapp.search.addresses import question_in

PAGE_SIZE, LARGEST_PAGE, LAST_PAGE = 50, 100, 100_000
LONGEST_WORDS = 300
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SORTS = tuple(sort.value for sort in Sort)


class Refused(Exception):
    """A question that is answered with an error: its status, and a sentence per fault."""

    def __init__(self, status: int, errors: Iterable[str]) -> None:
        self.status, self.errors = status, list(errors)
        super().__init__("; ".join(self.errors))


def number_in(args: MultiDict[str, str], name: str, default: int, most: int) -> int:
    """Read a number from 1 to `most`.

    Raises:
        Refused: when it is none.
    """
    text = args.get(name)
    if text is None:
        return default
    if text.isascii() and text.isdecimal() and len(text) < 12 and 1 <= int(text) <= most:
        return int(text)
    raise Refused(422, [f"{name}: erwartet wird eine ganze Zahl von 1 bis {most}."])


def day_in(args: MultiDict[str, str], name: str) -> date:
    """Read a day.

    Raises:
        Refused: when it is missing or none.
    """
    try:
        text = args.get(name, "")
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(422, [f"{name}: erwartet wird ein Tag wie 2026-06-15."]) from None


def question_of(args: MultiDict[str, str]) -> Question:
    """Read a search with its filters.

    Raises:
        Refused: when a filter has no such value or the order is unknown.
    """
    errors = [
        f"{name}: »{value[:80]}« gibt es nicht."
        for name in FACETS
        for value in args.getlist(name)
        if not is_value(name, value)
    ]
    if len(args.get("q", "")) > LONGEST_WORDS:
        errors.append(f"q: höchstens {LONGEST_WORDS} Zeichen.")
    if args.get("sort", _SORTS[0]) not in _SORTS:
        errors.append(f"sort: erwartet wird {', '.join(_SORTS)}.")
    if errors:
        raise Refused(422, errors)
    return question_in(args)


def paging_of(args: MultiDict[str, str]) -> dict[str, Any]:
    """Read which page is asked for, and of which size.

    Raises:
        Refused: when one of the two is no number.
    """
    return dict(
        page=number_in(args, "page", 1, LAST_PAGE),
        page_size=number_in(args, "page_size", PAGE_SIZE, LARGEST_PAGE),
    )
