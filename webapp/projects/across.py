"""Holding a few programmes against all Vorhaben at once, with what is kept of these."""

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date

import numpy as np

from index.store import Database
from matcher.judge import full_score, judgement_on, may_be_kept
from matcher.project import Project
from matcher.rank import GOOD_ENOUGH, ROUNDING, Judged, matches, near_misses
from matcher.shelf import Shelf
from matcher.wishes import Wishes, terms_by_mark
from webapp.projects.asked import all_asked
from webapp.projects.judging import KEPT, Task, tasks_for, with_said
from webapp.projects.queries import projects_by_id
from webapp.projects.rows import MATCH, NEAR_MISS, TABLES
from webapp.projects.settling import Kept, Moved, kept_rows, move

_STANDS = """
    select project from match where programme in (select value from json_each(:numbers))
    union select project from near_miss where programme in (select value from json_each(:numbers))
    union select project from dismissal where programme in (select value from json_each(:numbers))
"""


def judge_across(
    db: Database, shelf: Shelf, numbers: Collection[int], today: date, skip: Collection[str] = ()
) -> set[str]:
    """Hold the programmes of a shelf against all Vorhaben but some, and keep what fits.

    `numbers` names all that changed; those that are not on the shelf leave every Vorhaben. Gives
    the Vorhaben of which so many matches are kept that others may now take their places.
    """
    stands = {row[0] for row in db.execute(_STANDS, dict(numbers=json.dumps(list(numbers))))}
    across = _Across(db, shelf, today)
    projects = projects_by_id(db, (stands | across.fitting.keys()).difference(skip))
    chosen = [one for one in projects.values() if one.id in stands or across.is_worth_it(one)]
    kept = {table: kept_rows(db, table, [one.id for one in chosen]) for table in TABLES}
    unsettled = set()
    moved: dict[str, list[Moved]] = {table: [] for table in TABLES}
    for task in tasks_for(db, chosen, today):
        judged = across.judged(task)
        for table, chosen_of in ((MATCH, matches), (NEAR_MISS, near_misses)):
            its = kept[table][task.project.id]
            done, settled = _settled(task, its, list(chosen_of(judged)), numbers)
            moved[table].append(done)
            if not settled:
                unsettled.add(task.project.id)
    for table in TABLES:
        move(db, table, moved[table], today)
    return unsettled


class _Across:
    """Some programmes, and all Vorhaben that they fit by what they are about."""

    def __init__(self, db: Database, shelf: Shelf, today: date) -> None:
        self._shelf, self._today = shelf, today
        ids, self._wishes = all_asked(db, shelf) if shelf.candidates else ([], Wishes(()))
        self._places = {number: at for at, number in enumerate(ids)}
        self._terms = terms_by_mark(shelf)
        self.fitting: dict[str, list[int]] = defaultdict(list)
        for number in range(len(shelf.candidates)):
            full = full_score(self._wishes.scores(shelf, number))
            for at in np.flatnonzero(full >= GOOD_ENOUGH - ROUNDING).tolist():
                self.fitting[ids[at]].append(number)

    def is_worth_it(self, project: Project) -> bool:
        """Tell whether one of them may be a match or a near miss."""
        verdicts = self._shelf.conditions(self._today).verdicts
        return any(may_be_kept(verdicts(at, project)) for at in self.fitting[project.id])

    def judged(self, task: Task) -> list[Judged]:
        """Judge those that fit a Vorhaben in full, best first."""
        project = task.project
        numbers = self.fitting.get(project.id, [])
        if not numbers:
            return []
        wishes = self._wishes.of(self._places[project.id], self._terms)
        fits = self._shelf.tally(project, wishes).fits(np.array(numbers))
        verdicts = self._shelf.conditions(self._today).verdicts
        judged = [
            (found, judgement_on(verdicts(at, project), fit))
            for at, fit in zip(numbers, fits, strict=True)
            if (found := self._shelf.candidates[at].programme).id not in task.away
        ]
        return sorted(judged, key=lambda pair: (-pair[1].score, pair[0].id))


def _settled(
    task: Task, kept: Kept, found: list[Judged], numbers: Collection[int]
) -> tuple[Moved, bool]:
    """What comes and goes, and whether what then is kept is the best of all.

    It is not if one of many left or fell behind: who comes next, nobody knows here.
    """
    before = {number: (-row.score, number) for number, row in kept.items()}
    others = {number: key for number, key in before.items() if number not in numbers}
    now = {it.id: (-judgement.score, it.id) for it, judgement in found}
    best = sorted((others | now).values())[:KEPT]
    stays = {number for _, number in best}
    heard = [pair for pair in with_said(task.said, found, task.project) if pair[0].id in stays]
    gone = {number: row.first_seen for number, row in kept.items() if number not in others}
    gone |= {number: kept[number].first_seen for number in others.keys() - stays}
    moved = Moved(project=task.project.id, judged=heard, gone=gone)
    if len(before) + len(task.away) < KEPT:
        return moved, True
    return moved, len(best) == KEPT and best[-1] <= max(before.values(), default=best[-1])
