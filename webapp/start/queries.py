"""The stored matches for the first page: what is new, what is due, for which Vorhaben."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from index.programme import Programme, all_programmes
from index.status import Standing
from index.vocabulary import Status

BEST_PER_PROJECT = 20
"""So many matches of a Vorhaben count here; the page of the Vorhaben shows the others."""

_OVER = (Status.CLOSED,)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProject:
    """A Vorhaben with the number of its matches."""

    id: str
    title: str
    town: str
    matches: int
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A programme that fits a Vorhaben, as the first page shows it."""

    programme: Programme
    standing: Standing
    project: str
    project_title: str
    town: str
    eligible: str
    score: float
    reasons: tuple[str, ...]
    obstacles: tuple[str, ...]
    first_seen: date


_SHOWN = """
    match.eligible <> 'no' and programme.hidden_because is null
    and (:ags is null or project.municipality = :ags)
"""

_MATCHES = f"""
    select * from (
        select match.*, project.title as project_title, municipality.short_name as town,
            row_number() over (partition by match.project order by match.score desc) as place
        from match
        join programme on programme.id = match.programme
        join project on project.id = match.project
        join municipality on municipality.ags = project.municipality
        where {_SHOWN}
    ) where place <= :best order by first_seen desc, score desc
"""

_PROJECTS = f"""
    select project.id, project.title, municipality.short_name as town,
        count(match.programme) as matches,
        coalesce(sum(match.first_seen >= :since), 0) as new
    from project
    join municipality on municipality.ags = project.municipality
    left join (
        select match.* from match
        join programme on programme.id = match.programme
        join project on project.id = match.project
        where {_SHOWN}
    ) as match on match.project = project.id
    where :ags is null or project.municipality = :ags
    group by project.id order by town, project.title
"""


def own_projects(db: Database, ags: str | None, since: date) -> list[OwnProject]:
    """The Vorhaben of a municipality, or of all; `new` counts what fits since that day."""
    rows = db.query(_PROJECTS, dict(ags=ags, since=since.isoformat()))
    return [OwnProject(**row) for row in rows]


def best_matches(db: Database, ags: str | None, today: date) -> list[Match]:
    """The best matches of these Vorhaben that are not over, the newest first."""
    rows = list(db.query(_MATCHES, dict(ags=ags, best=BEST_PER_PROJECT)))
    found = {item.id: item for item in all_programmes(db, {row["programme"] for row in rows})}
    matches = (_match(row, found[row["programme"]], today) for row in rows)
    return [match for match in matches if match.standing.status not in _OVER]


def next_deadlines(matches: Iterable[Match], limit: int) -> list[Match]:
    """The matches with a deadline ahead, the nearest first, each programme once."""
    dated = sorted(
        (match for match in matches if match.standing.next_deadline),
        key=lambda match: (match.standing.next_deadline, -match.score),
    )
    once = {match.programme.id: match for match in reversed(dated)}
    return sorted(once.values(), key=lambda m: (m.standing.next_deadline, -m.score))[:limit]


def _match(row: dict[str, Any], programme: Programme, today: date) -> Match:
    return Match(
        programme=programme,
        standing=programme.standing(today),
        project=row["project"],
        project_title=row["project_title"],
        town=row["town"],
        eligible=row["eligible"],
        score=row["score"],
        reasons=tuple(json.loads(row["reasons"] or "[]")),
        obstacles=tuple(json.loads(row["obstacles"] or "[]")),
        first_seen=date.fromisoformat(row["first_seen"]),
    )
