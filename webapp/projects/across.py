"""Holding a few programmes against all Vorhaben at once, with what is kept of these."""

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date

import numpy as np
from sqlite_utils import Database

from index.schema import writing
from matcher.best import best_for
from matcher.feedback import without_feedback
from matcher.judge import full_score, may_be_kept
from matcher.project import Project
from matcher.rank import GOOD_ENOUGH, ROUNDING, Judged
from matcher.shelf import Shelf
from matcher.wishes import Wishes
from webapp.projects.asked import all_asked
from webapp.projects.judging import KEPT, Task, task_for, with_said
from webapp.projects.queries import judgements_in, projects_by_id, put_into
from webapp.projects.rows import MATCH, NEAR_MISS

_STANDS = """
    select project from match where programme in (select value from json_each(:numbers))
    union select project from near_miss where programme in (select value from json_each(:numbers))
    union select project from dismissal where programme in (select value from json_each(:numbers))
"""

_Key = tuple[float, int]
"""What puts programmes in order: the score before anything was said, and the number."""


def judge_across(
    db: Database, shelf: Shelf, numbers: Collection[int], today: date, skip: Collection[str] = ()
) -> set[str]:
    """Hold the programmes of a shelf against all Vorhaben but some, and keep what fits.

    `numbers` names all that changed; those that are not on the shelf leave every Vorhaben. Gives
    the Vorhaben of which so many matches are kept that others may now take their places.
    """
    stands = {row[0] for row in db.execute(_STANDS, dict(numbers=json.dumps(list(numbers))))}
    ids, wishes = all_asked(db, shelf) if shelf.candidates else ([], Wishes(()))
    fitting = {ids[at]: found for at, found in _that_fit(shelf, wishes).items()}
    projects = projects_by_id(db, (stands | fitting.keys()).difference(skip))
    chosen = [
        one
        for one in projects.values()
        if one.id in stands or _is_worth_it(shelf, fitting[one.id], one, today)
    ]
    places = {number: at for at, number in enumerate(ids)}
    unsettled = set()
    with writing(db):
        for project in chosen:
            task = task_for(db, project, today)
            asked = wishes.of(places[project.id], shelf) if shelf.candidates else {}
            best = best_for(shelf, project, today, without=task.away, wishes=asked)
            for table, found in ((MATCH, best.matches), (NEAR_MISS, best.near_misses)):
                if not _settle(db, task, table, found, numbers, today):
                    unsettled.add(project.id)
    return unsettled


def _that_fit(shelf: Shelf, wishes: Wishes) -> dict[int, list[int]]:
    """The programmes that fit each Vorhaben by what they are about, by their places."""
    fitting: dict[int, list[int]] = defaultdict(list)
    for number in range(len(shelf.candidates)):
        full = full_score(wishes.scores(shelf, number))
        for at in np.flatnonzero(full >= GOOD_ENOUGH - ROUNDING).tolist():
            fitting[at].append(number)
    return fitting


def _is_worth_it(shelf: Shelf, numbers: list[int], project: Project, today: date) -> bool:
    verdicts = shelf.conditions(today).verdicts
    return any(may_be_kept(verdicts(number, project)) for number in numbers)


def _settle(
    db: Database,
    task: Task,
    table: str,
    found: list[Judged],
    numbers: Collection[int],
    today: date,
) -> bool:
    """Put what fits among the matches that are kept; tells whether these are the best of all.

    They are not if one of many left or fell behind: who comes next, nobody knows here.
    """
    project = task.project
    stored = judgements_in(db, table, project.id)
    before = {
        number: (-without_feedback(judgement).score, number) for number, judgement in stored.items()
    }
    now = {it.id: (-judgement.score, it.id) for it, judgement in found}
    others = {number: key for number, key in before.items() if number not in numbers}
    best = sorted((others | now).values())[:KEPT]
    kept = {number for _, number in best}
    heard = [pair for pair in with_said(task.said, found, project) if pair[0].id in kept]
    gone = (stored.keys() - kept) | (stored.keys() & numbers)
    put_into(db, table, project, heard, gone, today)
    if len(before) + len(task.away) < KEPT:
        return True
    return len(best) == KEPT and best[-1] <= max(before.values(), default=best[-1])
