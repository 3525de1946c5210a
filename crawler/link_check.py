"""Asking for outgoing links, with the manners of a crawl: robots.txt, delays, public hosts only."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.failures import sentence_for
from crawler.run import run_to_the_end
from crawler.settings import Manners, scrapy_settings
from crawler.spider import SourceSpider
from index.links import LinkAnswer, note_answer
from index.store import Database

MISSING = (404, 410)
_HEAD_IS_NO_PROOF = (400, 404, 405, 410, 500, 501)
_LARGEST_PAGE = 2 * 1024 * 1024
_SECONDS = 30


class LinkSpider(SourceSpider):
    """Asks for each link once; it keeps no records, only what came of it."""

    name = "links"

    def __init__(
        self, *, db: Database, today: date, urls: Iterable[str], on_item: Callable[[], Any]
    ) -> None:
        scrapy.Spider.__init__(self, self.name)
        self.db, self.today, self.on_item = db, today, on_item
        self.urls = list(urls)
        self.error = None
        self.some_reached = False
        self.not_found: dict[str, str] = {}

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the head of every page."""
        for url in self.urls:
            yield self._request(url, "HEAD")

    def answered(self, response: Response, url: str) -> None:
        """Something is there; a page that leads to the start page is no longer itself."""
        leads_home = urlsplit(response.url).path in ("", "/") and urlsplit(url).path not in (
            "",
            "/",
        )
        said = "Die Adresse leitet auf die Startseite um." if leads_home else ""
        self.some_reached = True
        self._note(url, LinkAnswer(response.status, said=said))

    def failed(self, failure: Failure) -> Iterator[Request]:
        """Tell a page that is not there from one about which nothing can be said."""
        request: Request = failure.request  # type: ignore[attr-defined]
        url, error = request.cb_kwargs["url"], failure.value
        status = error.response.status if isinstance(error, HttpError) else None
        self.some_reached |= status is not None
        if request.method == "HEAD" and status in _HEAD_IS_NO_PROOF:
            yield self._request(url, "GET")
            return
        if isinstance(error, DownloadCancelledError):  # it is there, and large
            self._note(url, LinkAnswer())
            return
        said = f"Die Seite antwortet mit Status {status}." if status else sentence_for(failure)
        if isinstance(error, CannotResolveHostError):
            self.not_found[url] = said
        else:
            self._note(url, LinkAnswer(status, status in MISSING, said))

    def closed(self, reason: str) -> None:
        """Believe that a host is gone only if others were there: it may be our own network."""
        for url, said in self.not_found.items():
            self._note(url, LinkAnswer(missing=self.some_reached, said=said))

    def _request(self, url: str, method: str) -> Request:
        return Request(
            url,
            self.answered,
            method=method,
            errback=self.failed,
            cb_kwargs=dict(url=url),
            dont_filter=True,
        )

    def _note(self, url: str, answer: LinkAnswer) -> None:
        note_answer(self.db, url, answer, self.today)
        self.on_item()


def check(
    db: Database,
    urls: Iterable[str],
    today: date,
    manners: Manners,
    on_progress: Callable[[str, int], None],
) -> None:
    """Ask for these links and write down what came of it. A process can call this only once."""
    settings = scrapy_settings(manners) | dict(
        DOWNLOAD_DELAY=LinkSpider.delay * manners.factor,
        DOWNLOAD_MAXSIZE=_LARGEST_PAGE,
        DOWNLOAD_TIMEOUT=_SECONDS,
        ITEM_PIPELINES={},
    )
    process = AsyncCrawlerProcess(settings)
    count = 0

    def one_more() -> None:
        nonlocal count
        count += 1
        on_progress(LinkSpider.name, count)

    async def ask_all() -> None:
        named = dict(db=db, today=today, urls=urls, on_item=one_more)
        await process.crawl(LinkSpider, **named)

    run_to_the_end(process, ask_all())
