"""What the commands of reading ask the register."""

import sqlite3
from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from index.schema import writing
from webapp.crawling.watchlist import WatchLine


def last_run(db: Database) -> int:
    """The number of the newest run, 0 before the first."""
    return int(db.execute("select coalesce(max(id), 0) from run").fetchone()[0])


def programmes_changed_since(db: Database, run: int) -> list[int]:
    """The programmes about which a run after this one found something out."""
    sql = """
        select distinct programme from event
        join programme_record on programme_record.record = event.record
        where event.run > ? order by programme
    """
    return [row["programme"] for row in db.query(sql, [run])]


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
