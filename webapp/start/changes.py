"""What changed in the programmes a municipality keeps: each fact old and new."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.programme import Programme, all_programmes
from index.store import Database
from webapp.accounts.account import Account
from webapp.feedback.recommending import Recommendation
from webapp.programmes.history import Change, read_change
from webapp.programmes.versions import FactChange, fact_changes, versions_of

_KEPT = """
    select programme, why from (
        select kept_match.programme, 'vorgemerkt für „' || project.title || '“' as why, 1 as place
        from kept_match join project on project.id = kept_match.project
        where project.municipality = :ags
        union all
        select shortlist_entry.programme, 'in „' || shortlist.name || '“', 2
        from shortlist_entry join shortlist on shortlist.id = shortlist_entry.shortlist
        where iif(of_town, shortlist.municipality = :ags, shortlist.account = :account)
        union all
        select programme, 'wird beantragt', 0 from stance
        where municipality = :ags and says = 'APPLYING'
        union all
        select programme, 'Interesse bekundet', 3 from stance
        where municipality = :ags and says = 'INTERESTED'
    )
    where programme in (select id from programme where hidden_because is null)
    order by place desc
"""
_CHANGES = """
    select event.day, event.kind, event.fields, event.record, event.version,
        source.label as source, programme_record.programme
    from programme_record
    join event on event.record = programme_record.record
    join record on record.id = event.record
    join source on source.name = record.source
    where programme_record.programme = :programme and event.day >= :since
        and event.kind <> 'new'
    order by event.day desc, event.id desc
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A programme we keep, with what a source changed: facts with both values, else the fields."""

    programme: Programme
    why: str
    change: Change
    facts: tuple[FactChange, ...]


Kept = dict[int, tuple[Programme, str]]
"""Programmes by number, each with the reason for which it counts as kept."""


def kept_programmes(
    db: Database, account: Account, ags: str, recommended: list[Recommendation]
) -> Kept:
    """What a person and the municipality keep, applies for, or is recommended to it."""
    values = dict(account=account.id, ags=ags)
    why = {row["programme"]: row["why"] for row in db.query(_KEPT, values)}
    told = {it.programme.id: (it.programme, "empfohlen") for it in recommended}
    return told | {it.id: (it, why[it.id]) for it in all_programmes(db, list(why))}


def changed(db: Database, kept: Kept, since: date) -> list[Changed]:
    """What happened to kept programmes since a day, the newest first."""
    found = [it for number in kept for it in _changes_of(db, number, kept[number], since)]
    return sorted(found, key=lambda it: (it.change.day, it.change.record), reverse=True)


def _changes_of(
    db: Database, number: int, kept: tuple[Programme, str], since: date
) -> Iterator[Changed]:
    programme, why = kept
    for row in db.query(_CHANGES, dict(programme=number, since=since.isoformat())):
        change = read_change(row)
        facts = tuple(_facts(db, row)) if change.can_be_compared else ()
        yield Changed(programme=programme, why=why, change=change, facts=facts)


def _facts(db: Database, row: dict[str, Any]) -> Iterator[FactChange]:
    versions = {it.number: it for it in versions_of(db, row["programme"], row["record"])}
    old, new = versions.get(row["version"] - 1), versions.get(row["version"])
    if old and new:
        yield from fact_changes(db, old, new)
