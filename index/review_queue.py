"""Which programmes wait for the Fördermittelmanagement, and why: the one rule, read in full.

The desk keeps the answer (`index/desk.py`), so that no page has to read the whole register.
"""

from enum import StrEnum

from index.reviews import DIFFERS
from index.store import Database


class Waiting(StrEnum):
    """Why a programme waits; the order is that of the desk: what misleads people stands first."""

    DOUBT = "doubt"
    CHANGED = "changed"
    GONE = "gone"
    EXPIRED = "expired"
    CONTRADICTION = "contradiction"
    LINK = "link"
    DOUBLE = "double"
    NEW = "new"
    HIDDEN = "hidden"

    @property
    def rank(self) -> int:
        """Its place on the desk."""
        return list(Waiting).index(self)


WAITING = f"""
    with item as (
        select programme.id, programme.reviewed_at, programme.hidden_because,
            min(source.counts_as_reviewed) as by_rule,
            max({DIFFERS}) as differs,
            min(record.presence = 'gone') as gone,
            min(coalesce(reviewed_version.presence, '') = 'gone') as known_gone,
            max(record.last_changed) as day,
            max(:source = '' or record.source = :source) as wanted
        from programme
        join programme_record on programme_record.programme = programme.id
        join record on record.id = programme_record.record
        join source on source.name = record.source
        left join reviewed_version on reviewed_version.record = record.id
        left join version on reviewed_version.record is not null
            and version.record = record.id and version.number = record.version
        where {{chosen}}
        group by programme.id
    ),
    waiting as (
        select id, day, case
            when hidden_because is not null then 'hidden'
            when gone then iif(known_gone, null, 'gone')
            when reviewed_at is null and not by_rule then 'new'
            when reviewed_at is not null and differs then 'changed' end as kind
        from item where wanted
    )
"""
"""New, changed, gone or hidden: what follows from reviews and versions alone."""


def count_waiting(db: Database, source: str = "") -> dict[str, int]:
    """Count the programmes that are new, changed, gone or hidden, from the whole register."""
    sql = f"""
        {WAITING.format(chosen="true")}
        select kind, count(*) as n from waiting where kind is not null group by kind
    """
    return {row["kind"]: row["n"] for row in db.query(sql, dict(source=source))}


def count_unreviewed_by_source(db: Database) -> dict[str, int]:
    """Per source the programmes that its rule would decide: nobody looked, it alone tells them."""
    sql = """
        select name, count(*) as n from (
            select max(record.source) as name from programme
            join programme_record on programme_record.programme = programme.id
            join record on record.id = programme_record.record
            where reviewed_at is null and hidden_because is null
            group by programme.id having count(distinct record.source) = 1
        ) group by name
    """
    return {row["name"]: row["n"] for row in db.query(sql)}
