"""What happened to the programmes that everybody may see."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.publication import PUBLISHED
from index.store import Database
from index.vocabulary import ChangeKind

_EVENTS = f"""
    from event
    join record on record.id = event.record
    join source on source.name = record.source
    join programme_record on programme_record.record = record.id
    where event.day >= :since and event.kind <> 'unchanged'
        and programme_record.programme in ({PUBLISHED})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event: the day, what happened, and the names of the fields that differ."""

    id: int
    programme: int
    day: date
    kind: ChangeKind
    fields: tuple[str, ...]
    title: str
    source: str


def events(db: Database, since: date, page: int, size: int) -> Iterator[Event]:
    """Yield one page of what happened on that day and later, the newest first."""
    sql = f"""
        select event.id, event.day, event.kind, event.fields, source.label as source,
            programme_record.programme,
            (select json_extract(content, '$.title') from version
                where version.record = record.id and version.number = record.version) as title
        {_EVENTS} order by event.day desc, event.id desc limit :size offset :start
    """
    values = dict(since=since.isoformat(), size=size, start=(page - 1) * size)
    return (_from_row(row) for row in db.query(sql, values))


def count_events(db: Database, since: date) -> int:
    """Count them."""
    sql = f"select count(*) as number {_EVENTS}"
    return int(next(db.query(sql, dict(since=since.isoformat())))["number"])


def _from_row(row: dict[str, Any]) -> Event:
    return Event(
        id=row["id"],
        programme=row["programme"],
        day=date.fromisoformat(row["day"]),
        kind=ChangeKind(row["kind"]),
        fields=tuple(json.loads(row["fields"])),
        title=row["title"] or "",
        source=row["source"] or "",
    )
