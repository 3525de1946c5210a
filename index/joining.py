"""Joining records into programmes, by themselves only where the key proves that they are one."""

import json
from datetime import date

from index.rows import add_row
from index.sheet import Sheet
from index.store import Database


def join_record(db: Database, record_id: int, sheet: Sheet, today: date) -> int:
    """Put a new record into the programme with the same product numbers, else into a new one.

    The same address cannot occur twice: the register keeps one record per address.
    """
    programme = _same_product(db, record_id, sheet)
    if programme is None:
        programme = new_programme(db, today, sheet.hidden_because)
    sql = "insert into programme_record (record, programme) values (?, ?)"
    db.execute(sql, [record_id, programme])
    return programme


def new_programme(db: Database, today: date, hidden_because: str = "") -> int:
    """Add a programme without records; gives its number."""
    because = hidden_because or None
    return add_row(db, "programme", first_seen=today.isoformat(), hidden_because=because)


def product_numbers(db: Database, record_id: int) -> frozenset[str]:
    """The product numbers that a record states today."""
    sql = """
        select json_extract(content, '$.product_numbers') from version
        join record on record.id = version.record and record.version = version.number
        where record.id = ?
    """
    found = db.execute(sql, [record_id]).fetchone()
    return frozenset(json.loads(found[0] or "[]")) if found else frozenset()


def _same_product(db: Database, record_id: int, sheet: Sheet) -> int | None:
    """Find the programme whose record carries exactly the same set of product numbers."""
    if not sheet.product_numbers:
        return None
    sql = """
        select programme_record.programme,
            json_extract(version.content, '$.product_numbers') as numbers
        from version
        join record on record.id = version.record and record.version = version.number
        join programme_record on programme_record.record = record.id
        where record.id <> ? and json_extract(version.content, '$.product_numbers') <> '[]'
        order by record.id
    """
    wanted = set(sheet.product_numbers)
    for row in db.query(sql, [record_id]):
        if set(json.loads(row["numbers"])) == wanted:
            return int(row["programme"])
    return None
