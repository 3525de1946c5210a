"""A record that was read elsewhere until now: it goes on, and only real news is told.

A watched page gets a source of its own, or a source answers again after a substitute stood in.
"""

from collections.abc import Iterable
from typing import Any

from index.record import TEXT_FIELDS, SourceRecord
from index.sheet import Sheet
from index.store import Database

WATCHED = "watched"
"""The source whose records every other source may take over."""


def watched_product(db: Database, sheet: Sheet) -> int | None:
    """The record of a watched page that describes exactly the products of this one.

    Such pages move: the watch list names the old address, the source of its own the new one.
    """
    if not sheet.product_numbers or sheet.source == WATCHED:
        return None
    sql = """
        select record.id, group_concat(number.value, ' ') as numbers from record
        join version on version.record = record.id and version.number = record.version
        join json_each(version.content, '$.product_numbers') as number
        where record.source = ? group by record.id
    """
    rows: Iterable[dict[str, Any]] = db.query(sql, [WATCHED])
    wanted = set(sheet.product_numbers)
    return next((row["id"] for row in rows if set(row["numbers"].split()) == wanted), None)


def news_of_taking_over(
    old: SourceRecord, new: SourceRecord, changed: tuple[str, ...]
) -> tuple[str, ...]:
    """The changed fields that are news, when another source reads a record from now on.

    Where both give at least one passage in the same words they read alike: other words elsewhere
    are news. Where no passage is the same, the reading differs and nothing is known of the page.
    Categories always differ with who reads.
    """
    both = [name for name in TEXT_FIELDS if getattr(old, name) and getattr(new, name)]
    news = tuple(name for name in both if name in changed)
    return news if len(news) < len(both) else ()
