"""What of the desk does not concern the towns here: it stands at the end of the list."""

from index.store import Database
from index.vocabulary import ApplicantType, Region

_HERE = ", ".join(f"'{it}'" for it in Region if it.covers(Region.HESSE))
_FAR = f"""
    select programme from (
        select programme_record.programme,
            max(coalesce(json_array_length(content, '$.regions'), 0)) as says_where,
            max(exists (select 1 from json_each(content, '$.regions')
                where value in ({_HERE}))) as here,
            max(coalesce(json_array_length(content, '$.eligible_applicants'), 0)) as says_who,
            max(exists (select 1 from json_each(content, '$.eligible_applicants')
                    where value = '{ApplicantType.MUNICIPALITY}')
                or exists (select 1 from fact where fact.version = version.id
                    and fact.name = 'applicants' and fact.value like '%Kommun%')
                or exists (select 1 from decision where decision.record = record.id
                    and decision.fact = 'applicants' and undone_at is null)) as for_us
        from programme_record
        join record on record.id = programme_record.record
        join version on version.record = record.id and version.number = record.version
        where programme_record.programme in {{chosen}}
        group by programme_record.programme
    ) where (says_where and not here) or (says_who and not for_us)
"""
"""What is not valid here or not for municipalities; what says nothing about it may well be."""


def note_far(db: Database, chosen: str) -> None:
    """Look again at chosen programmes (a query of their numbers)."""
    db.execute(f"delete from desk_far where programme in {chosen}")
    db.execute(f"insert into desk_far (programme) {_FAR.format(chosen=chosen)}")
