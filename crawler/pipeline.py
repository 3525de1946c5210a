"""What a spider yields goes into the register, one item or one batch at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.ingest import Ready, keep, keep_ready
from crawler.spider import SourceSpider, spider_of
from crawler.unread import Unread
from index.answers import store_answers
from index.record import SourceRecord
from index.register import RefusedRecord
from index.runs import keep_unread, reject
from index.schema import writing


@dataclass(frozen=True, slots=True)
class Batch:
    """Items that are kept together, all or none: far fewer commits where thousands come at once."""

    items: tuple[Ready | Unread, ...]


class KeepRecords:
    """Item pipeline: keep records, note what could not be read. One bad item stops nothing."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline as Scrapy wants it."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Keep one item or one batch."""
        spider = spider_of(self._crawler)
        if isinstance(item, Batch):
            with writing(spider.db):
                store_answers(spider.db, _answers(item))
                for one in item.items:
                    _take(spider, one)
        else:
            _take(spider, item)
        return item


def _answers(batch: Batch) -> Iterator[Any]:
    return (answer for item in batch.items if isinstance(item, Ready) for answer in item.answers)


def _take(spider: SourceSpider, item: SourceRecord | Ready | Unread) -> None:
    if not isinstance(item, Unread):
        item = _kept(spider, item) or item
    if isinstance(item, Unread):
        reject(spider.db, spider.run, item.item, item.reason)
        if item.key:
            source, today = spider.source.name, spider.today
            keep_unread(spider.db, spider.run, source, [item.key], today, answered=False)
    spider.on_item()


def _kept(spider: SourceSpider, item: SourceRecord | Ready) -> Unread | None:
    """Keep a record; gives why it could not be."""
    record = item.sheet if isinstance(item, Ready) else item
    try:
        if isinstance(item, Ready):
            keep_ready(spider.db, spider.run, item, spider.today)
        else:
            answers = spider.answers.pop(item.key, ())
            keep(spider.db, spider.run, item, spider.today, answers)
    except RefusedRecord as error:
        return Unread(record.url, str(error))
    except Exception as error:
        spider.logger.exception("record not kept: %s", record.url)
        return Unread(record.url, f"{type(error).__name__}: {error}", record.key)
    return None
