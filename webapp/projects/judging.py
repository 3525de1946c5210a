"""Holding Vorhaben against programmes: at once for one, or all of them."""

from collections.abc import Iterable
from datetime import date
from itertools import islice

from sqlite_utils import Database

from index.programme import all_programmes
from index.publication import published
from matcher.project import Project
from matcher.rank import Judged, judge_all, matches, near_misses
from matcher.shelf import Shelf
from webapp.projects.queries import store_matches

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
