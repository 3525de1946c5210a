"""Keeping what sources say: records with every version, and what changed in them."""

from collections.abc import Collection
from datetime import date
from typing import Any

from index.address import address_key
from index.answers import PackedAnswer, attach_answers
from index.events import add_event
from index.facts import Facts
from index.joining import join_record
from index.record import SourceRecord, changed_fields
from index.rows import add_row, one_value, set_row
from index.schema import writing
from index.sheet import Sheet, sheet_of
from index.store import Database
from index.taking_over import WATCHED, news_of_taking_over, watched_product
from index.versions import add_facts, add_version, decode_record, renew_facts
from index.vocabulary import ChangeKind, Presence


class RefusedRecord(Exception):
    """A record that must not be stored; the message says why."""


def known_fingerprint(db: Database, source: str, key: str, extractor: str) -> str:
    """The fingerprint of a record whose facts this extractor has read; "" when there is none."""
    sql = """
        select fingerprint from record
        join version on version.record = record.id and version.number = record.version
        where source = ? and key = ? and extractor = ?
    """
    row = db.execute(sql, [source, key, extractor]).fetchone()
    return row[0] if row else ""


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
    facts says that the record is known (see `known_fingerprint`) and its facts stay. `answers` are
    what the record was read from (stored already); the version keeps those that it was read from
    last.

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
            return renew_facts(db, version, facts, extractor)
        renewed = add_version(db, record_id, number + 1, sheet, facts, extractor, today)
        db.execute("update record set version = ? where id = ?", [number + 1, record_id])
        db.execute(
            "insert into version_answer (version, answer, place)"
            " select ?, answer, place from version_answer where version = ?",
            [renewed, version],
        )
    return True


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
        label = one_value(db, "select label from source where name = ?", other["source"])
        raise RefusedRecord(f"{sheet.url} wird schon aus der Quelle »{label}« gelesen.")
    return other | dict(address_taken=False)


def _insert(
    db: Database, run: int, sheet: Sheet, facts: Facts | None, extractor: str, today: date
) -> tuple[int, ChangeKind]:
    day = today.isoformat()
    record_id = add_row(
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
    version = add_version(db, record_id, 1, sheet, facts, extractor, today)
    join_record(db, record_id, sheet, today)
    add_event(db, record_id, run, today, ChangeKind.NEW, ())
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
        version = add_version(db, row["id"], number, sheet, facts, extractor, today)
    elif facts is not None:
        add_facts(db, version, facts, extractor)
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
    set_row(db, "record", row["id"], **values)
    # What comes back with other words is news in both respects.
    if returned:
        add_event(db, row["id"], run, today, ChangeKind.RETURNED, fields)
    if told:
        add_event(db, row["id"], run, today, ChangeKind.CHANGED, fields)
    if returned:
        return version, ChangeKind.RETURNED
    return version, ChangeKind.CHANGED if told else ChangeKind.UNCHANGED
