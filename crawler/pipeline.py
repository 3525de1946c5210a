"""What a spider yields goes into the register, one item at a time."""

from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.ingest import keep
from crawler.spider import SourceSpider, Unread, spider_of
from index.record import SourceRecord
from index.register import RefusedRecord, keep_unread, reject


class KeepRecords:
    """Item pipeline: keep records, note what could not be read. One bad item stops nothing."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline as Scrapy wants it."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Keep one item."""
        spider = spider_of(self._crawler)
        if isinstance(item, SourceRecord):
            item = _kept(spider, item)
        if isinstance(item, Unread):
            reject(spider.db, spider.run, item.item, item.reason)
            if item.key:
                keep_unread(spider.db, spider.run, spider.source.name, [item.key], spider.today)
        spider.on_item()
        return item


def _kept(spider: SourceSpider, record: SourceRecord) -> SourceRecord | Unread:
    try:
        keep(spider.db, spider.run, record, spider.today)
    except RefusedRecord as error:
        return Unread(record.url, str(error))
    except Exception as error:
        spider.logger.exception("record not kept: %s", record.url)
        return Unread(record.url, f"{type(error).__name__}: {error}", record.key)
    return record
