"""Proposals, kept: pages are quick, and a pair that stays keeps the day on which it was found."""

import json
from collections.abc import Iterable
from datetime import date

from index.duplicates.finding import find_pairs
from index.duplicates.pair import Pair
from index.schema import writing
from index.store import Database


def renew_proposals(db: Database, today: date) -> int:
    """Look for pairs anew and keep them in place of the old ones; gives their number.

    Every record weighs the words of all others, so one that changed may change any pair.
    """
    return keep_proposals(db, find_pairs(db, similar_too=True), today)


def keep_proposals(db: Database, pairs: Iterable[Pair], today: date) -> int:
    """Keep these pairs in place of the old ones."""
    with writing(db):
        numbers = dict(db.execute("select url, id from record").fetchall())
        sql = 'select "first", "second", found_on from proposal'
        days = {frozenset(row[:2]): row[2] for row in db.execute(sql)}
        rows = [
            (
                numbers[pair.a],
                numbers[pair.b],
                pair.relation.value,
                pair.score,
                json.dumps(pair.reasons, ensure_ascii=False),
                days.get(frozenset((numbers[pair.a], numbers[pair.b])), today.isoformat()),
            )
            for pair in pairs
        ]
        db.execute("delete from proposal")
        db.conn.executemany("insert into proposal values (?, ?, ?, ?, ?, ?)", rows)
    return len(rows)
