"""Watched addresses: pages, PDF files and feeds that have no source of their own.

The watch list names each address with its level and its funder. A page or a PDF file becomes the
record of a programme. A feed becomes one record whose messages are its news; it is nothing that
one can apply for, so it stays hidden from everybody but the manager's desk. An address that
another source holds already is not read here.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Request, Response

from crawler.error_page import is_error_page
from crawler.feed import Feed, read_feed
from crawler.headings import Page, Section, read_page
from crawler.page_spider import PageSpider, text_of
from crawler.pdf import UnreadablePdf, is_pdf, read_pdf
from crawler.unread import Unread
from crawler.watch_list import Outcome, Watched, note_outcomes, watch_list
from crawler.watched_record import FEED, SOURCE, record_of, record_of_feed, record_of_pdf
from index.address import address_key
from index.answers import Answer
from index.publication import follow_record
from index.record import News, SourceRecord
from index.runs import FEW
from index.store import Database
from index.text import clean, rich_from_text
from index.versions import decode_record
from index.vocabulary import Level

_XML = (b"<?xml", b"<rss", b"<feed", b"<rdf")
_NO_PAGE = "Die Adresse liefert weder eine Seite noch einen Feed noch eine PDF-Datei."


class WatchedSpider(PageSpider):
    """Reads every address of the watch list that no other source holds, or those that are due."""

    name = SOURCE.name
    source = SOURCE

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.held = held_addresses(self.db)
        listed = watch_list(self.db, self.today if self.only_due else None)
        products = held_products(self.db)
        held = [
            page
            for page in listed
            if address_key(page.url) in self.held or frozenset(page.products) in products
        ]
        self.pages = {page.key: page for page in listed if page not in held}
        self.asked = set(self.pages)
        self.found: dict[str, Outcome] = {}
        self.hidden: dict[str, str] = {}
        self.outcomes = {page.url: Outcome.HELD for page in held}

    async def start(self) -> AsyncIterator[Request]:
        """Ask for every address."""
        for key, page in self.pages.items():
            yield self.ask_page(page.url, key)

    def read(self, response: Response, key: str) -> Iterator[SourceRecord | Unread]:
        """Read one answer: a feed, a PDF file or a page."""
        watched = self.pages[key]
        kind = (response.headers.get("Content-Type") or b"text/html").decode("latin-1").lower()
        if _leads_home(response.url, watched.url):
            yield Unread(watched.url, "Die Seite leitet auf die Startseite um.", key)
        elif is_pdf(response.body):
            yield _read_pdf(response, watched)
        elif feed := _feed_in(response.body, kind):
            yield record_of_feed(feed, watched, self._news_before(key))
        elif "html" not in kind:
            yield Unread(response.url, _NO_PAGE, key)
        else:
            yield from self._read_page(response, watched)

    def _read_page(self, response: Response, watched: Watched) -> Iterator[SourceRecord | Unread]:
        text = text_of(response)
        page = read_page(text, response.url)
        if not page.title:
            page = _without_title(text)
        if not page.title or page.is_empty():
            yield Unread(response.url, "Auf der Seite ist kein Text zu finden.", watched.key)
        elif self._is_held(page.canonical, response.url):
            self.found[watched.key] = Outcome.HELD
        elif not is_error_page(page):
            yield record_of(page, watched)

    def _is_held(self, *addresses: str) -> bool:
        """Whether the page leads to, or is by its own word, a page of another source."""
        return any(address_key(address) in self.held for address in addresses)

    def _news_before(self, key: str) -> tuple[News, ...]:
        sql = """
            select content from record
            join version on version.record = record.id and version.number = record.version
            where source = ? and key = ?
        """
        found = self.db.query(sql, [SOURCE.name, key])
        return next((decode_record(row["content"]).news for row in found), ())

    def nothing_worked(self) -> bool:
        """Of a few addresses whose turn it was, each is told of by itself."""
        return super().nothing_worked() and not (self.only_due and len(self.pages) < FEW)

    def closed(self, reason: str) -> None:
        """Note on the watch list what came of each address."""
        super().closed(reason)
        if reason == "finished":
            unread = {item.key: item.reason for item in self.unread}
            for key, page in self.pages.items():
                self.outcomes[page.url] = (
                    Outcome.UNREAD if key in unread else self.found.get(key, Outcome.ABSENT)
                )
            said = {self.pages[key].url: text for key, text in unread.items()}
            note_outcomes(self.db, self.outcomes, said, self.today)
            for key, because in self.hidden.items():
                follow_record(self.db, SOURCE.name, key, because, FEED)

    def reread(self, answers: tuple[Answer, ...], stored: SourceRecord) -> SourceRecord | Unread:
        """Read an address again, also one that is no longer on the list."""
        level, funder = next(iter(stored.levels), Level.OTHER), " ".join(stored.funders[:1])
        self.pages.setdefault(stored.key, Watched(stored.url, level, funder))
        return super().reread(answers, stored)

    def parse_page(self, response: Response, key: str) -> Iterator[SourceRecord | Unread]:
        """Read one answer and note that there was something."""
        if response.status == 304:
            self.found[key] = Outcome.READ
        for item in super().parse_page(response, key):
            self.found[key] = Outcome.READ
            if isinstance(item, SourceRecord):
                self.hidden[key] = item.hidden_because
            yield item


def _read_pdf(response: Response, watched: Watched) -> SourceRecord | Unread:
    try:
        return record_of_pdf(read_pdf(response.body), watched)
    except UnreadablePdf as error:
        return Unread(watched.url, str(error), watched.key)


def _feed_in(body: bytes, kind: str) -> Feed | None:
    begins = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_XML)
    return read_feed(body) if begins or ("xml" in kind and "html" not in kind) else None


def held_addresses(db: Database) -> set[str]:
    """The addresses that are records of another source, and are not read a second time."""
    sql = "select address_key from record where source <> ?"
    return {row["address_key"] for row in db.query(sql, [SOURCE.name])}


def held_products(db: Database) -> set[frozenset[str]]:
    """The product numbers that KfW's own spider reads; the addresses of its pages move."""
    rows = db.query("select key from record where source = 'kfw'")
    return {frozenset(row["key"].split()) for row in rows}


def _leads_home(final: str, asked: str) -> bool:
    return urlsplit(final).path in ("", "/") and urlsplit(asked).path not in ("", "/")


def _without_title(text: str) -> Page:
    """Read a page without an h1 by its density of text."""
    import trafilatura  # loading it takes longer than reading most pages does

    found = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)
    title = clean(getattr(found, "title", None) or "")
    lines = (getattr(found, "text", None) or "").splitlines()
    blocks = tuple(rich_from_text(line).html for line in lines if line.strip())
    return Page(title, (), (Section("", blocks),), "")
