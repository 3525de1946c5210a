"""Reading sources one after the other in one process; gives one result for each."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler.conditional import forget_what_broke_off, remember
from crawler.settings import Manners, scrapy_settings
from crawler.spider import SourceSpider, spiders
from crawler.watchful import broken
from index.runs import RunResult, finish_run, keep_unread, start_run
from index.schema import expect_many_writes
from index.source import remember_source
from index.store import Database

Progress = Callable[[str, int], None]

ABORTED = "Der Lauf wurde abgebrochen."


def crawl(
    db: Database,
    names: Iterable[str],
    today: date,
    manners: Manners,
    on_progress: Progress,
    *,
    only_due: bool = False,
) -> list[RunResult]:
    """Read the named sources. A source that fails does not stop the others.

    They are read one after the other: two of them may ask the same host. Scrapy's reactor can
    run only once, so a process can call this only once.
    """
    expect_many_writes(db)
    results: list[RunResult] = []
    process = AsyncCrawlerProcess(scrapy_settings(manners))

    async def one_after_the_other() -> None:
        for name in names:
            spider = spiders()[name]
            results.append(await _read(process, db, spider, today, on_progress, only_due))
            if results[-1].error == ABORTED:
                break

    run_to_the_end(process, one_after_the_other())
    return results


def run_to_the_end(process: AsyncCrawlerProcess, work: Coroutine[Any, Any, None]) -> None:
    """Run Scrapy until this work is done; Ctrl-C and SIGTERM end it in good order."""

    async def and_stop() -> None:
        from twisted.internet import reactor

        try:
            await work
        finally:
            with suppress(RuntimeError):  # Ctrl-C stopped it already
                reactor.stop()  # type: ignore[misc]

    task = asyncio.get_event_loop().create_task(and_stop())
    process.start(stop_after_crawl=False)
    if not task.done() or task.cancelled():
        raise KeyboardInterrupt
    task.result()


async def _read(
    process: AsyncCrawlerProcess,
    db: Database,
    spider_class: type[SourceSpider],
    today: date,
    on_progress: Progress,
    only_due: bool,
) -> RunResult:
    source = spider_class.source
    remember_source(db, source)
    forget_what_broke_off(db, source.name)
    run = start_run(db, source.name, today)
    crawler = Crawler(spider_class, _settings_of(process, spider_class))
    error: str | None = None
    try:
        counter = _counter(source.name, on_progress)
        named = dict(db=db, today=today, run=run, on_item=counter, only_due=only_due)
        await process.crawl(crawler, **named)
        if crawler.stats.get_value("finish_reason") != "finished":
            error = ABORTED
    except Exception as problem:
        error = broken(problem)
    spider = crawler.spider if isinstance(crawler.spider, SourceSpider) else None
    return _finish(db, run, today, spider, error)


def _finish(
    db: Database, run: int, today: date, spider: SourceSpider | None, error: str | None
) -> RunResult:
    if spider is None:
        return finish_run(db, run, today, error=error or "Der Leser der Quelle startete nicht.")
    source = spider.source.name
    keep_unread(db, run, source, spider.unmodified_keys, today)
    result = finish_run(
        db,
        run,
        today,
        error=spider.error or error,
        complete=spider.complete,
        notices=tuple(spider.notices),
        asked=spider.asked,
    )
    if result.status == "ok":
        remember(db, source, spider.read_responses)
    return result


def _settings_of(process: AsyncCrawlerProcess, spider_class: type[SourceSpider]) -> Settings:
    settings = process.settings.copy()
    delay = spider_class.delay * settings.getfloat("DELAY_FACTOR")
    settings.set("DOWNLOAD_DELAY", delay, priority="cmdline")
    settings.set("DOWNLOAD_MAXSIZE", spider_class.max_bytes, priority="cmdline")
    return settings


def _counter(name: str, on_progress: Progress) -> Callable[[], Any]:
    count = 0

    def one_more() -> None:
        nonlocal count
        count += 1
        on_progress(name, count)

    return one_more
