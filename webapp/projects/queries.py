"""What is asked about Vorhaben and their matches."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from index.municipality import municipality
from index.schema import writing
from index.store import Database
from matcher.judge import Judgement
from matcher.project import Project, Town
from matcher.rank import Judged
from webapp.projects.rows import (
    MATCH,
    NEAR_MISS,
    TABLES,
    Match,
    Rows,
    match_of,
    match_row,
    parts_as_json,
    project_of,
    row_of,
)

_OF_A_PROJECT = ("match", "near_miss", "dismissal", "kept_match", "asked", "forecast_match")
_PROJECT = """
    select project.*, municipality.short_name, municipality.population
    from project join municipality on municipality.ags = project.municipality
"""


class UnknownOwner(Exception):
    """Raised when a Vorhaben belongs to nobody we know, or to somebody else."""


def all_projects(db: Database) -> Iterator[Project]:
    """All Vorhaben, by municipality."""
    return (project_of(row) for row in db.query(f"{_PROJECT} order by municipality, project.id"))


def projects_of(db: Database, ags: str) -> list[Project]:
    """The Vorhaben of one municipality, by title."""
    rows = db.query(f"{_PROJECT} where project.municipality = ? order by title, project.id", [ags])
    return [project_of(row) for row in rows]


def project(db: Database, number: str) -> Project | None:
    """Find one Vorhaben."""
    rows = db.query(f"{_PROJECT} where project.id = ?", [number])
    return next((project_of(row) for row in rows), None)


def projects_by_id(db: Database, numbers: Iterable[str]) -> dict[str, Project]:
    """Some Vorhaben by their ids."""
    where = "where project.id in (select value from json_each(?)) order by project.id"
    rows = db.query(f"{_PROJECT} {where}", [json.dumps(list(numbers))])
    return {row["id"]: project_of(row) for row in rows}


def save_project(db: Database, project: Project, today: date) -> bool:
    """Keep a Vorhaben under its id; tells whether it is new.

    Raises:
        UnknownOwner: when its municipality is missing, unknown, or another one holds that id.
    """
    owner = project.municipality.ags if project.municipality else ""
    if municipality(db, owner) is None:
        raise UnknownOwner(f"Keine Kommune mit dem AGS »{owner}« bekannt.")
    with writing(db):
        stored = next(db.query("select municipality from project where id = ?", [project.id]), None)
        if stored and stored["municipality"] != owner:
            raise UnknownOwner(f"Die Kennung »{project.id}« gehört einer anderen Kommune.")
        row = row_of(project) | dict(municipality=owner, changed_on=today.isoformat())
        if stored:
            db.table("project").update(project.id, row)
            db.execute("delete from asked where project = ?", [project.id])
        else:
            db.table("project").insert(row | dict(created_on=today.isoformat()))
    return stored is None


def delete_project(db: Database, number: str) -> None:
    """Forget a Vorhaben with its matches."""
    with writing(db):
        for table in _OF_A_PROJECT:
            db.execute(f"delete from {table} where project = ?", [number])
        db.execute("delete from project where id = ?", [number])


def store_matches(
    db: Database,
    project: Project,
    judged: Iterable[Judged],
    today: date,
    near: Iterable[Judged] = (),
) -> None:
    """Replace the matches of a Vorhaben; what was a match before keeps its first day."""
    rows = {
        table: [match_row(project.id, it.id, judgement, today) for it, judgement in pairs]
        for table, pairs in ((MATCH, judged), (NEAR_MISS, near))
    }
    store_rows(db, {project.id: rows}, today)


def store_rows(db: Database, found: Mapping[str, Rows], today: date) -> None:
    """Replace the matches of many Vorhaben by their ids; each keeps its first day."""
    chosen = json.dumps(list(found))
    where = "where project in (select value from json_each(?))"
    with writing(db):
        for table in TABLES:
            known = db.execute(
                f"select project, programme, first_seen from {table} {where}", [chosen]
            )
            days = {(project, programme): day for project, programme, day in known}
            db.execute(f"delete from {table} {where}", [chosen])
            rows = [row for rows in found.values() for row in rows[table]]
            for row in rows:
                key = row["project"], row["programme"]
                row["first_seen"] = days.get(key, today.isoformat())
            insert_rows(db, table, rows)


def insert_rows(db: Database, table: str, rows: list[dict[str, Any]]) -> None:
    """Add rows that all have the same columns, many at once."""
    if rows:
        names, values = ", ".join(rows[0]), ", ".join(f":{name}" for name in rows[0])
        db.conn.executemany(f"insert into {table} ({names}) values ({values})", rows)


def replace_score(db: Database, project: str, programme: int, judgement: Judgement) -> None:
    """Keep another score of a match, with what it is made of."""
    row = dict(score=judgement.score, parts=parts_as_json(judgement.parts))
    with writing(db):
        db.table("match").update((project, programme), row)


def matches_of(db: Database, project_id: str) -> list[Match]:
    """The stored matches of a Vorhaben, best first."""
    return _matches(db, "match", project_id)


def near_misses_of(db: Database, project_id: str) -> list[Match]:
    """The programmes that would fit but for one condition the municipality could turn."""
    return _matches(db, "near_miss", project_id)


def count_matches(db: Database) -> dict[str, int]:
    """How many matches each Vorhaben has."""
    sql = """
        select match.project, count(*) as n from match
        join programme on programme.id = match.programme
        where programme.hidden_because is null group by match.project
    """
    return {row["project"]: row["n"] for row in db.query(sql)}


def same_programmes(db: Database, numbers: Iterable[int]) -> frozenset[frozenset[int]]:
    """Pairs of programmes that describe the same one, as far as nobody said otherwise."""
    sql = """
        with pair as (
            select first, second from proposal
            where relation like 'same_programme%' and not exists (
                select 1 from pair_decision where verdict in ('different', 'split')
                    and pair_decision.first = proposal.first
                    and pair_decision.second = proposal.second
            )
            union select first, second from pair_decision where verdict = 'other version'
        )
        select one.programme as one, other.programme as other from pair
        join programme_record as one on one.record = pair.first
        join programme_record as other on other.record = pair.second
        where one.programme <> other.programme
            and one.programme in (select value from json_each(:numbers))
            and other.programme in (select value from json_each(:numbers))
    """
    rows = db.query(sql, dict(numbers=json.dumps(list(numbers))))
    return frozenset(frozenset((row["one"], row["other"])) for row in rows)


def completed(db: Database, project: Project) -> Project:
    """Fill in name and inhabitants of a municipality that we know by its AGS."""
    if project.municipality is None:
        return project
    town = municipality(db, project.municipality.ags)
    if town is None:
        return project
    told = project.municipality
    return replace(
        project,
        municipality=Town(
            ags=told.ags,
            name=told.name or town.short_name,
            population=town.population if told.population is None else told.population,
        ),
    )


def _matches(db: Database, table: str, project_id: str) -> list[Match]:
    sql = f"select * from {table} where project = ? order by score desc, programme"
    return [match_of(row) for row in db.query(sql, [project_id])]
