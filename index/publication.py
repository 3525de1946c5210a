"""Which programmes people are shown: the one rule for search, letters and exports."""

from sqlite_utils import Database

_PUBLISHED = """
    select distinct programme.id
    from programme
    join programme_record on programme_record.programme = programme.id
    join record on record.id = programme_record.record
    join source on source.name = record.source
    where programme.hidden_because is null
        and (programme.reviewed_at is not null or source.reviewed_by_itself)
    order by programme.id
"""


def published(db: Database) -> list[int]:
    """The numbers of all programmes that are shown.

    A hidden one is not; one that nobody reviewed is, where a source is official.
    """
    return [row["id"] for row in db.query(_PUBLISHED)]
