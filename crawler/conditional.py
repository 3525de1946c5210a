"""Conditional requests: a page that did not change is not sent a second time."""

from collections.abc import Iterable
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.facts import EXTRACTOR
from crawler.spider import spider_of
from index.schema import writing
from index.store import Database


class Conditional:
    """Downloader middleware: add `If-None-Match` and `If-Modified-Since` to `ask` requests."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware as Scrapy wants it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Add what was remembered of this address."""
        if request.meta.get("conditional"):
            spider = spider_of(self._crawler)
            for name, value in remembered(spider.db, spider.source.name, request.url).items():
                request.headers.setdefault(name, value)


def remembered(db: Database, source: str, url: str) -> dict[str, str]:
    """The conditional headers for an address; none when another reader of facts read it last."""
    sql = "select etag, last_modified, extractor from validator where source = ? and url = ?"
    row: dict[str, Any] = next(iter(db.query(sql, [source, url])), {})
    if row.get("extractor") != EXTRACTOR:
        return {}
    headers = {"If-None-Match": row["etag"], "If-Modified-Since": row["last_modified"]}
    return {name: value for name, value in headers.items() if value}


def remember(db: Database, source: str, responses: Iterable[Response]) -> None:
    """Keep the validators of pages that were read completely."""
    rows = [
        dict(
            source=source,
            url=response.url,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            extractor=EXTRACTOR,
        )
        for response in responses
    ]
    db.table("validator").upsert_all(rows, pk=("source", "url"))


def forget(db: Database, source: str) -> None:
    """Ask for everything of a source anew next time."""
    db.execute("delete from validator where source = ?", [source])


def forget_what_broke_off(db: Database, source: str) -> None:
    """Ask for everything anew where the last run changed something and then came to no good end.

    What it kept may be newer than what is remembered: "not modified" would speak of the older.
    """
    sql = """
        select 1 from run where source = ? and status <> 'ok'
            and id = (select max(id) from run where source = ?)
            and exists (select 1 from event where event.run = run.id)
    """
    if db.execute(sql, [source, source]).fetchone() is not None:
        with writing(db):
            forget(db, source)


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
