"""Programmes that the search has still to follow, noted together with what changed them.

The index is renewed after a change is kept. A process that dies in between leaves a note here, and
whoever comes next renews what is noted.
"""

from collections.abc import Iterable
from contextlib import suppress

from index.schema import writing
from index.store import Database, OperationalError


def fall_behind(db: Database, programmes: Iterable[int]) -> None:
    """Note, inside the change itself, that the search has to follow these programmes."""
    rows = [(number,) for number in sorted(set(programmes))]
    db.conn.executemany("insert into search_behind (programme) values (?)", rows)


def programmes_behind(db: Database) -> list[int]:
    """The programmes that the search has still to follow."""
    sql = "select distinct programme from search_behind order by programme"
    return [row["programme"] for row in db.query(sql)]


def notes_about(db: Database, programmes: Iterable[int] | None = None) -> list[int]:
    """The notes that stand now, about some programmes or all; later ones are others."""
    rows = list(db.query("select id, programme from search_behind"))
    chosen = None if programmes is None else set(programmes)
    return [row["id"] for row in rows if chosen is None or row["programme"] in chosen]


def catch_up(db: Database, notes: Iterable[int]) -> None:
    """Take notes away: the search shows what they were about.

    Where that cannot be written they stay, and the same is renewed once more.
    """
    gone = [(number,) for number in notes]
    if gone:
        with suppress(OperationalError), writing(db):
            db.conn.executemany("delete from search_behind where id = ?", gone)
