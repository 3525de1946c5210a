"""The titles of the programmes that rows are about, read for those rows alone that are shown.

A title stands within the text of a version: reading all of them takes as long as the whole report.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.store import Database
from webapp.reporting.figure import Row

_AT_ONCE = 500
_SQL = """
    select programme_record.programme, json_extract(version.content, '$.title') as title
    from programme_record join record on record.id = programme_record.record
    join version on version.record = record.id and version.number = record.version
    join source on source.name = record.source
    where programme_record.programme in ({}) order by source.precedence desc
"""
_NONE = "ohne Titel"


def with_titles(db: Database, rows: Sequence[Row]) -> list[Row]:
    """The rows with the titles of the programmes they are about."""
    wanted = {it for row in rows for it in (row.titled_after, row.about) if it is not None}
    titles = _titles(db, wanted)
    return [_titled(row, titles) for row in rows]


def _titled(row: Row, titles: dict[int, str]) -> Row:
    title, detail = row.title, row.detail
    if row.titled_after is not None:
        title = titles.get(row.titled_after, _NONE)
    if row.about is not None:
        detail = " ".join(filter(None, [titles.get(row.about, ""), row.detail]))
    return replace(row, title=title, detail=detail)


def _titles(db: Database, numbers: Iterable[int]) -> dict[int, str]:
    """The title that the most trusted source gives; it comes last."""
    wanted = sorted(numbers)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        sql = _SQL.format(",".join("?" * len(some)))
        found |= {row["programme"]: row["title"] or _NONE for row in db.query(sql, some)}
    return found
