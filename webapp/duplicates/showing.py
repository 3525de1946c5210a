"""Pairs as the pages show them: both entries side by side, and how many of each kind there are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from index.programme import Programme, Telling, all_programmes
from index.record import SourceRecord
from index.status import Standing
from index.store import Database
from index.versions import load_record
from webapp.duplicates.comparing import Row, compared, contradictory
from webapp.duplicates.deciding import base_records, merge_of
from webapp.duplicates.queries import (
    Proposal,
    Relative,
    decision_between,
    open_proposals,
    relatives,
)
from webapp.duplicates.verdict import PairDecision


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entries, with the programme that holds it."""

    programme: Programme
    telling: Telling
    standing: Standing


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pair that waits, with both entries.

    `known` is the decision that stands and is doubtful now, if there is one.
    """

    proposal: Proposal
    sides: tuple[Side, Side]
    known: int | str = ""


@dataclass(frozen=True, slots=True)
class DecidedPair:
    """A decision with the entries and programmes it is about; the page of a merged one is one."""

    decision: PairDecision
    records: tuple[SourceRecord, SourceRecord]
    programmes: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is to decide, was decided, and contradicts."""

    waiting: int
    decided: int
    contradictions: int


@dataclass(frozen=True, slots=True)
class Joining:
    """What the page of a programme shows of its joining; `removable` is empty for most people."""

    relatives: list[Relative]
    compared: list[Row]
    removable: dict[int, str]
    manages: bool


def joining_of(db: Database, programme: Programme, today: date, manages: bool) -> Joining:
    """Read the relatives of a programme and hold its sources side by side."""
    joined = len(programme.tellings) > 1
    return Joining(
        relatives=relatives(db, programme.id, hidden_too=manages),
        compared=compared(programme, today) if joined else [],
        removable=removable(db, programme) if joined and manages else {},
        manages=manages,
    )


def counts(
    db: Database, today: date, waiting: int | None = None, contradictions: int | None = None
) -> Counts:
    """Count, unless it was counted already."""
    decided = int(db.execute("select count(*) from pair_decision").fetchone()[0])
    if waiting is None:
        waiting = len(open_proposals(db))
    if contradictions is None:
        contradictions = sum(1 for _ in contradictory(db, today))
    return Counts(waiting, decided, contradictions)


def shown_pairs(db: Database, pairs: Iterable[Proposal], today: date) -> Iterator[ShownPair]:
    """Read both entries of each pair."""
    pairs = list(pairs)
    wanted = {number for pair in pairs for number in pair.programmes}
    found = {it.id: it for it in all_programmes(db, wanted)}
    for pair in pairs:
        one, other = (found[number] for number in pair.programmes)
        sides = _side(one, pair.first, today), _side(other, pair.second, today)
        before = decision_between(db, pair.first, pair.second)
        yield ShownPair(pair, sides, before.id if before else "")


def decided_pairs(db: Database, made: Iterable[PairDecision]) -> Iterator[DecidedPair]:
    """Read what decisions are about."""
    sql = "select programme from programme_record where record = ?"
    for decision in made:
        both = decision.first, decision.second
        first, second = (load_record(db, record) for record in both)
        one, other = (int(db.execute(sql, [record]).fetchone()[0]) for record in both)
        yield DecidedPair(decision, (first, second), (one, other))


def removable(db: Database, programme: Programme) -> dict[int, str]:
    """Which entries of a programme can be given a page of their own, and how that is called."""
    base = base_records(db, programme)
    found = {}
    for telling in programme.tellings:
        if merge_of(db, programme.id, telling.record_id):
            found[telling.record_id] = "Zusammenführung aufheben"
        elif len(base) > 1:
            found[telling.record_id] = "Abtrennen"
    return found


def _side(programme: Programme, record: int, today: date) -> Side:
    telling = next(it for it in programme.tellings if it.record_id == record)
    return Side(programme, telling, programme.standing(today))
