"""What the crawls found out about programmes, and how the sources are doing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.store import Database
from index.vocabulary import ChangeKind
from webapp.programmes.history import Change, read_change

KINDS = (
    ChangeKind.NEW,
    ChangeKind.CHANGED,
    ChangeKind.MISSING,
    ChangeKind.GONE,
    ChangeKind.RETURNED,
)
"""The kinds of events in the order in which the desk shows them."""

_EVENTS = """
    from event
    join record on record.id = event.record
    join source on source.name = record.source
    join programme_record on programme_record.record = record.id
    join version on version.record = record.id and version.number = record.version
    where event.day >= :since and (:kind = '' or event.kind = :kind)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One event with the programme it happened to."""

    programme: int
    title: str
    language: str
    change: Change


def news(db: Database, since: date, kind: str, page: int, size: int) -> Iterator[News]:
    """Yield one page of what happened on that day and later, the newest first."""
    sql = f"""
        select programme_record.programme, event.day, event.kind, event.fields, event.record,
            event.version,
            source.label as source, json_extract(version.content, '$.title') as title,
            json_extract(version.content, '$.language') as language
        {_EVENTS}
        order by event.day desc, lower(json_extract(version.content, '$.title')), event.id
        limit :size offset :start
    """
    values = _values(since, kind) | dict(size=size, start=(page - 1) * size)
    for row in db.query(sql, values):
        yield News(
            programme=row["programme"],
            title=row["title"],
            language=row["language"] or "de",
            change=read_change(row),
        )


def count_news(db: Database, since: date) -> dict[str, int]:
    """Count the events of that day and later by kind; kinds without any are absent."""
    sql = "select kind, count(*) as number from event where day >= ? group by kind"
    return {row["kind"]: row["number"] for row in db.query(sql, [since.isoformat()])}


def _values(since: date, kind: str) -> dict[str, str | int]:
    return dict(since=since.isoformat(), kind=kind)
