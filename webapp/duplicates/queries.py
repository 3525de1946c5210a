"""Which pairs wait for a decision, which were decided, and which programmes are linked."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.duplicates import Relation
from index.store import Database
from index.versions import load_record
from webapp.duplicates.verdict import LINKING, PairDecision, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two records of two programmes that belong together, perhaps; the first may be the older."""

    first: int
    second: int
    programmes: tuple[int, int]
    relation: Relation
    score: float
    reasons: tuple[str, ...]
    found_on: date
    changed_since: tuple[str, ...] = ()
    """What changed since somebody said that they are not the same."""


_PROPOSALS = """
    select proposal.*, a.programme as first_programme, b.programme as second_programme
    from proposal
    join programme_record a on a.record = proposal."first"
    join programme_record b on b.record = proposal."second"
    where a.programme <> b.programme
    order by relation = 'similar', score desc, proposal."first", proposal."second"
"""


def open_proposals(db: Database) -> list[Proposal]:
    """The pairs that wait, the surest first; two programmes are proposed once, by their best pair.

    What was decided about any two of their records counts for the programmes.
    """
    decided = _decided(db)
    found: dict[frozenset[int], Proposal] = {}
    for row in db.query(_PROPOSALS):
        programmes = frozenset((row["first_programme"], row["second_programme"]))
        if programmes in found:
            continue
        changed = _changes(db, decided.get(programmes, []))
        if changed is not None:
            found[programmes] = _proposal(row, changed)
    return list(found.values())


def decisions(db: Database, ids: Iterable[int] | None = None) -> Iterator[PairDecision]:
    """All decisions or those of the given numbers, the newest first."""
    chosen = "" if ids is None else "where id in (select value from json_each(:ids))"
    values = dict(ids=json.dumps(list(ids or ())))
    for row in db.query(f"select * from pair_decision {chosen} order by at desc, id desc", values):
        yield _decision(row)


def last_decisions(db: Database, most: int) -> list[tuple[int, PairDecision]]:
    """The last decisions, each with the programme of its first record, the newest first."""
    sql = """
        select pair_decision.*, programme from pair_decision
        join programme_record on record = pair_decision."first" order by at desc, id desc limit ?
    """
    return [(row["programme"], _decision(row)) for row in db.query(sql, [most])]


def decision_between(db: Database, one: int, other: int) -> PairDecision | None:
    """What was decided about two records, whichever came first."""
    sql = """
        select * from pair_decision
        where ("first" = :one and "second" = :other) or ("first" = :other and "second" = :one)
    """
    rows = db.query(sql, dict(one=one, other=other))
    return next((_decision(row) for row in rows), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A programme that belongs to another one: as what, under which title, and why."""

    programme: int
    title: str
    language: str
    as_what: str
    note: str


def relatives(db: Database, programme: int, hidden_too: bool = True) -> list[Relative]:
    """The programmes that were linked with this one; hidden ones only where they may be seen."""
    sql = """
        select pair_decision.*, a.programme as first_programme, b.programme as second_programme
        from pair_decision
        join programme_record a on a.record = pair_decision."first"
        join programme_record b on b.record = pair_decision."second"
        where :programme in (a.programme, b.programme) and a.programme <> b.programme
            and verdict in (select value from json_each(:linking))
            and (:hidden_too or not exists (
                select 1 from programme where id in (a.programme, b.programme) and id <> :programme
                    and hidden_because is not null)) order by id
    """
    values = dict(programme=programme, linking=json.dumps(LINKING), hidden_too=hidden_too)
    found = (_relative(db, row, programme) for row in db.query(sql, values))
    return list({item.programme: item for item in found}.values())


def what_matters(db: Database, record: int) -> dict[str, str]:
    """What makes a record the programme it is; other words in the text do not."""
    it = load_record(db, record)
    return {
        "Titel": it.title,
        "Produktnummern": ", ".join(sorted(it.product_numbers)),
        "Fördergebiet": ", ".join(sorted(it.regions)),
        "Ebene": ", ".join(sorted(it.levels)),
        "Kennung": it.call.identifier if it.call else "",
    }


def _decided(db: Database) -> dict[frozenset[int], list[PairDecision]]:
    sql = """
        select pair_decision.*, a.programme as one, b.programme as other from pair_decision
        join programme_record a on a.record = pair_decision."first"
        join programme_record b on b.record = pair_decision."second"
    """
    found: dict[frozenset[int], list[PairDecision]] = {}
    for row in db.query(sql):
        found.setdefault(frozenset((row["one"], row["other"])), []).append(_decision(row))
    return found


def _changes(db: Database, decided: list[PairDecision]) -> tuple[str, ...] | None:
    """What changed since two programmes were told apart; `None` if that still stands."""
    changed: list[str] = []
    for one in decided:
        if one.verdict is not Verdict.DIFFERENT:
            return None
        differing = _differing(db, one)
        if not differing:
            return None
        changed += differing
    return tuple(dict.fromkeys(changed))


def _differing(db: Database, one: PairDecision) -> list[str]:
    pairs = [
        (one.seen[str(record)], what_matters(db, record))
        for record in (one.first, one.second)
        if str(record) in one.seen
    ]
    return [name for before, now in pairs for name in now if before.get(name, "") != now[name]]


def _proposal(row: dict[str, Any], changed: tuple[str, ...]) -> Proposal:
    return Proposal(
        first=row["first"],
        second=row["second"],
        programmes=(row["first_programme"], row["second_programme"]),
        relation=Relation(row["relation"]),
        score=row["score"],
        reasons=tuple(json.loads(row["reasons"])),
        found_on=date.fromisoformat(row["found_on"]),
        changed_since=changed,
    )


def _decision(row: dict[str, Any]) -> PairDecision:
    return PairDecision(
        id=row["id"],
        first=row["first"],
        second=row["second"],
        verdict=Verdict(row["verdict"]),
        note=row["note"] or "",
        seen=json.loads(row["seen"]),
        merge=row["merge"],
        by=row["by"],
        at=row["at"],
    )


def _relative(db: Database, row: dict[str, Any], programme: int) -> Relative:
    forward = row["first_programme"] == programme
    record = load_record(db, row["second"] if forward else row["first"])
    as_what = "Andere Fassung"
    if row["verdict"] == Verdict.PREDECESSOR:
        as_what = "Nachfolger" if forward else "Vorgänger"
    return Relative(
        programme=row["second_programme"] if forward else row["first_programme"],
        title=record.title,
        language=record.language,
        as_what=as_what,
        note=row["note"] or "",
    )
