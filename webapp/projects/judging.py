"""Holding Vorhaben against programmes: at once for one, or all of them."""

from collections.abc import Iterable
from datetime import date
from itertools import islice

from sqlite_utils import Database

from index.programme import Programme, all_programmes
from index.publication import published
from matcher.candidate import Candidate
from matcher.feedback import with_feedback
from matcher.judge import gains, judge_again
from matcher.memory import Memory
from matcher.project import Project
from matcher.rank import GOOD_ENOUGH, Judged, judge_all, matches, near_misses
from matcher.shelf import Shelf
from webapp.feedback.queries import away_from, said_in, take_back
from webapp.projects.queries import (
    all_projects,
    matches_of,
    projects_of,
    replace_match,
    replace_score,
    store_matches,
    stored_judgement,
)
from webapp.projects.reading import StoredTerms

KEPT = 50
"""So many matches of a Vorhaben are kept; nobody reads more."""


def shelf_of(db: Database) -> Shelf:
    """Read the programmes that may be shown."""
    return Shelf(all_programmes(db, published(db)), memory=Memory(StoredTerms(db)))


def judge_and_store(
    db: Database,
    shelf: Shelf,
    project: Project,
    today: date,
    limit: int = KEPT,
    least: float = GOOD_ENOUGH,
) -> list[Judged]:
    """Judge the programmes for one stored Vorhaben and keep what fits.

    Gives the judgements on all that may reach `least` points.
    """
    away = take_back(db, project.id, today)
    judged = [pair for pair in judge_all(shelf, project, today, least) if pair[0].id not in away]
    # What was said elsewhere moves a match down, but never out: it can be taken back.
    found = heard(db, list(islice(matches(judged), limit)), project)
    near = heard(db, list(islice(near_misses(judged), limit)), project)
    store_matches(db, project, found, today, near)
    return heard(db, judged, project)


def heard(db: Database, judged: list[Judged], project: Project) -> list[Judged]:
    """Let what the municipality said at its other Vorhaben count, best first again."""
    said = said_in(db, project.municipality.ags) if project.municipality else []
    if not said:
        return judged
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
            unheard = with_feedback(stored, after, project.id, ())
            judgement = judge_again(unheard, old, new, project, today)
            replace_match(db, project, heard(db, [(after, judgement)], project)[0], today)
        elif after.id in away_from(db, project.id):
            if after.id not in take_back(db, project.id, today):
                gaining.append(project)
        elif gains(old, new, project, today):
            gaining.append(project)
    if gaining and after.id in published(db):
        judge_now(db, gaining, today)
