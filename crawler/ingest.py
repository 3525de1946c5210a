"""From a record to the register: read the facts in it, then keep both and what they were read from.

The first half needs no database, so that another process can do it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from crawler.facts import EXTRACTOR, read_facts
from index.answers import Answer, PackedAnswer, pack, store_answers
from index.facts import Facts
from index.record import SourceRecord
from index.register import known_fingerprint, save_sheet
from index.schema import writing
from index.sheet import Sheet, sheet_of
from index.store import Database
from index.vocabulary import ChangeKind


@dataclass(frozen=True, slots=True)
class Ready:
    """A record with everything that the register takes; no facts if it has them already."""

    sheet: Sheet
    facts: Facts | None
    answers: tuple[PackedAnswer, ...]


def make_ready(
    record: SourceRecord,
    answers: Iterable[Answer],
    known: str = "",
    known_answers: Collection[bytes] = (),
) -> Ready:
    """Read the facts of a record, unless `known` is its fingerprint, and pack its answers."""
    sheet = sheet_of(record)
    # Reading facts takes far longer than comparing; what did not change is not read again.
    facts = None if sheet.fingerprint == known else read_facts(record)
    packed = tuple(pack(answer, known_answers) for answer in answers)
    return Ready(sheet, facts, packed)


def keep(
    db: Database, run: int, record: SourceRecord, today: date, answers: Iterable[Answer] = ()
) -> ChangeKind:
    """Read the facts of a record and keep it.

    Raises:
        RefusedRecord: when the address belongs to a source that comes before this one.
    """
    known = known_fingerprint(db, record.source, record.key, EXTRACTOR)
    ready = make_ready(record, answers, known)
    with writing(db):
        store_answers(db, ready.answers)
        return keep_ready(db, run, ready, today)


def keep_ready(db: Database, run: int, ready: Ready, today: date) -> ChangeKind:
    """Keep a record whose answers are stored already (see `store_answers`).

    Raises:
        RefusedRecord: when the address belongs to a source that comes before this one.
    """
    return save_sheet(db, run, ready.sheet, ready.facts, EXTRACTOR, today, ready.answers)
