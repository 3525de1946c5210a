"""What changed in the programmes a municipality keeps: each fact old and new."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from index.programme import Programme, all_programmes
from webapp.feedback.recommending import Recommendation
from webapp.programmes.history import Change, read_change
from webapp.programmes.versions import FactChange, fact_changes, versions_of

_KEPT = """
    select kept_match.programme, min(project.title) as project_title from kept_match
    join project on project.id = kept_match.project
    join programme on programme.id = kept_match.programme
    where project.municipality = ? and programme.hidden_because is null
    group by kept_match.programme
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


def kept_programmes(db: Database, ags: str, recommended: list[Recommendation]) -> Kept:
    """What a municipality keeps for a Vorhaben, and what is recommended to it."""
    titles = {row["programme"]: row["project_title"] for row in db.query(_KEPT, [ags])}
    kept = {
        it.id: (it, f"vorgemerkt für „{titles[it.id]}“") for it in all_programmes(db, list(titles))
    }
    told = {it.programme.id: (it.programme, "empfohlen") for it in recommended}
    return told | kept


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
