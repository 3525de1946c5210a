"""What spiders of single pages share: ask politely, decode, tell absent from unreadable."""

from collections.abc import Iterator
from typing import Any

from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

from crawler.content import decode
from crawler.failures import sentence_for
from crawler.spider import SourceSpider
from crawler.unread import Unread
from index.answers import Answer
from index.record import SourceRecord
from index.runs import NOT_READ

ABSENT = (404, 410)


class PageSpider(SourceSpider):
    """Reads pages, each the page of one record whose key is known before.

    A subclass says in `read` what a page tells.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = set(self.present_keys())
        self.some_read = False
        self.unread: list[Unread] = []

    def ask_page(self, url: str, key: str) -> Request:
        """Ask for the page of a record.

        Only the page of a record that was there last time may answer "not modified": one that
        comes back after an absence has to be read.
        """
        more: dict[str, Any] = dict(
            errback=self.not_read,
            cb_kwargs=dict(key=key),
            dont_filter=True,  # two pages that lead to a third one are both to be told of
        )
        if key in self.known:
            return self.ask(url, self.parse_page, **more)
        return Request(url, self.parse_page, **more)

    def parse_page(self, response: Response, key: str) -> Iterator[SourceRecord | Unread]:
        """Read one page; one that could not be read is asked for again next time."""
        if response.status == 304:
            self.some_read = True
            self.unmodified([key])
            return
        for item in self.read(response, key):
            if isinstance(item, SourceRecord):
                self.some_read = True
                self.remember(response)
                self.read_from(item, _answer_of(response))
            else:
                self.unread.append(item)
            yield item

    def read(self, response: Response, key: str) -> Iterator[SourceRecord | Unread]:
        """Give the record of a page, or why it cannot be read, or nothing if it is absent."""
        raise NotImplementedError

    def reread(self, answers: tuple[Answer, ...], stored: SourceRecord) -> SourceRecord | Unread:
        """Read a page again as it came then."""
        page = answers[0]
        headers = Headers({"Content-Type": page.kind} if page.kind else {})
        kind = responsetypes.from_args(headers=headers, url=page.name, body=page.content)
        response = kind(page.name, headers=headers, body=page.content)
        items = list(self.read(response, stored.key))
        mine = (item for item in items if not isinstance(item, Unread) and item.key == stored.key)
        others = (item for item in items if isinstance(item, Unread))
        nothing = Unread(page.name, "Der heutige Leser findet dort kein Programm.")
        return next(mine, None) or next(others, nothing)

    def not_read(self, failure: Failure) -> Iterator[Unread]:
        """A page that the site does not have is absent; any other failure leaves it unread."""
        error = failure.value
        if isinstance(error, HttpError) and error.response.status in ABSENT:
            return
        request: Request = failure.request  # type: ignore[attr-defined]
        asked = request.meta.get("redirect_urls", [request.url])[0]
        self.unread.append(Unread(asked, sentence_for(failure), request.cb_kwargs["key"]))
        yield self.unread[-1]

    def nothing_worked(self) -> bool:
        """Whether the run as a whole has failed, given that some pages could not be read."""
        return not self.some_read

    def closed(self, reason: str) -> None:
        """Tell of unread pages; a run in which nothing could be read has failed."""
        if not self.unread:
            return
        first = self.unread[0]
        named = first.reason if first.item in first.reason else f"{first.item}: {first.reason}"
        sentence = f"{NOT_READ} {len(self.unread)}, zuerst {named}"
        if self.nothing_worked():
            self.fail(named if len(self.unread) == 1 else sentence)
        else:
            self.notice(sentence)


def _answer_of(response: Response) -> Answer:
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return Answer(response.url, response.body, kind)


def text_of(response: Response) -> str:
    """Decode a page as its header says, else as it says itself."""
    header = (response.headers.get("Content-Type") or b"").decode("latin-1")
    declared = http_content_type_encoding(header) or html_body_declared_encoding(response.body)
    return decode(response.body, declared)
