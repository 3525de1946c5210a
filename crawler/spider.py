"""What every spider is: a source with a name that yields records or says what it could not read."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, ClassVar

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

import crawler
from crawler.failures import sentence_for
from crawler.unread import Unread
from index.answers import Answer
from index.record import SourceRecord
from index.source import Source
from index.store import Database
from index.vocabulary import Presence


class SourceSpider(scrapy.Spider):
    """Reads one source. A new source is one module in `crawler` with one subclass.

    Callbacks yield `SourceRecord`, `Unread` or requests; `self.db`, `self.today` and `self.run`
    are there from the start. A request without its own `errback` ends in `unreached`; answers
    other than 2xx go there too, unless the request lists them in `handle_httpstatus_list`.
    """

    source: ClassVar[Source]
    """Who is read; `name` is its name."""
    delay: ClassVar[float] = 5.0
    """Seconds between two requests to one host; a `Crawl-delay` in robots.txt may raise it."""
    max_bytes: ClassVar[int] = 16 * 1024 * 1024
    """A longer answer is not read."""

    def __init__(
        self,
        *,
        db: Database,
        today: date,
        run: int,
        on_item: Callable[[], Any] = lambda: None,
        only_due: bool = False,
    ) -> None:
        super().__init__(self.source.name)
        self.db, self.today, self.run, self.on_item = db, today, run, on_item
        self.error: str | None = None
        self.notices: list[str] = []
        self.read_responses: list[Response] = []
        self.complete = True
        """Set to False when only a part of the source was read: absence then means nothing."""
        self.unmodified_keys: list[str] = []
        self.answers: dict[str, tuple[Answer, ...]] = {}
        self.only_due = only_due
        """Whether a source that reads single addresses leaves out those that are not due."""
        self.asked: set[str] | None = None
        """The keys that are to be read, where we choose them: no other record becomes missing."""

    def ask(self, url: str, callback: Any, **kwargs: Any) -> Request:
        """Make a conditional request: an answer 304 comes to the callback as well.

        Call `self.remember(response)` when an answer 200 was read completely.
        """
        meta = dict(conditional=True, handle_httpstatus_list=[304]) | kwargs.pop("meta", {})
        return Request(url, callback, meta=meta, **kwargs)

    def remember(self, response: Response) -> None:
        """Ask for this page with its `ETag` and `Last-Modified` from now on, if the run ends well.

        A page that could not be read completely is not remembered: it is read again.
        """
        self.read_responses.append(Response(response.url, headers=response.headers))

    def read_from(self, record: SourceRecord, *answers: Answer) -> SourceRecord:
        """Say what a record was read from, its own answer first; `reread` gets the same again."""
        self.answers[record.key] = answers
        return record

    def reread(self, answers: tuple[Answer, ...], stored: SourceRecord) -> SourceRecord | Unread:
        """Read a record again from the answers that are kept, without the network.

        `stored` is what an earlier reader made of them. Nothing else may matter for the result
        but what does not change with the source, such as the watch list.
        """
        raise NotImplementedError

    def fail(self, sentence: str) -> None:
        """Mark the run as failed; the first sentence is the one that is told."""
        if self.error is None:
            self.error = sentence

    def notice(self, sentence: str) -> None:
        """Tell the manager about something odd that did not stop the reading."""
        if sentence not in self.notices:
            self.notices.append(sentence)

    def present_keys(self) -> list[str]:
        """The keys of all records that this source listed last time."""
        sql = "select key from record where source = ? and presence = ?"
        found = self.db.query(sql, [self.source.name, Presence.PRESENT.value])
        return [row["key"] for row in found]

    def unmodified(self, keys: Iterable[str]) -> None:
        """Count the records with these keys as seen: the source answered "not modified"."""
        self.unmodified_keys.extend(keys)

    def unreached(self, failure: Failure) -> Any:
        """Handle a request that got no usable answer: unless overridden, the whole run fails."""
        self.fail(sentence_for(failure))


def spider_of(crawler: Crawler) -> SourceSpider:
    """The spider a Scrapy component works for."""
    assert isinstance(crawler.spider, SourceSpider)
    return crawler.spider


def spiders() -> dict[str, type[SourceSpider]]:
    """All spiders by the name of their source, found in the modules of this package."""
    return {spider.source.name: spider for spider in _discovered({})}


def broken_modules() -> dict[str, str]:
    """The modules of this package that cannot be imported, each with a sentence that says why."""
    broken: dict[str, str] = {}
    for _ in _discovered(broken):
        pass
    return broken


def _discovered(broken: dict[str, str]) -> Iterator[type[SourceSpider]]:
    """Find the spiders; a module that cannot be imported must not stop the others."""
    for module in pkgutil.walk_packages(crawler.__path__, "crawler.", lambda name: None):
        try:
            found = importlib.import_module(module.name)
        except Exception as error:
            kind = type(error).__name__
            broken[module.name] = f"{module.name} ließ sich nicht laden: {kind}: {error}"
            continue
        for _, member in inspect.getmembers(found, inspect.isclass):
            defined_here = member.__module__ == module.name
            if defined_here and issubclass(member, SourceSpider) and hasattr(member, "source"):
                yield member
