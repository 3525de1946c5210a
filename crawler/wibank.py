"""WIBank: the programmes of Land Hessen that its development bank handles.

    /wibank/foerderfinder                     the overview
    /wibank/<slug>/<slug>-<6 digits>          a programme; the digits are its key, else the slug
    /wibank/foerderfinder/<slug>-<6 digits>   the same programme under a second address

A programme reads: theme and Förderart, title, teaser, "Was wird gefördert?", "Wer wird gefördert?",
"Welche Voraussetzungen gibt es?", "Wie sind die Konditionen?", "Wo muss der Antrag …?".
"""

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.categories import listed
from crawler.content import parsed
from crawler.headings import Page, read_page
from crawler.page_record import fields_of
from crawler.page_spider import PageSpider, text_of
from crawler.spider import Unread
from index.record import SourceRecord
from index.source import Source
from index.text import clean
from index.vocabulary import FundingType, Level, Region

SOURCE = Source(
    name="wibank",
    label="WIBank",
    operator="Wirtschafts- und Infrastrukturbank Hessen",
    level=Level.STATE,
    address="https://www.wibank.de/wibank/foerderfinder",
    licence="Rechte beim Betreiber; Auszüge mit Verweis auf die Quelle",
    attribution="Wirtschafts- und Infrastrukturbank Hessen (WIBank)",
    rhythm="wöchentlich",
    precedence=1,
)
SITEMAP = "https://www.wibank.de/sitemap.xml"
LAYOUT_CHANGED = "Der Aufbau der Seite hat sich geändert: keine der bekannten Überschriften."

_NUMBER = re.compile(r"-(\d{6})$")
_PROGRAMME = re.compile(r"/wibank/(?!foerderfinder$)[^?#]+$")
_HEADING = re.compile(
    r"^(?:was|wer|wie|wo|welche)\b.*(?:gefördert|antragsberechtigt|voraussetzungen|konditionen"
    r"|antrag)|^rechtliche hinweise",
    re.IGNORECASE,
)


class WibankSpider(PageSpider):
    """Reads the overview, then every programme once."""

    name = SOURCE.name
    source = SOURCE
    delay: ClassVar[float] = 10.0

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.followed: set[str] = set()

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the overview."""
        yield Request(SOURCE.address, self.parse)

    def parse(self, response: Response) -> Iterator[Request]:
        """Follow every programme of the overview, then look for others in the site map."""
        yield from self._programmes(programme_links(text_of(response), response.url))
        if not self.followed:
            self.fail("Die Übersicht der WIBank nennt keine Programme.")
        yield Request(SITEMAP, self.parse_sitemap, errback=self.no_sitemap)

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        """Follow programmes with a number that the overview left out."""
        found = re.findall(r"<loc>\s*([^<\s]+)\s*</loc>", response.body.decode("utf-8", "replace"))
        yield from self._programmes(url for url in found if _NUMBER.search(url))

    def no_sitemap(self, failure: Failure) -> None:
        """The overview is enough."""

    def read(self, response: Response, key: str) -> Iterator[SourceRecord | Unread]:
        """Read one programme."""
        page = read_page(text_of(response), response.url)
        if has_known_headings(page):
            yield record_of(page, response.url, key)
        else:
            yield Unread(response.url, LAYOUT_CHANGED, key)

    def _programmes(self, urls: Iterable[str]) -> Iterator[Request]:
        for url in urls:
            key = key_of(url)
            if key not in self.followed:
                self.followed.add(key)
                yield self.ask_page(url, key)


def key_of(url: str) -> str:
    """The six digits at the end of the address, else its last part."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    number = _NUMBER.search(last)
    return number.group(1) if number else last


def programme_links(text: str, url: str) -> list[str]:
    """The addresses of the programmes that the content of an overview links to."""
    document = parsed(text, url)
    if document is None:
        return []
    content = document.find(".//main")
    links = (content if content is not None else document).iter("a")
    found = (str(link.get("href") or "") for link in links)
    return [one for one in dict.fromkeys(found) if _is_programme(one)]


def has_known_headings(page: Page) -> bool:
    """Tell whether at least one of the constant headings is there."""
    return any(_HEADING.search(section.heading) for section in page.sections)


def record_of(page: Page, url: str, key: str) -> SourceRecord:
    """Make the record of a programme."""
    theme = " ".join(page.above)
    values: dict[str, Any] = dict(
        levels=(Level.STATE,),
        regions=(Region.HESSE,),
        funders=(SOURCE.operator,),
    )
    values |= fields_of(page)
    named = listed(FundingType, theme)
    if named:
        values["funding_types"] = named
    for word in named:
        theme = theme.replace(word.value, "")
    same = _is_programme(page.canonical) and key_of(page.canonical) == key
    return SourceRecord(
        source=SOURCE.name,
        key=key,
        url=page.canonical if same else url,
        title=page.title,
        keywords=clean(theme),
        licence=SOURCE.licence,
        attribution=SOURCE.attribution,
        **values,
    )


def _is_programme(url: str) -> bool:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host == "wibank.de" and bool(_PROGRAMME.search(parts.path.rstrip("/")))
