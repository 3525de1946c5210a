"""What the pages show of programmes that wait: what is new in them since somebody looked."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.programme import Programme, Telling
from index.store import Database
from webapp.programmes.versions import (
    FactChange,
    FieldChange,
    fact_changes,
    field_changes,
    read_version,
    versions_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOtherwise:
    """What one source says otherwise than when somebody looked; without a version before: all."""

    source: str
    record: int
    old: int | None
    new: int
    fields: tuple[FieldChange, ...] = ()
    facts: tuple[FactChange, ...] = ()


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
