"""New programmes of the register, for people who have no Vorhaben of their own to look at."""

from datetime import date

from index.programme import Programme, all_programmes
from index.store import Database

_FRESH = """
    select programme.id from programme
    where programme.first_seen >= :since and programme.hidden_because is null
        and exists (
            select 1 from programme_record
            join record on record.id = programme_record.record
            join source on source.name = record.source
            where programme_record.programme = programme.id
                and (programme.reviewed_at is not null or source.reviewed_by_itself
                    or source.counts_as_reviewed)
                and programme.first_seen > coalesce((select min(day) from run
                    where run.source = source.name and run.new > 0), ''))
    order by programme.first_seen desc, programme.id desc
"""
"""What stood in a source when it was read for the first time is not new."""


def fresh(db: Database, since: date, most: int) -> tuple[list[Programme], int]:
    """The programmes that came since a day, the newest first, and how many there are."""
    numbers = [row["id"] for row in db.query(_FRESH, dict(since=since.isoformat()))]
    found = {it.id: it for it in all_programmes(db, numbers[:most])}
    return [found[number] for number in numbers[:most]], len(numbers)
