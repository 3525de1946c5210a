"""What the commands of reading ask the register."""

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.crawling.watchlist import WatchLine

State = dict[int, tuple[Any, ...]]


def state_of_records(db: Database) -> State:
    """What the search knows of each record, from its programme to the reader of its facts."""
    sql = """
        select record.id, programme, url, record.version, presence, extractor from record
        join programme_record on programme_record.record = record.id
        join version on version.record = record.id and version.number = record.version
    """
    return {row[0]: tuple(row[1:]) for row in db.execute(sql)}


def programmes_that_differ(before: State, after: State) -> list[int]:
    """The programmes of all records that are not what they were."""
    differing = [record for record in after if after[record] != before.get(record)]
    old = {before[record][0] for record in differing if record in before}
    return sorted(old | {after[record][0] for record in differing})


def programmes_of(db: Database, records: Iterable[int]) -> list[int]:
    """The programmes that these records belong to."""
    sql = "select programme from programme_record where record = ?"
    return sorted({row[0] for record in records for row in db.execute(sql, [record])})


def add_to_watch_list(db: Database, lines: Iterable[WatchLine], today: date) -> int:
    """Put pages on the watch list or renew their level and funder; gives how many are new."""
    before = _watched(db)
    rows = [
        dict(url=line.url, level=line.level.value, funder=line.funder, added_on=today.isoformat())
        for line in lines
    ]
    with writing(db):
        db.conn.executemany(
            "insert into watch (url, level, funder, added_on)"
            " values (:url, :level, :funder, :added_on)"
            " on conflict (url) do update set level = excluded.level, funder = excluded.funder",
            rows,
        )
    return _watched(db) - before


def _watched(db: Database) -> int:
    cursor: sqlite3.Cursor = db.execute("select count(*) from watch")
    return int(cursor.fetchone()[0])
