"""The RSS of the Förderdatenbank: an early signal between two readings of the export.

Its messages name pages that are new or changed. They are hints: the export alone makes records.
"""

from collections.abc import AsyncIterator
from typing import Any, ClassVar

from scrapy.http import Request, Response

from crawler.feed import read_feed
from crawler.foerderdatenbank.programme import SOURCE as EXPORT
from crawler.spider import SourceSpider
from index.hints import Hint, keep_hints
from index.source import Source
from index.vocabulary import Level

RSS = "https://www.foerderdatenbank.de/FDB/DE/Service/RSS/Functions/foerderprogram_rssnewsfeed.xml"
NO_FEED = "Gesperrt: statt des RSS der Förderdatenbank kam etwas anderes."


class FoerderdatenbankRssSpider(SourceSpider):
    """Reads the feed; it has no records, so none can become missing."""

    source = Source(
        name="foerderdatenbank-rss",
        label="Förderdatenbank, RSS",
        operator=EXPORT.operator,
        level=Level.FEDERAL,
        address=RSS,
        licence=EXPORT.licence,
        attribution=EXPORT.attribution,
        rhythm="täglich",
        precedence=2,
    )
    name = source.name
    delay: ClassVar[float] = 30.0

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.asked = set()

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the feed."""
        yield self.ask(RSS, self.parse)

    def parse(self, response: Response) -> None:
        """Keep what the feed tells now."""
        if response.status == 304:
            return
        feed = read_feed(response.body) if response.url == RSS else None
        if feed is None:
            self.fail(NO_FEED)
            return
        linked = (entry for entry in feed.entries if "/Foerderprogramm/" in entry.link)
        name = self.source.name
        keep_hints(
            self.db,
            name,
            [Hint(source=name, url=it.link, title=it.title, day=it.day) for it in linked],
        )
        self.remember(response)
