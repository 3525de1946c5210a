"""Joining records into programmes, by themselves only where the key proves that they are one."""

from datetime import date

from sqlite_utils import Database

from index.sheet import Sheet


def join_record(db: Database, record_id: int, sheet: Sheet, today: date) -> int:
    """Put a new record into the programme with the same product numbers, else into a new one.

    The same address cannot occur twice: the register keeps one record per address.
    """
    programme = _same_product(db, record_id, sheet)
    if programme is None:
        sql = "insert into programme (first_seen, hidden_because) values (?, ?)"
        values = [today.isoformat(), sheet.hidden_because or None]
        programme = int(db.execute(sql, values).lastrowid or 0)
    sql = "insert into programme_record (record, programme) values (?, ?)"
    db.execute(sql, [record_id, programme])
    return programme


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
        where record.id <> ? and numbers <> '[]'
    """
    wanted = set(sheet.product_numbers)
    for row in db.query(sql, [record_id]):
        if set(_numbers(row["numbers"])) == wanted:
            return int(row["programme"])
    return None


def _numbers(text: str) -> list[str]:
    return [part.strip(' "') for part in text.strip("[]").split(",") if part.strip(' "')]
