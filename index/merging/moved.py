"""When a programme only moved to another address: what people did at the new one goes on."""

from datetime import date

from index.merging.hanging import hooks, rows_at
from index.merging.ledger import records_of
from index.merging.merge import take_in
from index.rows import one_value
from index.store import Database


def follow_record(db: Database, gone: int, stays: int) -> None:
    """Let decisions about a record that is dropped count for the one that goes on."""
    for table in ("pair_decision", "proposal"):
        for mine, other in (("first", "second"), ("second", "first")):
            # What was said of the two themselves, or of both and a third one, needs no second row.
            sql = f"""
                update {table} set "{mine}" = :stays
                where "{mine}" = :gone and "{other}" <> :stays and not exists (
                    select 1 from {table} as it
                    where (it."{mine}" = :stays and it."{other}" = {table}."{other}")
                    or (it."{other}" = :stays and it."{mine}" = {table}."{other}")
                )
            """
            db.execute(sql, dict(gone=gone, stays=stays))
        db.execute(f'delete from {table} where "first" = ? or "second" = ?', [gone, gone])


def go_on_in(db: Database, programme: int, record: int, run: int) -> None:
    """Let a programme whose last record was dropped go on in the programme of another record.

    One that nothing refers to is deleted.
    """
    if records_of(db, programme):
        return
    if _is_used(db, programme):
        home = one_value(db, "select programme from programme_record where record = ?", record)
        day = one_value(db, "select day from run where id = ?", run)
        take_in(db, home, programme, date.fromisoformat(day))
    else:
        db.execute("delete from programme where id = ?", [programme])


def _is_used(db: Database, programme: int) -> bool:
    merges = "select count(*) from merge where kept = ? or absorbed = ?"
    hangs = any(rows_at(db, hook, programme) for hook in hooks(db))
    return hangs or bool(one_value(db, merges, programme, programme))
