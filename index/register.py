"""Keeping what sources say: runs, records with every version, and what changed."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

import msgspec
from sqlite_utils import Database

from index.address import address_key
from index.answers import PackedAnswer, attach_answers, drop_unused
from index.facts import Evidence, Fact, Facts, facts_from
from index.joining import join_record
from index.moving import follow_moves
from index.record import SourceRecord, changed_fields, fingerprint
from index.schema import writing
from index.sheet import Sheet, sheet_of
from index.taking_over import WATCHED, news_of_taking_over, watched_product
from index.vocabulary import ChangeKind, Presence

THIN_BELOW = 0.8
JUMP_ABOVE = 1.3
GONE_AFTER = 3
FEW = 5


class RefusedRecord(Exception):
    """A record that must not be stored; the message says why."""


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
    alarm: str | None = None


def start_run(db: Database, source: str, today: date) -> int:
    """Note that a source is being read; gives the number of the run.

    A run of this source that never ended was cut off, by a power failure for example.
    """
    sql = "update run set status = 'failed', error = ? where source = ? and status = 'running'"
    db.execute(sql, ["Der Lauf brach ab, ohne ein Ende zu melden.", source])
    row = dict(source=source, day=today.isoformat(), started_at=_now(), status="running")
    return int(db.table("run").insert(row).last_pk)  # type: ignore[arg-type]


def is_known(db: Database, record: SourceRecord, extractor: str) -> bool:
    """Tell whether this very content is kept already, with the facts of this extractor."""
    sql = """
        select 1 from record
        join version on version.record = record.id and version.number = record.version
        where source = ? and key = ? and fingerprint = ? and extractor = ?
    """
    values = [record.source, record.key, fingerprint(record), extractor]
    return db.execute(sql, values).fetchone() is not None


def known_fingerprints(db: Database, source: str, extractor: str) -> dict[str, str]:
    """The fingerprints by key of all records whose facts this extractor has read."""
    sql = """
        select key, fingerprint from record
        join version on version.record = record.id and version.number = record.version
        where source = ? and extractor = ?
    """
    return dict(db.execute(sql, [source, extractor]).fetchall())


def has_records(db: Database, source: str) -> bool:
    """Tell whether anything of a source is kept."""
    sql = "select 1 from record where source = ? limit 1"
    return db.execute(sql, [source]).fetchone() is not None


def save_record(
    db: Database, run: int, record: SourceRecord, facts: Facts | None, extractor: str, today: date
) -> ChangeKind:
    """Keep a record (see `save_sheet`)."""
    return save_sheet(db, run, sheet_of(record), facts, extractor, today)


def save_sheet(
    db: Database,
    run: int,
    sheet: Sheet,
    facts: Facts | None,
    extractor: str,
    today: date,
    answers: Collection[PackedAnswer] = (),
) -> ChangeKind:
    """Keep what the source says; a version is new only if the normalised content differs.

    Facts are renewed with a newer extractor even when the text did not change. `None` instead of
    facts says that the record is known (see `is_known`) and its facts stay. `answers` are what
    the record was read from (stored already); the version keeps those that it was read from last.

    Raises:
        RefusedRecord: when the address belongs to a source that comes before this one.
    """
    with writing(db):
        row = _stored(db, sheet)
        if row is None:
            version, kind = _insert(db, run, sheet, facts, extractor, today)
        else:
            version, kind = _update(db, run, row, sheet, facts, extractor, today)
        if answers:
            attach_answers(db, version, answers)
    return kind


def renew_record(
    db: Database, record_id: int, record: SourceRecord, facts: Facts, extractor: str, today: date
) -> bool:
    """Replace what a better reader found in the answers that are kept; gives whether it differs.

    The source said nothing new, so this is no event: a new version without one, and new facts.
    The new version was read from the same answers.
    """
    sql = """
        select version.id, number, fingerprint from version
        join record on record.id = version.record and record.version = version.number
        where record.id = ?
    """
    sheet = sheet_of(record)
    with writing(db):
        version, number, before = db.execute(sql, [record_id]).fetchone()
        if before == sheet.fingerprint:
            return _renew_facts(db, version, facts, extractor)
        renewed = _add_version(db, record_id, number + 1, sheet, facts, extractor, today)
        db.execute("update record set version = ? where id = ?", [number + 1, record_id])
        db.execute(
            "insert into version_answer (version, answer)"
            " select ?, answer from version_answer where version = ? order by rowid",
            [renewed, version],
        )
    return True


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
                    _set(db, "record", row["id"], last_run=run)


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
        source = str(_one(db, "select source from run where id = ?", run))
        seen = _one(db, "select count(*) from record where last_run = ?", run)
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
        rejected = _one(db, "select count(*) from rejection where run = ?", run)
        fresh = _one(
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


def load_record(db: Database, record_id: int, number: int | None = None) -> SourceRecord:
    """Read one version of a record, the newest unless a number is given."""
    sql = (
        "select content from version where record = ?"
        " and number = coalesce(?, (select version from record where id = ?))"
    )
    row = next(iter(db.query(sql, [record_id, number, record_id])))
    return decode_record(row["content"])


def decode_record(content: str) -> SourceRecord:
    """Read a record from its stored form."""
    return msgspec.json.decode(content, type=SourceRecord)


def load_facts(db: Database, version_id: int) -> Facts:
    """Read the facts of one version."""
    rows = db.query("select name, value, evidence from fact where version = ?", [version_id])
    return facts_from([decode_fact(row) for row in rows])


def decode_fact(row: dict[str, Any]) -> Fact:
    """Read a fact from its row (`name, value, evidence`)."""
    evidence = tuple(Evidence(**item) for item in json.loads(row["evidence"]))
    return Fact(name=row["name"], value=json.loads(row["value"]), evidence=evidence)


def _stored(db: Database, sheet: Sheet) -> dict[str, Any] | None:
    found = list(
        db.query(
            "select record.*, version.id as version_id, version.content, version.fingerprint"
            " from record join version on version.record = record.id"
            " and version.number = record.version"
            " where (source = ? and key = ?) or address_key = ? or record.id = ?",
            [sheet.source, sheet.key, address_key(sheet.url), watched_product(db, sheet)],
        )
    )
    mine = [row for row in found if row["source"] == sheet.source and row["key"] == sheet.key]
    others = [row for row in found if row not in mine]
    if mine:
        # A second address of the same thing that another record already holds stays there.
        return mine[0] | dict(address_taken=bool(others))
    if not others:
        return None
    other = others[0]
    if other["source"] not in (WATCHED, sheet.source):
        label = _one(db, "select label from source where name = ?", other["source"])
        raise RefusedRecord(f"{sheet.url} wird schon aus der Quelle »{label}« gelesen.")
    return other | dict(address_taken=False)


def _insert(
    db: Database, run: int, sheet: Sheet, facts: Facts | None, extractor: str, today: date
) -> tuple[int, ChangeKind]:
    day = today.isoformat()
    record_id = _add(
        db,
        "record",
        source=sheet.source,
        key=sheet.key,
        url=sheet.url,
        address_key=address_key(sheet.url),
        presence=Presence.PRESENT.value,
        absences=0,
        first_seen=day,
        last_seen=day,
        last_changed=day,
        version=1,
        last_run=run,
    )
    version = _add_version(db, record_id, 1, sheet, facts, extractor, today)
    join_record(db, record_id, sheet, today)
    _add_event(db, record_id, run, today, ChangeKind.NEW, ())
    return version, ChangeKind.NEW


def _update(
    db: Database,
    run: int,
    row: dict[str, Any],
    sheet: Sheet,
    facts: Facts | None,
    extractor: str,
    today: date,
) -> tuple[int, ChangeKind]:
    fields: tuple[str, ...] = ()
    version = int(row["version_id"])
    changed = row["fingerprint"] != sheet.fingerprint
    told = changed
    if changed:
        before, record = decode_record(row["content"]), decode_record(sheet.content)
        fields = changed_fields(before, record)
        if before.source != record.source or before.provisional:
            fields = news_of_taking_over(before, record, fields)
            told = bool(fields)
        number = row["version"] + 1
        version = _add_version(db, row["id"], number, sheet, facts, extractor, today)
    elif facts is not None:
        _add_facts(db, version, facts, extractor)
        db.execute("update version set extractor = ? where id = ?", [extractor, version])
    returned = row["presence"] != Presence.PRESENT
    day = today.isoformat()
    values = dict(
        source=sheet.source,
        key=sheet.key,
        presence=Presence.PRESENT.value,
        absences=0,
        last_seen=day,
        last_run=run,
        version=row["version"] + changed,
        last_changed=day if told else row["last_changed"],
    )
    if not row["address_taken"]:
        values |= dict(url=sheet.url, address_key=address_key(sheet.url))
    _set(db, "record", row["id"], **values)
    # What comes back with other words is news in both respects.
    if returned:
        _add_event(db, row["id"], run, today, ChangeKind.RETURNED, fields)
    if told:
        _add_event(db, row["id"], run, today, ChangeKind.CHANGED, fields)
    if returned:
        return version, ChangeKind.RETURNED
    return version, ChangeKind.CHANGED if told else ChangeKind.UNCHANGED


def _seen_again(db: Database, row: dict[str, Any], run: int, today: date) -> None:
    seen = dict(last_seen=today.isoformat(), last_run=run, absences=0)
    _set(db, "record", row["id"], **seen, presence=Presence.PRESENT.value)
    if row["presence"] != Presence.PRESENT:
        _add_event(db, row["id"], run, today, ChangeKind.RETURNED, ())


def _add_version(
    db: Database,
    record_id: int,
    number: int,
    sheet: Sheet,
    facts: Facts | None,
    extractor: str,
    today: date,
) -> int:
    version = _add(
        db,
        "version",
        record=record_id,
        number=number,
        day=today.isoformat(),
        fingerprint=sheet.fingerprint,
        content=sheet.content,
        extractor=extractor,
    )
    _add_facts(db, version, facts or Facts(), extractor)
    return version


def _renew_facts(db: Database, version: int, facts: Facts, extractor: str) -> bool:
    before = load_facts(db, version)
    _add_facts(db, version, facts, extractor)
    db.execute("update version set extractor = ? where id = ?", [extractor, version])
    return before != load_facts(db, version)


def _add_facts(db: Database, version_id: int, facts: Facts, extractor: str) -> None:
    db.execute("delete from fact where version = ?", [version_id])
    db.conn.executemany(
        "insert into fact (version, name, value, evidence, extractor) values (?, ?, ?, ?, ?)",
        (
            (
                version_id,
                fact.name,
                json.dumps(fact.value, ensure_ascii=False),
                json.dumps([asdict(item) for item in fact.evidence], ensure_ascii=False),
                extractor,
            )
            for fact in facts
        ),
    )


def _add_event(
    db: Database, record_id: int, run: int, today: date, kind: ChangeKind, fields: tuple[str, ...]
) -> None:
    db.execute(
        "insert into event (record, run, day, kind, fields, version)"
        " select id, ?, ?, ?, ?, version from record where id = ?",
        [run, today.isoformat(), kind.value, json.dumps(list(fields)), record_id],
    )


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
        _set(db, "record", row["id"], absences=absences, presence=presence.value)
        if gone or absences == 1:
            kind = ChangeKind.GONE if gone else ChangeKind.MISSING
            _add_event(db, row["id"], run, today, kind, ())


def _judge_size(seen: int, before: int | None, error: str | None) -> tuple[str, str | None]:
    if error:
        return "failed", error
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
        return ("failed", error) if error else ("ok", None)
    return _judge_size(sum(there), len(there), None)


def seen_last_time(db: Database, source: str, run: int) -> int | None:
    """How many records the last good run before this one saw; `None` before the first."""
    sql = """
        select seen from run where source = ? and status = 'ok' and id < ? order by id desc limit 1
    """
    return next((row["seen"] for row in db.query(sql, [source, run])), None)


def _add(db: Database, table: str, **values: Any) -> int:
    names = ", ".join(values)
    sql = f"insert into {table} ({names}) values ({', '.join('?' * len(values))})"
    return int(db.execute(sql, list(values.values())).lastrowid or 0)


def _set(db: Database, table: str, row: int, **values: Any) -> None:
    names = ", ".join(f"{name} = ?" for name in values)
    db.execute(f"update {table} set {names} where id = ?", [*values.values(), row])


def _one(db: Database, sql: str, *params: Any) -> Any:
    return db.execute(sql, list(params)).fetchone()[0]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
