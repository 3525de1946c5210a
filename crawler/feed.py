"""RSS, RDF and Atom feeds: what a site announces, as a list of messages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from lxml import etree

from index.record import News
from index.text import clean, comparable, plain

MOST_ENTRIES = 200
"""So many messages of one feed are kept; older ones give way to new ones."""

_ROOTS = {"rss", "feed", "RDF"}
_ENTRIES = {"item", "entry"}
_TEXTS = ("description", "summary", "encoded", "content")
_DAYS = ("pubDate", "published", "issued", "date", "updated", "modified")
_LONGEST_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a feed."""

    title: str
    text: str = ""
    link: str = ""
    day: date | None = None

    def as_news(self) -> News:
        """The message as a record keeps it: title, text and address, a line each."""
        lines = (self.title, self.text if self.text != self.title else "", self.link)
        return News(day=self.day, text="\n".join(line for line in lines if line))


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its messages in its own order."""

    title: str
    about: str
    entries: tuple[Entry, ...]


def read_feed(body: bytes) -> Feed | None:
    """Read a feed of any kind; `None` if this is none. Damaged feeds are read as far as possible.

    Entities and foreign documents are never followed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None or _name(root) not in _ROOTS:
        return None
    channel = next((child for child in root if _name(child) == "channel"), root)
    found = (node for node in root.iter() if _name(node) in _ENTRIES)
    entries = [entry for entry in map(_entry, found) if entry.title]
    about = _text(channel, ("description", "subtitle", "tagline"))
    return Feed(_text(channel, ("title",)), about, tuple(entries[:MOST_ENTRIES]))


def merged(before: Iterable[News], entries: Iterable[Entry]) -> tuple[News, ...]:
    """Put new messages to those that are known.

    A feed forgets its old messages: that is no change. Neither is a message that is the same but
    for its day, since some feeds stamp every message with the moment of the answer.
    """
    known = {_identity(news.text): news for news in before}
    for entry in entries:
        news = entry.as_news()
        old = known.get(_identity(news.text))
        if old is None or comparable(old.text) != comparable(news.text):
            known[_identity(news.text)] = news
    newest_first = sorted(known.values(), key=lambda it: it.day or date.min, reverse=True)
    return tuple(newest_first[:MOST_ENTRIES])


def _identity(text: str) -> str:
    lines = text.splitlines()
    return lines[-1] if "://" in lines[-1] else lines[0]


def _entry(node: etree._Element) -> Entry:
    text = _text(node, _TEXTS)
    title = _text(node, ("title",)) or text[:100]
    return Entry(title, text[:_LONGEST_TEXT], _link(node), _day(node))


def _link(node: etree._Element) -> str:
    for child in _named(node, ("link",)):
        address = (child.get("href") or child.text or "").strip()
        if child.get("rel", "alternate") == "alternate" and "://" in address:
            return address
    guids = (child.text or "" for child in _named(node, ("guid", "id")))
    return next((guid.strip() for guid in guids if guid.strip().startswith("http")), "")


def _day(node: etree._Element) -> date | None:
    for child in _named(node, _DAYS):
        text = (child.text or "").strip()
        for read in (datetime.fromisoformat, parsedate_to_datetime):
            try:
                return read(text).date()
            except (ValueError, TypeError, OverflowError):
                continue
    return None


def _text(node: etree._Element, names: tuple[str, ...]) -> str:
    for child in _named(node, names):
        text = clean(plain("".join(map(str, child.itertext()))))
        if text:
            return text
    return ""


def _named(node: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
    """The children with these names, the first name first."""
    for name in names:
        yield from (child for child in node if _name(child) == name)


def _name(node: etree._Element) -> str:
    # A damaged feed may use a prefix that it does not declare.
    return re.split("[}:]", node.tag)[-1] if isinstance(node.tag, str) else ""
