"""Which Vorhaben a programme would fit if it were called again in the month that is expected."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from index.programme import Programme, all_programmes
from index.schema import writing
from index.store import Database
from matcher.forecast import Forecast
from matcher.project import Project
from matcher.rank import Judged
from matcher.reopened import judge_reopened
from webapp.forecasts.past_calls import note_past_calls
from webapp.forecasts.queries import all_expectations, forecasts_of
from webapp.projects.judging import shelf_of
from webapp.projects.queries import all_projects
from webapp.projects.renewal import statistics_of_last_run


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedFit:
    """A programme that would fit a Vorhaben once it is called again."""

    programme: Programme
    forecast: Forecast
    project: str
    project_title: str
    town: str
    eligible: str
    reasons: tuple[str, ...]
    obstacles: tuple[str, ...]


def renew_forecasts(db: Database, today: date) -> int:
    """Take earlier calls anew and hold what is expected against all Vorhaben; gives how many."""
    note_past_calls(db)
    return renew_fits(db, today, list(all_projects(db)))


def renew_fits(db: Database, today: date, projects: Iterable[Project]) -> int:
    """Hold every programme that is expected again against some Vorhaben."""
    expected = [it for it in all_expectations(db, today) if it.forecast]
    days = {it.programme.id: it.forecast.month for it in expected if it.forecast}
    some = list(projects)
    if some and days:
        statistics = statistics_of_last_run(db) or shelf_of(db).statistics
        shelf = shelf_of(db, [it.programme for it in expected], statistics)
    for project in some:
        _store(db, project, judge_reopened(shelf, project, days) if days else [])
    return len(days)


_FITS = """
    select forecast_match.*, project.title as project_title, municipality.short_name as town
    from forecast_match
    join project on project.id = forecast_match.project
    join municipality on municipality.ags = project.municipality
    where {} and not exists (
        select 1 from dismissal where dismissal.project = forecast_match.project
            and dismissal.programme = forecast_match.programme
            and undone_at is null and returned_on is null)
    order by eligible <> 'yes', score desc, forecast_match.programme, forecast_match.project
"""


def expected_for_project(db: Database, project: str, today: date) -> list[ExpectedFit]:
    """What may be called again and would fit a Vorhaben, the nearest first."""
    return _read(db, "forecast_match.project = ?", project, today)


def expected_for_towns(db: Database, towns: Iterable[str], today: date) -> list[ExpectedFit]:
    """What may be called again and would fit Vorhaben of these municipalities."""
    where = "project.municipality in (select value from json_each(?))"
    return _read(db, where, json.dumps(list(towns)), today)


def _read(db: Database, where: str, value: str, today: date) -> list[ExpectedFit]:
    rows = list(db.query(_FITS.format(where), [value]))
    if not rows:
        return []
    programmes = {it.id: it for it in all_programmes(db, {row["programme"] for row in rows})}
    shown = [it for it in programmes.values() if not it.hidden_because]
    found = forecasts_of(db, shown, today)
    fits = [
        ExpectedFit(
            programme=programmes[row["programme"]],
            forecast=found[row["programme"]],
            project=row["project"],
            project_title=row["project_title"],
            town=row["town"],
            eligible=row["eligible"],
            reasons=tuple(json.loads(row["reasons"])),
            obstacles=tuple(json.loads(row["obstacles"])),
        )
        for row in rows
        if row["programme"] in found
    ]
    return sorted(fits, key=lambda it: it.forecast.month)


def _store(db: Database, project: Project, found: Iterable[Judged]) -> None:
    rows = [
        dict(
            project=project.id,
            programme=programme.id,
            score=judgement.score,
            eligible=judgement.eligible,
            reasons=json.dumps(judgement.reasons, ensure_ascii=False),
            obstacles=json.dumps(judgement.obstacles, ensure_ascii=False),
        )
        for programme, judgement in found
    ]
    with writing(db):
        db.execute("delete from forecast_match where project = ?", [project.id])
        db.table("forecast_match").insert_all(rows)
