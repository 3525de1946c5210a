"""The stored matches for the first page: which Vorhaben there are, what is new, what is due."""

import json
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from index.programme import Programme, all_programmes
from index.status import Standing
from index.store import Database
from index.vocabulary import Status
from matcher.own_share import OwnShare, own_share
from matcher.project import Project

BEST_PER_PROJECT = 20
"""So many matches of a Vorhaben count here; the page of the Vorhaben shows the others."""

_AT_ONCE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProject:
    """A Vorhaben with the number of its matches."""

    id: str
    title: str
    matches: int
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A programme that fits a Vorhaben, as the first page shows it."""

    programme: Programme
    standing: Standing
    project: str
    project_title: str
    eligible: str
    score: float
    reasons: tuple[str, ...]
    obstacles: tuple[str, ...]
    money: OwnShare


_SHOWN = """
    match.eligible <> 'no' and programme.hidden_because is null and project.municipality = :ags
"""

_MATCHES = f"""
    select * from (
        select match.*, project.title as project_title,
            row_number() over (partition by match.project order by match.score desc) as place
        from match
        join programme on programme.id = match.programme
        join project on project.id = match.project
        where {_SHOWN}
    ) where place <= :best and first_seen >= :since
    order by eligible <> 'yes', score desc, programme, project
"""

_PROJECTS = f"""
    select project.id, project.title, count(match.programme) as matches,
        coalesce(sum(match.first_seen >= :since), 0) as new
    from project
    left join (
        select match.* from match
        join programme on programme.id = match.programme
        join project on project.id = match.project
        where {_SHOWN}
    ) as match on match.project = project.id
    where project.municipality = :ags
    group by project.id order by project.title
"""


def own_projects(db: Database, ags: str, since: date) -> list[OwnProject]:
    """The Vorhaben of a municipality; `new` counts what fits since that day."""
    rows = db.query(_PROJECTS, dict(ags=ags, since=since.isoformat()))
    return [OwnProject(**row) for row in rows]


def match_rows(db: Database, ags: str, since: date = date.min) -> list[dict[str, Any]]:
    """The best matches of a municipality since a day, each programme once, the surest first."""
    values = dict(ags=ags, best=BEST_PER_PROJECT, since=since.isoformat())
    once: dict[int, dict[str, Any]] = {}
    for row in db.query(_MATCHES, values):
        once.setdefault(row["programme"], row)
    return list(once.values())


def best_of(
    db: Database,
    rows: list[dict[str, Any]],
    projects: dict[str, Project],
    today: date,
    most: int | None,
) -> list[Match]:
    """The first of these matches that are not over; no more programmes are read than needed."""
    found: list[Match] = []
    rest = iter(rows)
    while (most is None or len(found) < most) and (part := list(islice(rest, _AT_ONCE))):
        read = {it.id: it for it in all_programmes(db, [row["programme"] for row in part])}
        found += [
            match
            for row in part
            if (match := _match(row, read[row["programme"]], projects, today)).standing.status
            is not Status.CLOSED
        ]
    return found[:most]


def _match(
    row: dict[str, Any], programme: Programme, projects: dict[str, Project], today: date
) -> Match:
    return Match(
        programme=programme,
        standing=programme.standing(today),
        project=row["project"],
        project_title=row["project_title"],
        eligible=row["eligible"],
        score=row["score"],
        reasons=tuple(json.loads(row["reasons"] or "[]")),
        obstacles=tuple(json.loads(row["obstacles"] or "[]")),
        money=own_share(programme.facts, projects[row["project"]]),
    )
