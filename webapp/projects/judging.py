"""Holding Vorhaben against programmes: at once for one, or all of them."""

from collections.abc import Iterable
from datetime import date
from itertools import islice

from sqlite_utils import Database

from index.programme import Programme, all_programmes
from index.publication import published
from matcher.candidate import Candidate
from matcher.judge import gains, judge_again
from matcher.project import Project
from matcher.rank import Judged, judge_all, matches, near_misses
from matcher.shelf import Shelf
from webapp.projects.queries import (
    all_projects,
    replace_match,
    store_matches,
    stored_judgement,
)

KEPT = 50
"""So many matches of a Vorhaben are kept; nobody reads more."""


def shelf_of(db: Database) -> Shelf:
    """Read the programmes that may be shown."""
    return Shelf(all_programmes(db, published(db)))


def judge_and_store(
    db: Database, shelf: Shelf, project: Project, today: date, limit: int = KEPT
) -> list[Judged]:
    """Judge every programme for one stored Vorhaben and keep what fits; gives all judgements."""
    judged = judge_all(shelf, project, today)
    found, near = islice(matches(judged), limit), islice(near_misses(judged), limit)
    store_matches(db, project, found, today, near)
    return judged


def judge_now(db: Database, projects: Iterable[Project], today: date) -> None:
    """Judge some Vorhaben that were saved just now."""
    shelf = shelf_of(db)
    for project in projects:
        judge_and_store(db, shelf, project, today)


def judge_programme_again(db: Database, before: Programme, after: Programme, today: date) -> None:
    """Renew what is stored about a programme after its facts were decided otherwise.

    A stored match is judged by the conditions alone, at once. Only for a Vorhaben that the
    programme did not fit and now may, all programmes have to be read.
    """
    old, new = Candidate(before), Candidate(after)
    gaining: list[Project] = []
    for project in all_projects(db):
        stored = stored_judgement(db, project.id, after.id)
        if stored is not None:
            judgement = judge_again(stored, old, new, project, today)
            replace_match(db, project, (after, judgement), today)
        elif gains(old, new, project, today):
            gaining.append(project)
    if gaining and after.id in published(db):
        judge_now(db, gaining, today)
