"""A part of a long list of municipalities: what a search means, page by page."""

from dataclasses import dataclass

from flask import url_for
from werkzeug.datastructures import MultiDict

from webapp.paging import Pages, page_number, pages
from webapp.people.listing import Group

_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The municipalities of one page; a search is offered where they do not fit on one."""

    groups: tuple[Group, ...]
    pages: Pages
    asked: str
    searchable: bool


def part_of(found: list[Group], args: MultiDict[str, str], endpoint: str) -> Part:
    """The part of these municipalities that an address asks for."""
    asked = " ".join(args.get("ort", "").split())[:80]
    meant = [it for it in found if it.speaks_of(asked)] if asked else found
    current = page_number(args)
    divided = pages(
        len(meant), _SIZE, current, lambda n: url_for(endpoint, ort=asked or None, seite=n)
    )
    begin = (divided.current - 1) * _SIZE
    return Part(
        groups=tuple(meant[begin : begin + _SIZE]),
        pages=divided,
        asked=asked,
        searchable=len(found) > _SIZE,
    )
