"""What spiders of sites share that list their programmes on overviews, a page for each programme.

    overviews   pages that link to programmes; they find programmes, they never make one absent
    pages       programmes whose address is known
    programme   what the address of a programme looks like

A page that was found once is asked for until it answers that it does not exist: only a page itself
says that it is absent, so an overview that flaps or turns its pages by script hides nothing.
"""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.content import drop_what_is_no_content, parsed
from crawler.error_page import is_error_page
from crawler.failures import sentence_for
from crawler.headings import Page, read_page
from crawler.page_record import fields_of
from crawler.page_spider import PageSpider, text_of
from crawler.unread import Unread
from index.address import address_key
from index.record import TEXT_FIELDS, SourceRecord
from index.runs import seen_last_time
from index.versions import load_record
from index.vocabulary import Level, Presence, Region

LAYOUT_CHANGED = "Der Aufbau der Seite hat sich geändert: keine der bekannten Überschriften."
NOT_OURS = "Die Adresse leitet auf eine Seite um, die kein Programm dieser Quelle ist."
NO_TEXT = "Auf der Seite ist kein Text zu finden."
LICENCE = "Rechte beim Betreiber; Auszüge mit Verweis auf die Quelle"


class SiteSpider(PageSpider):
    """Reads the programmes of a site. A source says where they are and who gives the money."""

    overviews: ClassVar[tuple[str, ...]] = ()
    pages: ClassVar[tuple[str, ...]] = ()
    programme: ClassVar[re.Pattern[str]]
    """Matches the address of a programme, spelled without scheme, `www.`, escapes and query."""
    headings: ClassVar[re.Pattern[str] | None] = None
    """Where every page of the site has one of these headings: what they look like."""
    funders: ClassVar[tuple[str, ...]] = ()
    """Who gives the money, where it is the same for all programmes."""
    language: ClassVar[str] = "de"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.asked: set[str] = set()
        self.overviews_read: list[Response] = []
        self.overviews_missing: list[str] = []

    def key_of(self, url: str) -> str:
        """The key of the programme at this address."""
        return address_key(url)

    def values_of(self, page: Page, url: str) -> dict[str, Any]:
        """What is known of a programme beyond what its page says."""
        level = self.source.level
        region = Region.NATIONWIDE if level is Level.FEDERAL else Region.HESSE
        regions = (Region.EU if level is Level.EU else region,)
        return dict(levels=(level,), regions=regions, funders=self.funders)

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the pages that are known, then for the overviews."""
        for url in (*self.pages, *self._stored_addresses()):
            for request in self.ask_once(url):
                yield request
        for url in self.overviews:
            yield self.ask(url, self.parse, errback=self.no_overview)

    def parse(self, response: Response) -> Iterator[Request]:
        """Follow the programmes of an overview; one that did not change names none to be found."""
        links = list(self.links_of(response)) if response.status != 304 else []
        if response.status != 304:
            self.overviews_read.append(response)
        if not links and response.status != 304 and (self.known or self._is_first_run()):
            self.notice(f"Die Übersicht {response.url} nennt keine Programme.")
        for url in links:
            yield from self.ask_once(url)

    def no_overview(self, failure: Failure) -> None:
        """Without an overview the pages that are known are still read."""
        self.overviews_missing.append(sentence_for(failure))

    def links_of(self, response: Response) -> Iterator[str]:
        """The addresses of programmes that a page links to."""
        document = parsed(text_of(response), response.url)
        if document is None:
            return
        drop_what_is_no_content(document)
        content = document.find(".//main")
        for link in (content if content is not None else document).iter("a"):
            url = str(link.get("href") or "").split("#")[0]
            if self.is_link_of_a_programme(url):
                yield url

    def is_programme(self, url: str) -> bool:
        """Tell whether this is the address of a programme of this site, and no overview."""
        address = address_key(url)
        overviews = map(address_key, self.overviews)
        return bool(self.programme.fullmatch(address)) and address not in overviews

    def is_link_of_a_programme(self, url: str) -> bool:
        """Tell whether a link of an overview is followed."""
        return self.is_programme(url)

    def ask_once(self, url: str) -> Iterator[Request]:
        """Ask for a programme, unless it was asked for under another address."""
        key = self.key_of(url)
        if key not in self.asked:
            self.asked.add(key)
            yield self.ask_page(url, key)

    def read(self, response: Response, key: str) -> Iterator[SourceRecord | Unread]:
        """Read the page of one programme."""
        if not self.is_programme(response.url):
            yield Unread(response.url, NOT_OURS, key)
            return
        moved_to = self.key_of(response.url)
        if moved_to != key and moved_to in self.asked:
            return  # a second address of a page that is read by itself
        self.asked.add(moved_to)
        page = read_page(text_of(response), response.url)
        if is_error_page(page):
            return
        if page.title and not page.is_empty() and not self._has_lost_its_headings(page, key):
            yield self.record_of(page, response.url, moved_to)
        else:
            yield Unread(response.url, LAYOUT_CHANGED if page.title else NO_TEXT, key)

    def record_of(self, page: Page, url: str, key: str) -> SourceRecord:
        """Make the record of a programme."""
        own = self.is_programme(page.canonical) and self.key_of(page.canonical) == key
        values = self.values_of(page, url)
        values |= {name: value for name, value in fields_of(page).items() if value}
        return SourceRecord(
            source=self.source.name,
            key=key,
            url=page.canonical if own else url,
            title=page.title,
            language=self.language,
            licence=self.source.licence,
            attribution=self.source.attribution,
            **values,
        )

    def closed(self, reason: str) -> None:
        """Ask for an overview anew next time if a page that it links to could not be read."""
        super().closed(reason)
        if self.overviews_missing and not self.some_read:
            self.fail(self.overviews_missing[0])
        elif self.overviews_missing:
            self.notice(f"Eine Übersicht fehlt: {self.overviews_missing[0]}")
        if not self.unread:
            for response in self.overviews_read:
                self.remember(response)

    def _is_first_run(self) -> bool:
        """An overview that never named a programme is told of once, not every week."""
        return seen_last_time(self.db, self.source.name, self.run) is None

    def _stored_addresses(self) -> list[str]:
        sql = "select url from record where source = ? and presence <> ? order by url"
        found = self.db.query(sql, [self.source.name, Presence.GONE.value])
        return [row["url"] for row in found]

    def _has_lost_its_headings(self, page: Page, key: str) -> bool:
        """Tell a relaunch: headings that the site always has, or that this page had last time."""
        names = [section.heading for section in page.sections if section.heading]
        if self.headings is not None:
            return not any(self.headings.search(name) for name in names)
        return not names and self._had_headings(key)

    def _had_headings(self, key: str) -> bool:
        sql = "select id from record where source = ? and key = ?"
        row = self.db.execute(sql, [self.source.name, key]).fetchone()
        if row is None:
            return False
        record = load_record(self.db, row[0])
        return any("<h3>" in getattr(record, name).html for name in TEXT_FIELDS)
