"""Early signals: a feed tells that a page is new or changed before we have read the page itself.

A hint never becomes a programme and changes none; it only says where to look. It stands as long
as the feed tells it and until the page was read after the day of the message.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from index.address import address_key
from index.schema import writing
from index.store import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Hinweis: one message of a feed about a page."""

    source: str
    url: str
    title: str
    day: date | None = None
    known: bool = False
    """Whether there is a record at this address."""


def keep_hints(db: Database, source: str, hints: Iterable[Hint]) -> None:
    """Put what a feed tells now in the place of what it told before."""
    rows = {
        address_key(hint.url): dict(
            source=source,
            address_key=address_key(hint.url),
            url=hint.url,
            title=hint.title,
            day=hint.day and hint.day.isoformat(),
        )
        for hint in hints
    }
    with writing(db):
        db.execute("delete from hint where source = ?", [source])
        db.table("hint").insert_all(rows.values())


def open_hints(db: Database) -> list[Hint]:
    """The hints to pages that we have not read since, the newest first.

    The page of a record that was read on the very day of the message may have been read before.
    """
    sql = """
        select hint.source, hint.url, hint.title, hint.day, record.id as record from hint
        left join record on record.address_key = hint.address_key
        where record.id is null or record.last_seen <= hint.day
        order by hint.day desc, hint.title
    """
    return [
        Hint(
            source=row["source"],
            url=row["url"],
            title=row["title"],
            day=date.fromisoformat(row["day"]) if row["day"] else None,
            known=row["record"] is not None,
        )
        for row in db.query(sql)
    ]
