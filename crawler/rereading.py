"""Reading stored answers again with today's parsers and fact rules, without the network."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from crawler.facts import EXTRACTOR, read_facts
from crawler.spider import SourceSpider, spiders
from crawler.unread import Unread
from index.answers import answers_of
from index.record import SourceRecord
from index.register import renew_record
from index.store import Database
from index.versions import load_record

NOTHING_KEPT = "Zu dem Eintrag ist keine Antwort der Quelle aufbewahrt."


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadResult:
    """What reading a source again came to, as `foerdernetz reread --json` prints it."""

    source: str
    read: int = 0
    renewed: int = 0
    unchanged: int = 0
    not_read: int = 0
    reason: str | None = None
    """Why the first one of those could not be read."""


def reread(
    db: Database, names: Iterable[str], today: date, on_progress: Callable[[str, int], None]
) -> Iterator[tuple[RereadResult, list[int]]]:
    """Read every record of these sources again; gives the records that are renewed as well."""
    for name in names:
        yield _reread_source(db, spiders()[name], today, on_progress)


def _reread_source(
    db: Database,
    spider_class: type[SourceSpider],
    today: date,
    on_progress: Callable[[str, int], None],
) -> tuple[RereadResult, list[int]]:
    spider = spider_class(db=db, today=today, run=0)
    result = RereadResult(source=spider_class.source.name)
    renewed: list[int] = []
    sql = """
        select record.id, version.id from record
        join version on version.record = record.id and version.number = record.version
        where source = ? order by record.id
    """
    rows = db.execute(sql, [result.source]).fetchall()
    for count, (record_id, version) in enumerate(rows, 1):
        item = _read(db, spider, record_id, version)
        if isinstance(item, Unread):
            reason = result.reason or f"{item.item}: {item.reason}"
            result = replace(result, not_read=result.not_read + 1, reason=reason)
        else:
            if renew_record(db, record_id, item, read_facts(item), EXTRACTOR, today):
                renewed.append(record_id)
            result = replace(result, read=result.read + 1)
        on_progress(result.source, count)
    unchanged = result.read - len(renewed)
    return replace(result, renewed=len(renewed), unchanged=unchanged), renewed


def _read(
    db: Database, spider: SourceSpider, record_id: int, version: int
) -> SourceRecord | Unread:
    stored = load_record(db, record_id)
    answers = answers_of(db, version)
    if not answers:
        return Unread(stored.url, NOTHING_KEPT)
    try:
        return spider.reread(answers, stored)
    except Exception as error:
        # One record that today's reader cannot cope with must not keep it from the others.
        spider.logger.exception("not read again: %s", stored.url)
        return Unread(stored.url, f"{type(error).__name__}: {error}")
