"""A search as an Atom feed: what it finds, the last changed first, in what everybody may see."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from index.programme import Programme, all_programmes
from index.status import german_date
from index.store import Database
from index.vocabulary import ChangeKind
from webapp.api.programmes import Teller, open_summary
from webapp.exchange.columns import terms_of
from webapp.exchange.plain import printable
from webapp.programmes.quick_check import in_one_line
from webapp.programmes.wording import CHANGE_LABELS, field_label

MIMETYPE = "application/atom+xml"
MOST_ENTRIES = 50
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NAME = f"{{{_NAMESPACE}}}%s"
_EVENTS = """
    select programme_record.programme, event.day, event.kind, event.fields
    from event join programme_record on programme_record.record = event.record
    where event.kind in ('new', 'changed', 'returned', 'gone')
        and programme_record.programme in (select value from json_each(?))
    order by event.day desc, event.id desc
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A programme with the last thing that happened to it."""

    programme: Programme
    day: date
    kind: ChangeKind
    fields: tuple[str, ...]

    @property
    def what(self) -> str:
        """What happened, in German."""
        fields = ", ".join(field_label(name) for name in self.fields)
        said = f"{CHANGE_LABELS[self.kind].capitalize()} am {german_date(self.day)}"
        return f"{said}: {fields}" if fields else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed with its name and where it can be fetched and read."""

    title: str
    address: str
    page: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """When something last happened to what it finds."""
        return _midnight(max((it.day for it in self.entries), default=date(2026, 1, 1)))


def entries(db: Database, numbers: Iterable[int]) -> Iterator[Entry]:
    """Give the last changed of these programmes, the newest first."""
    last: dict[int, dict[str, Any]] = {}
    # No further than needed: to rank the events of ten thousand programmes takes longer.
    for row in db.query(_EVENTS, [json.dumps(list(numbers))]):
        if last.setdefault(row["programme"], row) is row and len(last) == MOST_ENTRIES:
            break
    found = {it.id: it for it in all_programmes(db, last)}
    for number, row in last.items():
        yield Entry(
            programme=found[number],
            day=date.fromisoformat(row["day"]),
            kind=ChangeKind(row["kind"]),
            fields=tuple(json.loads(row["fields"])),
        )


def atom(feed: Feed, teller: Teller) -> bytes:
    """Write a feed (RFC 4287)."""
    root = etree.Element(_NAME % "feed", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "de")
    _add(root, "id", uuid5(NAMESPACE_URL, feed.address).urn)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated.isoformat())
    _add(etree.SubElement(root, _NAME % "author"), "name", "Fördernetz")
    _add(root, "link", rel="self", type=MIMETYPE, href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        root.append(_entry(entry, teller))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(entry: Entry, teller: Teller) -> etree._Element:
    programme = entry.programme
    ours = teller.page_of(programme.id)
    element = etree.Element(_NAME % "entry")
    _add(element, "id", teller.uuid(programme.id).urn)
    _add(element, "title", programme.title)
    _add(element, "updated", _midnight(entry.day).isoformat())
    _add(element, "published", _midnight(programme.first_seen).isoformat())
    _add(element, "link", rel="alternate", type="text/html", href=programme.official_page or ours)
    _add(element, "link", rel="related", type="text/html", href=ours, title="Im Fördernetz")
    for word in dict.fromkeys((*programme.levels, *programme.funding_types)):
        _add(element, "category", term=word)
    _add(element, "rights", "; ".join(terms_of(programme)))
    _add(element, "summary", "\n".join(_said(entry, teller.today)))
    return element


def _said(entry: Entry, today: date) -> Iterator[str]:
    programme, standing = entry.programme, entry.programme.standing(today)
    yield entry.what
    ahead = standing.next_deadline
    deadline = german_date(ahead) if ahead else standing.no_deadline_because
    words = [f"Status: {standing.status}"]
    yield " · ".join(words if deadline == standing.status else [*words, f"Frist: {deadline}"])
    if money := in_one_line(programme.facts):
        yield money
    if text := open_summary(programme):
        yield text


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _add(element: etree._Element, name: str, text: str = "", /, **attributes: str) -> None:
    said = {key: printable(value) for key, value in attributes.items()}
    etree.SubElement(element, _NAME % name, said).text = printable(text) or None
