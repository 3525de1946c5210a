"""Decisions about facts, kept with everything that was seen; none is ever deleted."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from hashlib import blake2b
from typing import Any

from index.behind import fall_behind
from index.decision import Decision, Reading
from index.facts import DecisionKind, Evidence
from index.rows import add_row
from index.schema import writing
from index.store import Database


class Overtaken(Exception):
    """Somebody else decided meanwhile, or the source was read anew; nothing was written."""


def standing_decisions(db: Database, records: list[int]) -> dict[int, list[Decision]]:
    """Per record the newest decision about each fact that was not undone."""
    marks = ", ".join("?" * len(records))
    sql = f"""
        select * from decision where id in (
            select max(id) from decision
            where record in ({marks}) and undone_at is null group by record, fact
        )
    """
    found: dict[int, list[Decision]] = {}
    for row in db.query(sql, records):
        found.setdefault(row["record"], []).append(_decision(row))
    return found


def decisions_of(db: Database, programme: int, fact: str = "") -> list[Decision]:
    """All decisions about a programme, or one of its facts, undone ones too; the newest first."""
    sql = """
        select decision.* from decision
        join programme_record on programme_record.record = decision.record
        where programme = ? and (? = '' or fact = ?) order by decision.id desc
    """
    return [_decision(row) for row in db.query(sql, [programme, fact, fact])]


def all_decisions(db: Database, first: int, count: int) -> Iterator[tuple[int, Decision]]:
    """A part of all decisions, the newest first, each with the number of its programme."""
    sql = """
        select decision.*, programme from decision
        join programme_record on programme_record.record = decision.record
        order by decision.id desc limit ? offset ?
    """
    return ((row["programme"], _decision(row)) for row in db.query(sql, [count, first]))


def last_standing(db: Database, most: int) -> list[tuple[int, Decision]]:
    """The last decisions that stand and count, each with its programme, the newest first."""
    sql = """
        select decision.*, programme from decision
        join programme_record on programme_record.record = decision.record
        where decision.id in (
            select max(one.id) from decision as one
            join programme_record as its on its.record = one.record
            where one.undone_at is null group by its.programme, one.fact)
        order by decision.id desc limit ?
    """
    return [(row["programme"], _decision(row)) for row in db.query(sql, [most])]


def count_decisions(db: Database) -> int:
    """So many decisions were made."""
    return int(db.execute("select count(*) from decision").fetchone()[0])


def perhaps_in_doubt(db: Database) -> list[int]:
    """The programmes of which a record changed, or reads otherwise, since a decision about it.

    Those too that hold two records with decisions about the same fact.
    """
    sql = """
        select programme from decision
        join programme_record on programme_record.record = decision.record
        join record on record.id = decision.record
        join version on version.record = record.id and version.number = record.version
        left join fact on fact.version = version.id and fact.name = decision.fact
        where undone_at is null and (
            version.fingerprint <> json_extract(seen, '$.fingerprint') or
            json(coalesce(fact.value, 'null')) <> coalesce(seen -> '$.value', 'null'))
        union
        select programme from decision
        join programme_record on programme_record.record = decision.record
        where undone_at is null group by programme, fact having count(distinct decision.record) > 1
        order by programme
    """
    return [row["programme"] for row in db.query(sql)]


def state_of(db: Database, programme: int, fact: str) -> str:
    """A short text that changes with every decision about a fact and every reading of it."""
    sql = """
        select programme_record.record, record.version, version.fingerprint, fact.value,
            (select max(id) from decision where record = record.id and fact = :fact) as newest,
            (select count(*) from decision where record = record.id and fact = :fact
                and undone_at is null) as standing
        from programme_record
        join record on record.id = programme_record.record
        join version on version.record = record.id and version.number = record.version
        left join fact on fact.version = version.id and fact.name = :fact
        where programme = :programme order by record.id
    """
    rows = db.execute(sql, dict(programme=programme, fact=fact)).fetchall()
    return blake2b(repr(rows).encode(), digest_size=12).hexdigest()


def decide(
    db: Database,
    programme: int,
    *,
    state: str,
    record: int,
    fact: str,
    kind: DecisionKind,
    value: Any,
    seen: Reading,
    reason: str,
    evidence: Iterable[Evidence] = (),
    account: int,
    by: str,
    at: str,
) -> int:
    """Write down a decision; `state` is what `state_of` gave when the value was shown.

    Raises:
        Overtaken: when it is no longer that.
    """
    with writing(db):
        if state_of(db, programme, fact) != state:
            raise Overtaken
        fall_behind(db, [programme])
        known = [one.id for one in decisions_of(db, programme, fact) if not one.undone_at]
        return add_row(
            db,
            "decision",
            record=record,
            fact=fact,
            kind=kind.value,
            value=_json(value),
            seen=_json(asdict(seen)),
            reason=reason,
            evidence=_json([asdict(item) for item in evidence]),
            overrules=_json(known),
            account=account,
            by=by,
            at=at,
        )


def undo(
    db: Database, programme: int, *, state: str, fact: str, because: str, by: str, at: str
) -> int:
    """Take back the newest decision about a fact: the one before it counts again, or the source.

    Gives its number; 0 when there is none.

    Raises:
        Overtaken: when somebody decided since `state`.
    """
    with writing(db):
        if state_of(db, programme, fact) != state:
            raise Overtaken
        standing = (one for one in decisions_of(db, programme, fact) if not one.undone_at)
        last = next(standing, None)
        if last is None:
            return 0
        sql = "update decision set undone_at = ?, undone_by = ?, undone_because = ? where id = ?"
        db.execute(sql, [at, by, because, last.id])
        fall_behind(db, [programme])
        return last.id


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _decision(row: dict[str, Any]) -> Decision:
    seen = json.loads(row["seen"])
    return Decision(
        id=row["id"],
        record=row["record"],
        fact=row["fact"],
        kind=DecisionKind(row["kind"]),
        value=json.loads(row["value"]),
        seen=Reading(**seen | dict(evidence=_evidence(seen["evidence"]))),
        reason=row["reason"],
        by=row["by"],
        at=row["at"],
        evidence=_evidence(json.loads(row["evidence"])),
        overrules=tuple(json.loads(row["overrules"])),
        undone_at=row["undone_at"] or "",
        undone_by=row["undone_by"] or "",
        undone_because=row["undone_because"] or "",
    )


def _evidence(items: list[dict[str, str]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**item) for item in items)
