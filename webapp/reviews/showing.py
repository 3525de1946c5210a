"""What the pages show of programmes that wait: what is new in them, and what was decided."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from index.programme import Programme, Telling, all_programmes
from index.reviews import latest_batches
from webapp.programmes.versions import (
    FactChange,
    FieldChange,
    fact_changes,
    field_changes,
    read_version,
    versions_of,
)
from webapp.reviews.deciding import VERBS

_LAST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOtherwise:
    """What one source says otherwise than when somebody looked; without a version before: all."""

    source: str
    record: int
    old: int | None
    new: int
    fields: tuple[FieldChange, ...] = ()
    facts: tuple[FactChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was decided in one step, about how many programmes, to be taken back."""

    batch: str
    saying: str
    by: str
    at: str


def changes_since_review(db: Database, programme: Programme) -> Iterator[SeenOtherwise]:
    """Yield per source what it says otherwise than when somebody looked."""
    if not programme.changed_since_review:
        return
    sql = "select record, version from reviewed_version where record in ({})"
    numbers = [telling.record_id for telling in programme.tellings]
    rows = db.query(sql.format(", ".join("?" * len(numbers))), numbers)
    seen = {row["record"]: row["version"] for row in rows}
    for telling in programme.tellings:
        if seen.get(telling.record_id) != telling.version:
            yield _seen_otherwise(db, programme, telling, seen.get(telling.record_id))


def _seen_otherwise(
    db: Database, programme: Programme, telling: Telling, old: int | None
) -> SeenOtherwise:
    said = dict(source=telling.source_label, record=telling.record_id, new=telling.version)
    versions = {it.number: it for it in versions_of(db, programme.id, telling.record_id)}
    if old not in versions:
        return SeenOtherwise(**said, old=None)  # type: ignore[arg-type]
    before, after = versions[old], versions[telling.version]
    return SeenOtherwise(
        **said,  # type: ignore[arg-type]
        old=old,
        fields=tuple(field_changes(read_version(db, before), read_version(db, after))),
        facts=tuple(fact_changes(db, before, after)),
    )


def last_steps(db: Database) -> Iterator[Step]:
    """Yield the last steps that can be taken back, the newest first."""
    for reviews in latest_batches(db, _LAST):
        first = reviews[0]
        title = next(iter(all_programmes(db, [first.programme]))).title
        what = f"»{title}«" if len(reviews) == 1 else f"{len(reviews)} Programme"
        said = f"{what} {VERBS[first.kind]}"
        yield Step(batch=first.batch, saying=said, by=first.by, at=first.at)
