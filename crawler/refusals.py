"""Manners when a host refuses: wait as long as it asks, try once more, then leave it alone."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.failures import Refused

REFUSALS = (403, 429, 503)
LONGEST_WAIT = 300.0


class Refusals:
    """Downloader middleware: obey `Retry-After` once, then stop asking this host in this run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._refused: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware as Scrapy wants it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Send nothing more to a host that refused."""
        host = _host(request)
        if host in self._refused and "waited" not in request.meta:
            raise Refused(
                f"{host} hat mit Status {self._refused[host]} abgelehnt und wird in diesem Lauf"
                " nicht weiter gefragt."
            )

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Wait and ask once more where the host says when; otherwise note the refusal."""
        if response.status not in REFUSALS or urlparse_cached(request).path == "/robots.txt":
            return response
        seconds = seconds_to_wait(response, datetime.now(UTC))
        if seconds is None or seconds > LONGEST_WAIT or "waited" in request.meta:
            self._refused[_host(request)] = response.status
            return response
        self._pause(request, seconds)
        return request.replace(meta=request.meta | dict(waited=True), dont_filter=True)

    def _pause(self, request: Request, seconds: float) -> None:
        slot = self._crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is not None:
            factor = self._crawler.settings.getfloat("DELAY_FACTOR", 1.0)
            slot.lastseen = monotonic() + seconds * factor - slot.delay


def seconds_to_wait(response: Response, now: datetime) -> float | None:
    """Read `Retry-After`, which is a number of seconds or a date; `None` if it says neither."""
    text = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        day = parsedate_to_datetime(text)
        seconds = (day.replace(tzinfo=day.tzinfo or UTC) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, seconds)


def _host(request: Request) -> str:
    return str(urlparse_cached(request).netloc)
