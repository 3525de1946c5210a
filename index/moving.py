"""A programme that only moved to another address is neither gone nor new."""

from collections.abc import Iterable
from typing import Any

from index.merging.moved import follow_record, go_on_in
from index.store import Database
from index.vocabulary import ChangeKind, Presence


def follow_moves(db: Database, run: int, source: str) -> int:
    """Let records that this run did not find go on under their new address; gives how many.

    A ministry is renamed and with it the folder of its programmes: the source then lists the same
    content under another key. Only where everything a source says is equal, and only one vanished
    and one new record share it, are the two one.
    """
    pairs = _pairs(db, run, source)
    for old, new in pairs:
        _take_over(db, run, old, new)
    return len(pairs)


def _pairs(db: Database, run: int, source: str) -> list[tuple[int, int]]:
    vanished = _vanished(db, run, source)
    if not vanished:
        return []
    appeared = _appeared(db, run, source)
    return [
        (vanished[content][0], appeared[content][0])
        for content in vanished
        if len(vanished[content]) == len(appeared.get(content, ())) == 1
    ]


def _vanished(db: Database, run: int, source: str) -> dict[str, list[int]]:
    """Records that this run did not find, by their fingerprint."""
    sql = """
        select fingerprint, record.id from record
        join version on version.record = record.id and version.number = record.version
        where source = ? and last_run <> ? and presence = ?
    """
    return _by_content(db.execute(sql, [source, run, Presence.PRESENT.value]))


def _appeared(db: Database, run: int, source: str) -> dict[str, list[int]]:
    """Records of this run that no good run before it knew, by their fingerprint.

    A run that was cut off may have found the new address already.
    """
    sql = """
        select fingerprint, record.id from record
        join version on version.record = record.id and version.number = record.version
        where source = ? and last_run = ? and exists (
            select 1 from event where event.record = record.id and kind = ? and event.run > ?)
    """
    values = [source, run, ChangeKind.NEW.value, last_good_run(db, source, run)]
    return _by_content(db.execute(sql, values))


def _by_content(rows: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for content, record in rows:
        found.setdefault(content, []).append(record)
    return found


def last_good_run(db: Database, source: str, run: int) -> int:
    """The last good run of a source before this one; 0 before the first."""
    sql = "select max(id) from run where source = ? and status = 'ok' and id < ?"
    return int(db.execute(sql, [source, run]).fetchone()[0] or 0)


def _take_over(db: Database, run: int, old: int, new: int) -> None:
    """Give the old record the key and address of the new one, and drop the new one."""
    row: dict[str, Any] = db.table("record").get(new)
    programme: dict[str, Any] = db.table("programme_record").get(new)
    for table in ("fact", "version_answer"):
        sql = f"delete from {table} where version in (select id from version where record = ?)"
        db.execute(sql, [new])
    # A person may have decided something while the source showed both addresses.
    db.execute("update decision set record = ? where record = ?", [old, new])
    follow_record(db, new, old)
    for table in ("version", "event", "past_call", "call_series", "programme_record"):
        db.execute(f"delete from {table} where record = ?", [new])
    db.execute("delete from record where id = ?", [new])
    go_on_in(db, programme["programme"], old, run)
    moved = {name: row[name] for name in ("key", "url", "address_key", "last_seen")}
    db.table("record").update(old, moved | dict(last_run=run))
    db.execute(
        "update version set content = json_set(content, '$.key', ?, '$.url', ?)"
        " where record = ? and number = (select version from record where id = ?)",
        [row["key"], row["url"], old, old],
    )
