"""robots.txt: what it forbids is not read, and the delay it asks for is kept."""

from typing import Any

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawler.failures import Refused
from crawler.refusals import LONGEST_WAIT
from crawler.settings import PRODUCT


class RobotsTxt(RobotsTxtMiddleware):
    """Scrapy's middleware, and what RFC 9309 adds to it.

    A robots.txt that is not reachable forbids everything, one that does not exist nothing. Scrapy
    does not act on `Crawl-delay`; here it raises the delay of the host, and a host that asks for
    longer than we ever wait is left alone. A host that has no address has no robots.txt either:
    that is told as such.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._nowhere: set[str] = set()
        self._too_slow: dict[str, float] = {}

    def process_request_2(self, rp: Any, request: Request) -> None:
        """Refuse what is forbidden, in a sentence."""
        host = urlparse_cached(request).netloc
        if rp is None and host in self._nowhere:
            raise CannotResolveHostError(host)
        if rp is None:
            raise Refused(f"{host} wurde nicht gelesen: seine robots.txt ist nicht erreichbar.")
        if host in self._too_slow:
            raise Refused(
                f"{host} verlangt {self._too_slow[host]:.0f} Sekunden zwischen zwei Anfragen"
                " und wird deshalb nicht gelesen."
            )
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise Refused(f"Die robots.txt von {host} verbietet {request.url}.") from error

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, CannotResolveHostError):
            self._nowhere.add(netloc)
        super()._robots_error(exc, netloc)

    async def robot_parser(self, request: Request) -> Any:
        """Give the rules of a host; Scrapy gives them to the first of several that wait only."""
        await super().robot_parser(request)
        return self._parsers[urlparse_cached(request).netloc]

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status in (403, 429):
            raise IgnoreRequest(f"status {response.status}")
        if response.status != 200:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
        self._slow_down(netloc, urlparse_cached(request).hostname or "")

    def _slow_down(self, netloc: str, host: str) -> None:
        """Set the delay of a host to what its robots.txt asks for, if that is longer."""
        parser = self._parsers[netloc]
        asked = parser.crawl_delay(PRODUCT) if isinstance(parser, RobotParser) else None
        if not asked:
            return
        if asked > LONGEST_WAIT:
            self._too_slow[netloc] = asked
            return
        settings, downloader = self.crawler.settings, self.crawler.engine.downloader
        delay = asked * settings.getfloat("DELAY_FACTOR", 1.0)
        if delay > settings.getfloat("DOWNLOAD_DELAY"):
            downloader.per_slot_settings[host] = dict(delay=delay)
            if host in downloader.slots:
                downloader.slots[host].delay = delay
