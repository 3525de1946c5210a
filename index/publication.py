"""Which programmes people are shown: the one rule for search, letters and exports."""

from index.schema import writing
from index.store import Database

PUBLISHED = """
    select distinct programme.id
    from programme
    join programme_record on programme_record.programme = programme.id
    join record on record.id = programme_record.record
    join source on source.name = record.source
    where programme.hidden_because is null
        and (programme.reviewed_at is not null or source.reviewed_by_itself
            or source.counts_as_reviewed)
"""
"""The question for their numbers."""


def published(db: Database) -> list[int]:
    """The numbers of all programmes that are shown.

    A hidden one is not; one that nobody reviewed is, where a source is official or the
    Fördermittelmanagement lets it count as reviewed.
    """
    return [row["id"] for row in db.query(f"{PUBLISHED} order by programme.id")]


def is_published(db: Database, number: int) -> bool:
    """Whether this programme is shown."""
    return bool(list(db.query(f"{PUBLISHED} and programme.id = ?", [number])))


def follow_record(db: Database, source: str, key: str, hidden_because: str, ours: str) -> None:
    """Hide or show the programme of a record that has become something else, a feed for example.

    Only a programme of this record alone is hidden, and only one that was hidden for the reason
    `ours` is shown again: what the manager decided stays.
    """
    sql = """
        update programme set hidden_because = :because
        where coalesce(hidden_because, '') = :before and id in (
            select programme from programme_record group by programme having count(*) = 1
                and max(record) = (select id from record where source = :source and key = :key))
    """
    before = "" if hidden_because else ours
    values = dict(because=hidden_because or None, before=before, source=source, key=key)
    with writing(db):
        db.execute(sql, values)
