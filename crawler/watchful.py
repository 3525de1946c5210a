"""Nothing a spider does gets lost: failed requests and exceptions end in the result of the run."""

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware
from twisted.python.failure import Failure

from crawler.spider import spider_of


class Watchful(BaseSpiderMiddleware):
    """Spider middleware: every request gets an errback, every exception fails the run."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware as Scrapy wants it."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware._failed, signals.spider_error)
        return middleware

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass on what the spider starts with."""
        try:
            async for thing in super().process_start(start):
                yield thing
        except Exception as error:
            spider_of(self.crawler).logger.exception("start failed")
            spider_of(self.crawler).fail(broken(error))

    def get_processed_request(self, request: Request, response: Response | None) -> Request:
        """Make sure that a request without an answer is heard of."""
        if request.errback is None:
            return request.replace(errback=spider_of(self.crawler).unreached)
        return request

    def _failed(self, failure: Failure) -> None:
        spider_of(self.crawler).fail(broken(failure.value))


def broken(error: BaseException | None) -> str:
    """Say that the reader of the source itself broke."""
    return f"Der Leser der Quelle brach ab: {type(error).__name__}: {error}"
