"""Holding Vorhaben against programmes: at once for one, or all of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from index.programme import Programme, all_programmes
from index.publication import published
from index.store import Database
from matcher.best import best_for
from matcher.feedback import Dismissed, with_feedback
from matcher.judge import Judgement
from matcher.memory import Memory
from matcher.project import Project
from matcher.rank import GOOD_ENOUGH, Judged
from matcher.shelf import Shelf, Statistics
from matcher.wishes import Asked, packed
from webapp.feedback.queries import said_in, take_back, who_said
from webapp.projects.asked import store_asked
from webapp.projects.processes import shared
from webapp.projects.queries import (
    matches_of,
    projects_of,
    replace_score,
    store_rows,
)
from webapp.projects.reading import StoredTerms
from webapp.projects.rows import MATCH, NEAR_MISS, Rows, match_row

KEPT = 50
"""So many matches of a Vorhaben are kept; nobody reads more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A Vorhaben to be judged, and what its municipality said of programmes.

    `away`: those that were dismissed for it; `said`: what was said at any of its Vorhaben.
    """

    project: Project
    away: frozenset[int]
    said: tuple[Dismissed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What judging a Vorhaben gave: the rows that are kept, and those that are told."""

    rows: Rows
    asked: Asked
    told: list[tuple[int, Judgement]]


def shelf_of(
    db: Database,
    programmes: Iterable[Programme] | None = None,
    statistics: Statistics | None = None,
) -> Shelf:
    """Read some programmes, or all that may be shown."""
    found = all_programmes(db, published(db)) if programmes is None else programmes
    return Shelf(found, memory=Memory(StoredTerms(db)), statistics=statistics)


def judge_and_store(
    db: Database,
    shelf: Shelf,
    projects: Iterable[Project],
    today: date,
    most: int = 0,
    least: float = GOOD_ENOUGH,
) -> Iterator[tuple[Project, list[Judged]]]:
    """Judge the programmes for stored Vorhaben and keep what fits.

    Gives for each the best `most` matches of at least so many points.
    """
    tasks = tasks_for(db, projects, today)
    by_number = {one.programme.id: one.programme for one in shelf.candidates}
    work = partial(_outcome, shelf, today, most, least)
    done = iter(tasks)
    for outcomes in shared(work, tasks):
        some = [(next(done).project, outcome) for outcome in outcomes]
        store_rows(db, {project.id: outcome.rows for project, outcome in some}, today)
        store_asked(db, {project.id: outcome.asked for project, outcome in some})
        for project, outcome in some:
            yield project, [(by_number[number], found) for number, found in outcome.told]


def tasks_for(db: Database, projects: Iterable[Project], today: date) -> list[Task]:
    """Ask what was said; dismissed programmes that say something else now come back."""
    spoke = who_said(db)
    tasks = []
    for project in projects:
        away = take_back(db, project.id, today) if project.id in spoke.projects else frozenset()
        town = project.municipality
        said = tuple(said_in(db, town.ags)) if town and town.ags in spoke.towns else ()
        tasks.append(Task(project=project, away=away, said=said))
    return tasks


def _outcome(shelf: Shelf, today: date, most: int, least: float, task: Task) -> Outcome:
    project = task.project
    # What was said may move any of them down, so that all have to be known to tell the best.
    wanted = None if task.said and most else max(most, KEPT)
    wishes = shelf.wishes(project)
    best = best_for(
        shelf,
        project,
        today,
        most=wanted,
        least=min(least, GOOD_ENOUGH),
        without=task.away,
        wishes=wishes,
    )
    rows = {}
    for table, found in ((MATCH, best.matches), (NEAR_MISS, best.near_misses)):
        kept = [pair for pair in found[:KEPT] if pair[1].score >= GOOD_ENOUGH]
        # What was said elsewhere moves a match down, but never out: it can be taken back.
        heard = with_said(task.said, kept, project)
        rows[table] = [match_row(project.id, it.id, said, today) for it, said in heard]
    listed = with_said(task.said, best.matches if most else [], project)
    told = [(it.id, judgement) for it, judgement in listed if judgement.score >= least]
    return Outcome(rows=rows, asked=packed(project, wishes), told=told[:most])


def with_said(
    said: Sequence[Dismissed], judged: Iterable[Judged], project: Project
) -> list[Judged]:
    """Let what the municipality said at its other Vorhaben count, best first again."""
    if not said:
        return list(judged)
    pairs = ((it, with_feedback(found, it, project.id, said)) for it, found in judged)
    return sorted(pairs, key=lambda pair: (-pair[1].score, pair[0].id))


def renew_feedback(db: Database, project: Project) -> None:
    """Let what was said or taken back at a Vorhaben count at the others of its municipality."""
    if project.municipality is None:
        return
    said = said_in(db, project.municipality.ags)
    for other in projects_of(db, project.municipality.ags):
        stored = {match.programme: match.judgement for match in matches_of(db, other.id)}
        for found in all_programmes(db, stored):
            judgement = with_feedback(stored[found.id], found, other.id, said)
            if judgement != stored[found.id]:
                replace_score(db, other.id, found.id, judgement)


def judge_now(db: Database, projects: Iterable[Project], today: date) -> None:
    """Judge some Vorhaben that were saved just now."""
    for _ in judge_and_store(db, shelf_of(db), projects, today):
        pass
