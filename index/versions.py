"""Versions of records and the facts read from each, to and from their stored form."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

import msgspec

from index.facts import Evidence, Fact, Facts, facts_from
from index.record import SourceRecord
from index.sheet import Sheet
from index.store import Database

_VALUE = msgspec.json.Decoder()
_EVIDENCE = msgspec.json.Decoder(tuple[Evidence, ...])
_RECORD = msgspec.json.Decoder(SourceRecord)


def load_record(db: Database, record_id: int, number: int | None = None) -> SourceRecord:
    """Read one version of a record, the newest unless a number is given."""
    sql = (
        "select content from version where record = ?"
        " and number = coalesce(?, (select version from record where id = ?))"
    )
    row = next(iter(db.query(sql, [record_id, number, record_id])))
    return decode_record(row["content"])


def decode_record(content: str | bytes) -> SourceRecord:
    """Read a record from its stored form."""
    return _RECORD.decode(content)


def load_facts(db: Database, version_id: int) -> Facts:
    """Read the facts of one version."""
    rows = db.query("select name, value, evidence from fact where version = ?", [version_id])
    return facts_from([decode_fact(row) for row in rows])


def decode_fact(row: dict[str, Any]) -> Fact:
    """Read a fact from its row (`name, value, evidence`)."""
    return fact_of(row["name"], row["value"], row["evidence"])


def fact_of(name: str, value: str, evidence: str) -> Fact:
    """Read a fact from its stored form."""
    return Fact(name=name, value=_VALUE.decode(value), evidence=_EVIDENCE.decode(evidence))


def add_version(
    db: Database,
    record_id: int,
    number: int,
    sheet: Sheet,
    facts: Facts | None,
    extractor: str,
    today: date,
) -> int:
    """Keep one more version of a record with its facts; gives its number in the table."""
    # The text arrives as bytes, as it was written out; decoding it only to store it costs more.
    sql = """
        insert into version (record, number, day, fingerprint, content, extractor)
        values (?, ?, ?, ?, cast(? as text), ?)
    """
    values = [record_id, number, today.isoformat(), sheet.fingerprint, sheet.content, extractor]
    version = int(db.execute(sql, values).lastrowid or 0)
    add_facts(db, version, facts or Facts(), extractor)
    return version


def renew_facts(db: Database, version: int, facts: Facts, extractor: str) -> bool:
    """Replace the facts of a version; tells whether any is different."""
    before = load_facts(db, version)
    add_facts(db, version, facts, extractor)
    db.execute("update version set extractor = ? where id = ?", [extractor, version])
    return before != load_facts(db, version)


def add_facts(db: Database, version_id: int, facts: Facts, extractor: str) -> None:
    """Write the facts of a version in place of those it had."""
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
