"""The pause of a host begins with the end of its answer, and holds between two sources as well.

Scrapy counts from the moment at which it sends a request: a slow host, or a busy machine, would
make the pause shorter. And it forgets the hosts with every spider: the next one, which may ask
the same host, would begin at once.
"""

from time import monotonic
from typing import Self

from scrapy import signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.http import Request

_free_at: dict[str, float] = {}
"""When each host may be asked again, by the clock of Scrapy's slots."""


class Pauses:
    """Extension: begin pauses when an answer is there, carry them from spider to spider."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the extension as Scrapy wants it."""
        pauses = cls(crawler)
        crawler.signals.connect(pauses.begin, signals.request_reached_downloader)
        crawler.signals.connect(pauses.answered, signals.response_downloaded)
        crawler.signals.connect(pauses.end, signals.request_left_downloader)
        return pauses

    def begin(self, request: Request) -> None:
        """A request is about to queue: let its host wait for what another spider asked."""
        host, slot = self._slot_of(request)
        if slot is not None and host in _free_at:
            slot.lastseen = max(slot.lastseen, _free_at[host] - slot.delay)

    def answered(self, request: Request) -> None:
        """An answer is there: Scrapy asks after this whether the next request may go."""
        _, slot = self._slot_of(request)
        if slot is not None:
            slot.lastseen = monotonic()

    def end(self, request: Request) -> None:
        """A request is over, well or not."""
        host, slot = self._slot_of(request)
        if slot is not None:
            _free_at[host] = slot.lastseen + slot.delay

    def _slot_of(self, request: Request) -> tuple[str, Slot | None]:
        engine = self._crawler.engine
        host = str(request.meta.get("download_slot", ""))
        return host, engine.downloader.slots.get(host) if engine is not None else None
