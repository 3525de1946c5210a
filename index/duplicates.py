"""Finding records that describe the same programme; the manager decides, nothing is merged here."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from sqlite_utils import Database

from index.record import SourceRecord
from index.register import decode_record
from index.text import comparable


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records that belong together, how, how sure that is (0–1), and why, in German."""

    a: str
    b: str
    relation: str
    score: float
    reasons: tuple[str, ...] = ()


def find_pairs(db: Database) -> list[Pair]:
    """Propose pairs among all records, the surest first."""
    by_title: dict[str, list[SourceRecord]] = {}
    for record in _records(db):
        by_title.setdefault(comparable(record.title), []).append(record)
    pairs = [
        Pair(a=a.url, b=b.url, relation="same_programme", score=0.9, reasons=("gleicher Titel",))
        for group in by_title.values()
        for a, b in combinations(group, 2)
        if set(a.regions) == set(b.regions) and a.source != b.source
    ]
    return sorted(pairs, key=lambda pair: -pair.score)


def _records(db: Database) -> Iterator[SourceRecord]:
    sql = """
        select content from record
        join version on version.record = record.id and version.number = record.version
        where record.presence <> 'gone' order by record.id
    """
    return (decode_record(row["content"]) for row in db.query(sql))
