"""Judging again only what changed: the result is the one that judging everything would give.

Within a day an unchanged programme and an unchanged Vorhaben get the same judgement, if scores
rest on the same statistics of the corpus. These are taken when everything is judged: on a new day,
with new code or a new dictionary, and when many programmes have changed.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import date

from index.programme import all_programmes
from index.publication import published
from index.schema import writing
from index.store import Database
from matcher.project import Project
from matcher.rank import GOOD_ENOUGH, Judged
from matcher.shelf import Statistics
from webapp.projects.across import judge_across
from webapp.projects.judging import judge_and_store, shelf_of
from webapp.projects.marks import code_mark, digest, mark_of
from webapp.projects.queries import all_projects, projects_by_id

_MANY = 0.05
"""The share of programmes that may differ before the statistics are taken anew."""

SAVED = "saved"
"""Marks of Vorhaben that were saved and are still to be judged."""

Marks = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """How many programmes and Vorhaben were judged again; `everything`: all were."""

    programmes: int
    projects: int
    everything: bool


def renew(db: Database, today: date) -> Renewed:
    """Judge new and changed programmes for all Vorhaben, new and changed Vorhaben for all."""
    programmes = {str(item.id): item for item in all_programmes(db, published(db))}
    projects = {project.id: project for project in all_projects(db)}
    before = {kind: _marks(db, kind) for kind in ("programme", "project", "run")}
    now = {number: mark_of(item) for number, item in programmes.items()}
    changed = {number for number, mark in now.items() if before["programme"].get(number) != mark}
    gone = before["programme"].keys() - now.keys()
    many = len(changed) + len(gone) > _MANY * len(now)
    if (
        many
        or before["run"].get("day") != today.isoformat()
        or before["run"]["code"] != code_mark()
    ):
        for _ in judge_everything(db, today):
            pass
        return Renewed(programmes=len(now), projects=len(projects), everything=True)
    described = {number: digest(repr(project)) for number, project in projects.items()}
    again = {number for number, mark in described.items() if before["project"].get(number) != mark}
    statistics = _statistics(before["run"])
    if touched := set(map(int, changed | gone)):
        shelf = shelf_of(db, [programmes[number] for number in changed], statistics)
        again |= judge_across(db, shelf, touched, today, skip=again)
    if again:
        shelf = shelf_of(db, programmes.values(), statistics)
        chosen = [projects[number] for number in sorted(again)]
        for _ in judge_and_store(db, shelf, chosen, today):
            pass
    _remember(db, now, described, before["run"])
    return Renewed(programmes=len(changed), projects=len(again), everything=False)


def judge_waiting(db: Database, today: date) -> list[Project]:
    """Judge the Vorhaben that were saved and wait for it, and nothing else; gives them.

    Renewing what changed elsewhere may be an hour of work on a new day; that is the regular
    work's. The scores rest on the statistics of its last run, so that they fit the others.
    """
    statistics = statistics_of_last_run(db)
    chosen = list(projects_by_id(db, _marks(db, SAVED)).values())
    if chosen:
        for _ in judge_and_store(db, shelf_of(db, statistics=statistics), chosen, today):
            pass
    done = [(it.id, digest(repr(it))) for it in chosen]
    with writing(db):
        # What was saved while this ran has another mark, and goes on waiting.
        for number, mark in done:
            db.execute(
                "delete from judged where kind = ? and key = ? and mark = ?", [SAVED, number, mark]
            )
        gone = "delete from judged where kind = ? and key not in (select id from project)"
        db.execute(gone, [SAVED])
        if statistics:
            rows = [dict(kind="project", key=number, mark=mark) for number, mark in done]
            db.table("judged").upsert_all(rows, pk=("kind", "key"))
    return chosen


def judge_everything(
    db: Database, today: date, most: int = 0, least: float = GOOD_ENOUGH
) -> Iterator[tuple[Project, list[Judged]]]:
    """Judge all programmes for all Vorhaben and keep what fits, with statistics taken anew.

    Gives for each Vorhaben the best `most` matches of at least so many points.
    """
    programmes = list(all_programmes(db, published(db)))
    projects = list(all_projects(db))
    shelf = shelf_of(db, programmes)
    yield from judge_and_store(db, shelf, projects, today, most, least)
    statistics = json.dumps(asdict(shelf.statistics), ensure_ascii=False)
    run = dict(day=today.isoformat(), code=code_mark(), statistics=statistics)
    now = {str(item.id): mark_of(item) for item in programmes}
    _remember(db, now, {project.id: digest(repr(project)) for project in projects}, run)


def judge_programmes(db: Database, numbers: Collection[int], today: date) -> None:
    """Hold some programmes against all Vorhaben at once; those that are not shown leave them.

    Where that lets others in, the next renewal chooses among them.
    """
    shown = list(all_programmes(db, set(numbers) & set(published(db))))
    run = _marks(db, "run")
    if shown and "statistics" not in run:  # nothing was ever judged; from now on they are known
        for _ in judge_everything(db, today):
            pass
        return
    shelf = shelf_of(db, shown, _statistics(run) if shown else None)
    unsettled = judge_across(db, shelf, set(numbers), today)
    with writing(db):
        for number in unsettled:
            db.execute("delete from judged where kind = 'project' and key = ?", [number])


def statistics_of_last_run(db: Database) -> Statistics | None:
    """The statistics on which stored scores rest; `None` before anything was judged."""
    run = _marks(db, "run")
    return _statistics(run) if "statistics" in run else None


def _statistics(run: Marks) -> Statistics:
    return Statistics(**json.loads(run["statistics"]))


def _marks(db: Database, kind: str) -> Marks:
    rows = db.query("select key, mark from judged where kind = ?", [kind])
    return {row["key"]: row["mark"] for row in rows}


def _remember(db: Database, programmes: Marks, projects: Marks, run: Marks) -> None:
    rows = [
        dict(kind=kind, key=key, mark=mark)
        for kind, marks in (("programme", programmes), ("project", projects), ("run", run))
        for key, mark in marks.items()
    ]
    with writing(db):
        # What was saved while this ran is another Vorhaben than the one that was judged.
        waiting = {
            k: mark for k, mark in _marks(db, SAVED).items() if projects.get(k, mark) != mark
        }
        rows += [dict(kind=SAVED, key=key, mark=mark) for key, mark in waiting.items()]
        db.execute("delete from judged")
        db.table("judged").insert_all(rows)
