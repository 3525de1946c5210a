"""Runs: every time a source is read, what it came to, and what is no longer listed."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from index.answers import drop_unused
from index.events import add_event
from index.moving import follow_moves
from index.rows import one_value, set_row
from index.schema import writing
from index.store import Database
from index.vocabulary import ChangeKind, Presence

THIN_BELOW = 0.8
JUMP_ABOVE = 1.3
GONE_AFTER = 3
FEW = 5
NOT_READ = "Nicht gelesen:"
"""So begins the sentence that counts the items that could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What a crawl of one source came to, as `foerdernetz crawl --json` prints it."""

    source: str
    status: str
    seen: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    gone: int = 0
    returned: int = 0
    rejected: int = 0
    error: str | None = None
    """Why the run failed."""
    alarm: str | None = None
    """What somebody should look at beside that."""


def start_run(db: Database, source: str, today: date) -> int:
    """Note that a source is being read; gives the number of the run.

    A run of this source that never ended was cut off, by a power failure for example.
    """
    sql = "update run set status = 'failed', error = ? where source = ? and status = 'running'"
    db.execute(sql, ["Der Lauf brach ab, ohne ein Ende zu melden.", source])
    row = dict(source=source, day=today.isoformat(), started_at=_now(), status="running")
    return int(db.table("run").insert(row).last_pk)  # type: ignore[arg-type]


def reject(db: Database, run: int, item: str, reason: str) -> None:
    """Note one item that could not be read, so that the others go on and nobody forgets it."""
    sql = "insert into rejection (run, item, reason) values (?, ?, ?)"
    with writing(db):
        db.execute(sql, [run, item, reason])


def keep_unread(
    db: Database, run: int, source: str, keys: list[str], today: date, *, answered: bool = True
) -> None:
    """Count records as seen whose source said "not modified"; a missing one has returned.

    Without an `answered` request nothing is known: a missing one stays so, and is not counted out.
    """
    sql = "select id, presence from record where source = ? and key = ?"
    with writing(db):
        for key in keys:
            for row in list(db.query(sql, [source, key])):
                if answered or row["presence"] == Presence.PRESENT:
                    _seen_again(db, row, run, today)
                else:
                    set_row(db, "record", row["id"], last_run=run)


def finish_run(
    db: Database,
    run: int,
    today: date,
    *,
    error: str | None = None,
    complete: bool = True,
    notices: tuple[str, ...] = (),
    asked: Collection[str] | None = None,
) -> RunResult:
    """Close a run: count, tell thin from ok, and mark what the source no longer lists.

    A failed or thin crawl makes nothing missing. `complete=False` says that this run read only a
    part of the source, so absence means nothing. `notices` are oddities that the manager should
    see beside the alarm. `asked` are the keys that were to be read, where the choice is ours and
    not the source's: all other records stay as they are, and a longer list is no jump.
    """
    with writing(db):
        source = str(one_value(db, "select source from run where id = ?", run))
        seen = one_value(db, "select count(*) from record where last_run = ?", run)
        if asked is None:
            status, alarm = _judge_size(seen, seen_last_time(db, source, run), error)
        else:
            status, alarm = _judge_asked(db, run, source, asked, error)
        alarm = " ".join(filter(None, (alarm, *notices))) or None
        if status == "ok" and complete:
            follow_moves(db, run, source)
            _mark_absent(db, run, source, today, asked)
        counted = "select kind, count(*) as n from event where run = ? group by kind"
        kinds = {row["kind"]: row["n"] for row in db.query(counted, [run])}
        rejected = one_value(db, "select count(*) from rejection where run = ?", run)
        fresh = one_value(
            db,
            "select count(distinct record) from event"
            " where run = ? and kind in ('new', 'changed', 'returned')",
            run,
        )
        result = RunResult(
            source=source,
            status=status,
            seen=seen,
            new=kinds.get("new", 0),
            changed=kinds.get("changed", 0),
            unchanged=seen - fresh,
            missing=kinds.get("missing", 0),
            gone=kinds.get("gone", 0),
            returned=kinds.get("returned", 0),
            rejected=rejected,
            error=error,
            alarm=alarm,
        )
        db.table("run").update(run, asdict(result) | dict(finished_at=_now()))
        drop_unused(db)
    return result


def _seen_again(db: Database, row: dict[str, Any], run: int, today: date) -> None:
    seen = dict(last_seen=today.isoformat(), last_run=run, absences=0)
    set_row(db, "record", row["id"], **seen, presence=Presence.PRESENT.value)
    if row["presence"] != Presence.PRESENT:
        add_event(db, row["id"], run, today, ChangeKind.RETURNED, ())


def _mark_absent(
    db: Database, run: int, source: str, today: date, asked: Collection[str] | None
) -> None:
    sql = (
        "select id, key, absences from record where source = ? and last_run <> ? and presence <> ?"
    )
    absent = list(db.query(sql, [source, run, Presence.GONE.value]))
    for row in absent:
        if asked is not None and row["key"] not in asked:
            continue
        absences = row["absences"] + 1
        gone = absences >= GONE_AFTER
        presence = Presence.GONE if gone else Presence.MISSING
        set_row(db, "record", row["id"], absences=absences, presence=presence.value)
        if gone or absences == 1:
            kind = ChangeKind.GONE if gone else ChangeKind.MISSING
            add_event(db, row["id"], run, today, kind, ())


def _judge_size(seen: int, before: int | None, error: str | None) -> tuple[str, str | None]:
    if error:
        return "failed", None
    if before is None:
        return "ok", None if seen else "Erster Lauf ohne einen Eintrag."
    if seen < THIN_BELOW * before:
        return "thin", f"Nur {seen} Einträge, beim letzten Mal {before}."
    if seen > JUMP_ABOVE * before:
        return "ok", f"Sprung von {before} auf {seen} Einträge."
    return "ok", None


def _judge_asked(
    db: Database, run: int, source: str, asked: Collection[str], error: str | None
) -> tuple[str, str | None]:
    """Tell thin from ok where only some records were asked for: of those that were there before.

    Of a few pages one may go without any source shrinking.
    """
    sql = """
        select key, last_run = :run as seen from record
        where source = :source and presence = :present and not exists (
            select 1 from event where event.record = record.id and event.run = :run
                and event.kind in ('new', 'returned'))
    """
    values = dict(run=run, source=source, present=Presence.PRESENT.value)
    there = [row["seen"] for row in db.query(sql, values) if row["key"] in asked]
    if error or len(there) < FEW:
        return "failed" if error else "ok", None
    return _judge_size(sum(there), len(there), None)


def seen_last_time(db: Database, source: str, run: int) -> int | None:
    """How many records the last good run before this one saw; `None` before the first."""
    sql = """
        select seen from run where source = ? and status = 'ok' and id < ? order by id desc limit 1
    """
    return next((row["seen"] for row in db.query(sql, [source, run])), None)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
