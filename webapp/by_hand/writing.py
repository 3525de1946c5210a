"""Keeping a programme that was entered by hand, in the same register as all others."""

from index.behind import fall_behind
from index.decisions import Overtaken
from index.programme import Programme
from index.record import SourceRecord
from index.reviews import ReviewKind, review_state
from index.schema import writing
from index.source import MANUAL, Source
from index.store import Database
from index.vocabulary import Level
from webapp.accounts.act import Act
from webapp.crawling.reader import keep_records
from webapp.reviews.deciding import decide, let_follow

SOURCE = Source(
    name=MANUAL,
    label="Eigene Einträge",
    operator="Fördermittelmanagement",
    level=Level.OTHER,
    address="",
    licence="",
    attribution="Fördermittelmanagement",
    rhythm="",
    precedence=0,
)


def record_of(found: Programme) -> SourceRecord | None:
    """The record of a programme that was entered by hand; nothing where a source tells it alone."""
    return next((it.record for it in found.tellings if it.record.source == MANUAL), None)


def keep(act: Act, record: SourceRecord, programme: int | None = None, state: str = "") -> int:
    """Keep what was typed, as looked through; search and matches follow. Gives the programme.

    Raises:
        Overtaken: when the programme says something else than when the form was opened.
    """
    with writing(act.db):
        if programme is not None and review_state(act.db, programme) != state:
            raise Overtaken
        keep_records(act.db, SOURCE, [record], act.today, complete=False)
        number = _programme_of(act.db, record.key)
        fall_behind(act.db, [number])
    let_follow(act, {number})
    decide(act, ReviewKind.REVIEWED, {number: review_state(act.db, number)})
    return number


def _programme_of(db: Database, key: str) -> int:
    sql = """
        select programme from programme_record join record on record.id = record
        where source = ? and key = ?
    """
    return int(db.execute(sql, [MANUAL, key]).fetchone()[0])
