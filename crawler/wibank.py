"""WIBank: the programmes of Land Hessen that its development bank handles.

    /wibank/foerderfinder                     the overview
    /wibank/<slug>/<slug>-<6 digits>          a programme; the digits are its key, else the slug
    /wibank/foerderfinder/<slug>-<6 digits>   the same programme under a second address

A programme reads: theme and Förderart, title, teaser, "Was wird gefördert?", "Wer wird gefördert?",
"Welche Voraussetzungen gibt es?", "Wie sind die Konditionen?", "Wo muss der Antrag …?".
"""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.categories import listed
from crawler.headings import Page
from crawler.site_spider import LICENCE, SiteSpider
from index.record import SourceRecord
from index.source import Source
from index.text import clean
from index.vocabulary import FundingType, Level

SOURCE = Source(
    name="wibank",
    label="WIBank",
    operator="Wirtschafts- und Infrastrukturbank Hessen",
    level=Level.STATE,
    address="https://www.wibank.de/wibank/foerderfinder",
    licence=LICENCE,
    attribution="Wirtschafts- und Infrastrukturbank Hessen (WIBank)",
    rhythm="wöchentlich",
    precedence=1,
)
SITEMAP = "https://www.wibank.de/sitemap.xml"

_NUMBER = re.compile(r"-(\d{6})$")


class WibankSpider(SiteSpider):
    """Reads the overview and the site map, then every programme once."""

    name = SOURCE.name
    source = SOURCE
    delay: ClassVar[float] = 10.0
    funders: ClassVar[tuple[str, ...]] = (SOURCE.operator,)
    overviews: ClassVar[tuple[str, ...]] = (SOURCE.address,)
    programme = re.compile(r"wibank\.de/(?:.+/)?wibank/(?!foerderfinder$).+")
    headings = re.compile(
        r"^(?:was|wer|wie|wo|welche)\b.*(?:gefördert|antragsberechtigt|voraussetzungen|konditionen"
        r"|antrag)|^rechtliche hinweise",
        re.IGNORECASE,
    )

    def key_of(self, url: str) -> str:
        """The six digits at the end of the address, else its last part."""
        return key_of(url)

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the overview first; the site map tells of programmes that it leaves out."""
        async for request in super().start():
            yield request
        yield self.ask(SITEMAP, self.parse_sitemap, errback=self.no_sitemap)

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        """Follow programmes with a number that the overview left out."""
        found = re.findall(r"<loc>\s*([^<\s]+)\s*</loc>", response.body.decode("utf-8", "replace"))
        if found:
            self.overviews_read.append(response)
        for url in found:
            if _NUMBER.search(url) and self.is_programme(url):
                yield from self.ask_once(url)

    def no_sitemap(self, failure: Failure) -> None:
        """The overview is enough."""

    def record_of(self, page: Page, url: str, key: str) -> SourceRecord:
        """Make the record of a programme; the line above its title names theme and Förderart."""
        record = super().record_of(page, url, key)
        theme = " ".join(page.above)
        named = listed(FundingType, theme)
        for word in named:
            theme = theme.replace(word.value, "")
        return replace(record, keywords=clean(theme), funding_types=named or record.funding_types)


def key_of(url: str) -> str:
    """The six digits at the end of the address, else its last part."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    number = _NUMBER.search(last)
    return number.group(1) if number else last
