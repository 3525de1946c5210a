"""The queue of programmes that wait for the Fördermittelmanagement, and those it hid."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database

from index.reviews import DIFFERS


class Waiting(StrEnum):
    """Why a programme stands in the queue."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    HIDDEN = "hidden"


_ITEMS = f"""
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


_KINDS = {kind.value: kind for kind in Waiting}


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A programme of the queue and why it stands there."""

    programme: int
    kind: Waiting


def waiting(db: Database, source: str = "") -> list[Queued]:
    """All programmes of the queue, those that changed last first."""
    sql = f"{_ITEMS} select id, kind from waiting where kind is not null order by day desc, id desc"
    rows = db.execute(sql, dict(source=source)).fetchall()
    return [Queued(programme=number, kind=_KINDS[kind]) for number, kind in rows]


def open_ones(queued: Iterable[Queued], kind: str = "") -> list[Queued]:
    """Those of a kind; without one all that is to be decided: what is hidden is decided."""
    if kind:
        return [it for it in queued if it.kind == kind]
    return [it for it in queued if it.kind is not Waiting.HIDDEN]


def count_waiting(db: Database, source: str = "") -> dict[str, int]:
    """Count the programmes of the queue by kind; kinds without any are absent."""
    sql = f"{_ITEMS} select kind, count(*) as n from waiting where kind is not null group by kind"
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
