"""Watched pages: programmes that have a page but no source of their own.

The watch list (`foerdernetz watch FILE.csv`) names each page with its level and its funder. A page
whose address another source holds already is not read here.
"""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import trafilatura
from scrapy.http import Request, Response
from sqlite_utils import Database

from crawler.categories import land_named
from crawler.headings import Page, Section, read_page
from crawler.page_record import fields_of
from crawler.page_spider import PageSpider, text_of
from crawler.spider import Unread
from index.address import address_key
from index.record import SourceRecord
from index.source import Source
from index.text import clean, rich, rich_from_text
from index.vocabulary import Level, Region

SOURCE = Source(
    name="watched",
    label="Beobachtete Seiten",
    operator="verschiedene Stellen",
    level=Level.OTHER,
    address="",
    licence="Rechte beim jeweiligen Betreiber; Auszüge mit Verweis auf die Quelle",
    attribution="Betreiber der verlinkten Seite",
    rhythm="wöchentlich",
    precedence=3,
)

_PRODUCTS = re.compile(r"\((\d{3}(?:[-,/_ ]+\d{3})*)\)")
_ERROR_PAGE = re.compile(
    r"\b(?:nicht (?:mehr )?(?:gefunden|vorhanden|verfügbar)|existiert nicht|gibt es nicht mehr"
    r"|not found|fehler 4\d\d|404)\b",
    re.IGNORECASE,
)
_LONGEST_ERROR_TEXT = 600
_UNREADABLE = {
    "pdf": "PDF-Dateien werden noch nicht gelesen; beobachten Sie die Seite, die darauf verweist.",
    "xml": "Feeds werden noch nicht gelesen; beobachten Sie die Seiten der Programme selbst.",
    "": "Die Adresse liefert keine HTML-Seite.",
}


@dataclass(frozen=True, slots=True)
class Watched:
    """One line of the watch list."""

    url: str
    level: Level
    funder: str

    @property
    def host(self) -> str:
        """The host of the page."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def products(self) -> tuple[str, ...]:
        """The product numbers of KfW that stand in the address."""
        if self.host != "kfw.de":
            return ()
        found = _PRODUCTS.findall(unquote(self.url))
        return tuple(number for group in found for number in re.findall(r"\d{3}", group))

    @property
    def key(self) -> str:
        """The key of the record; pages of KfW move, their numbers stay."""
        return f"kfw {' '.join(self.products)}" if self.products else address_key(self.url)


class WatchedSpider(PageSpider):
    """Reads every page of the watch list that no other source holds."""

    name = SOURCE.name
    source = SOURCE

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.held = held_addresses(self.db)
        pages = (page for page in watch_list(self.db) if address_key(page.url) not in self.held)
        self.pages = {page.key: page for page in pages}

    async def start(self) -> AsyncIterator[Request]:
        """Ask for every page."""
        for key, page in self.pages.items():
            yield self.ask_page(page.url, key)

    def read(self, response: Response, key: str) -> Iterator[SourceRecord | Unread]:
        """Read one page."""
        kind = (response.headers.get("Content-Type") or b"text/html").decode("latin-1").lower()
        if "html" not in kind:
            reason = next(text for name, text in _UNREADABLE.items() if name in kind)
            yield Unread(response.url, reason, key)
            return
        if _leads_home(response.url, self.pages[key].url):
            yield Unread(self.pages[key].url, "Die Seite leitet auf die Startseite um.", key)
            return
        text = text_of(response)
        page = read_page(text, response.url)
        if not page.title:
            page = _without_title(text)
        if not page.title or page.is_empty():
            yield Unread(response.url, "Auf der Seite ist kein Text zu finden.", key)
        elif not is_error_page(page) and address_key(page.canonical) not in self.held:
            yield record_of(page, self.pages[key])


def watch_list(db: Database) -> list[Watched]:
    """The pages of the watch list."""
    rows = db.query("select url, level, funder from watch order by url")
    return [Watched(row["url"], _level(row["level"]), clean(row["funder"] or "")) for row in rows]


def held_addresses(db: Database) -> set[str]:
    """The addresses that are records of another source, and are not read a second time."""
    sql = "select address_key from record where source <> ?"
    return {row["address_key"] for row in db.query(sql, [SOURCE.name])}


def is_error_page(page: Page) -> bool:
    """Tell a page that says politely, with status 200, that it does not exist."""
    body = " ".join(rich(section.html).text for section in page.sections)
    return len(body) <= _LONGEST_ERROR_TEXT and bool(_ERROR_PAGE.search(page.title))


def record_of(page: Page, watched: Watched) -> SourceRecord:
    """Make the record of a page."""
    values: dict[str, Any] = dict(funders=(watched.funder,) if watched.funder else ())
    values |= {name: value for name, value in fields_of(page).items() if value}
    if "regions" not in values:
        values["regions"] = _regions(page, watched)
    return SourceRecord(
        source=SOURCE.name,
        key=watched.key,
        url=watched.url,
        title=page.title,
        levels=(watched.level,),
        product_numbers=watched.products,
        licence=SOURCE.licence,
        attribution=watched.host,
        **values,
    )


def _regions(page: Page, watched: Watched) -> tuple[Region, ...]:
    """Where the programme holds: by level and host if they are certain, else by the text."""
    if watched.level is Level.EU:
        return (Region.EU,)
    if watched.level is Level.FEDERAL:
        return (Region.NATIONWIDE,)
    if watched.level is Level.STATE:
        if "hessen" in watched.host or watched.host == "wibank.de" or "Hess" in watched.funder:
            return (Region.HESSE,)
        text = "\n".join(rich(section.html).text for section in page.sections)
        found = land_named(page.title, text)
        return (found,) if found else ()
    return ()


def _level(text: str) -> Level:
    try:
        return Level(text)
    except ValueError:
        return Level.OTHER


def _leads_home(final: str, asked: str) -> bool:
    return urlsplit(final).path in ("", "/") and urlsplit(asked).path not in ("", "/")


def _without_title(text: str) -> Page:
    """Read a page without an h1 by its density of text."""
    found = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)
    title = clean(getattr(found, "title", None) or "")
    lines = (getattr(found, "text", None) or "").splitlines()
    blocks = tuple(rich_from_text(line).html for line in lines if line.strip())
    return Page(title, (), (Section("", blocks),), "")
