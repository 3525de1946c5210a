"""BAFA: its feed tells of pauses and new rules; programme pages that it links to become records.

Nothing of this site was seen by us. Built from what others tell of it, hence switched off.
"""

import re
from collections.abc import Iterator
from typing import ClassVar

from scrapy.http import Request, Response

from crawler.feed import Entry, read_feed
from crawler.site_spider import LICENCE, SiteSpider
from index.hints import Hint, keep_hints
from index.source import Source
from index.vocabulary import Level

FEED = "https://www.bafa.de/SiteGlobals/Functions/RSSFeed/DE/RSSNewsfeed/RSSNewsfeed.xml"
NO_FEED = "Statt des Feeds des BAFA kam etwas anderes."

_MONEY = re.compile(
    r"förder|zuschuss|zuschüsse|richtlinie|antrag|anträge|haushaltsmittel", re.IGNORECASE
)


class BafaSpider(SiteSpider):
    """Reads the feed. A message about money is a hint, its text never a programme."""

    source = Source(
        name="bafa",
        label="BAFA",
        operator="Bundesamt für Wirtschaft und Ausfuhrkontrolle",
        level=Level.FEDERAL,
        address=FEED,
        licence=LICENCE,
        attribution="Bundesamt für Wirtschaft und Ausfuhrkontrolle (BAFA)",
        rhythm="täglich",
        precedence=1,
        switched_off=True,
    )
    name = source.name
    funders: ClassVar[tuple[str, ...]] = (source.operator,)
    overviews: ClassVar[tuple[str, ...]] = (FEED,)
    programme = re.compile(r"bafa\.de/DE/(?:Energie|Wirtschaft)/.+_node\.html")

    def parse(self, response: Response) -> Iterator[Request]:
        """Keep the messages about money as hints and follow their programme pages."""
        if response.status == 304:
            return
        feed = read_feed(response.body)
        if feed is None:
            self.overviews_missing.append(NO_FEED)
            self.notice(NO_FEED)
            return
        about_money = [entry for entry in feed.entries if _speaks_of_money(entry)]
        keep_hints(self.db, self.name, map(self._hint, about_money))
        self.overviews_read.append(response)
        for entry in about_money:
            if self.is_programme(entry.link):
                yield from self.ask_once(entry.link)

    def _hint(self, entry: Entry) -> Hint:
        return Hint(source=self.name, url=entry.link, title=entry.title, day=entry.day)


def _speaks_of_money(entry: Entry) -> bool:
    return bool(entry.link and _MONEY.search(f"{entry.title} {entry.text}"))
