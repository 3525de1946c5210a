"""A programme that only moved to another address is neither gone nor new."""

from typing import Any

from sqlite_utils import Database

from index.merging.moved import follow_record, go_on_in
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
    sql = """
        select min(old.id) as old, min(new.id) as new
        from event
        join record new on new.id = event.record and new.last_run = :run and event.kind = :new
        join version new_version
            on new_version.record = new.id and new_version.number = new.version
        join version old_version on old_version.fingerprint = new_version.fingerprint
        join record old on old.id = old_version.record and old.version = old_version.number
        where new.source = :source and old.source = :source
            and event.run > :last_good
            and old.last_run <> :run and old.presence = :present
        group by new_version.fingerprint
        having count(distinct old.id) = 1 and count(distinct new.id) = 1
    """
    values = dict(run=run, source=source, new=ChangeKind.NEW, present=Presence.PRESENT)
    # A run that was cut off may have found the new address already.
    values["last_good"] = last_good_run(db, source, run)
    return [(row["old"], row["new"]) for row in db.query(sql, values)]


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
    for table in ("version", "event", "programme_record"):
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
