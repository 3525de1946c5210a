"""Judging again only what changed: the result is the one that judging everything would give.

Within a day an unchanged programme and an unchanged Vorhaben get the same judgement, if scores
rest on the same statistics of the corpus. These are taken when everything is judged: on a new day,
with new code or a new dictionary, and when many programmes have changed.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from sqlite_utils import Database

from index.programme import Programme, all_programmes
from index.publication import published
from index.schema import writing
from matcher.best import best_for
from matcher.project import Project
from matcher.rank import GOOD_ENOUGH, Judged
from matcher.shelf import Shelf, Statistics
from webapp.projects.judging import KEPT, judge_and_store, shelf_of, task_for, with_said
from webapp.projects.queries import all_projects, drop_matches, is_full, replace_match

_MANY = 0.05
"""The share of programmes that may differ before the statistics are taken anew."""

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
    now = {number: _mark_of(item) for number, item in programmes.items()}
    changed = {number for number, mark in now.items() if before["programme"].get(number) != mark}
    gone = before["programme"].keys() - now.keys()
    many = len(changed) + len(gone) > _MANY * len(now)
    if many or before["run"].get("day") != today.isoformat() or before["run"]["code"] != _code():
        for _ in judge_everything(db, today):
            pass
        return Renewed(programmes=len(now), projects=len(projects), everything=True)
    described = {number: _digest(repr(project)) for number, project in projects.items()}
    again = {number for number, mark in described.items() if before["project"].get(number) != mark}
    statistics = Statistics(**json.loads(before["run"]["statistics"]))
    others = [project for number, project in projects.items() if number not in again]
    again |= _judge_changed(
        db,
        others,
        {number: programmes[number] for number in changed},
        frozenset(map(int, changed | gone)),
        statistics,
        today,
    )
    if again:
        shelf = shelf_of(db, programmes.values(), statistics)
        chosen = [projects[number] for number in sorted(again)]
        for _ in judge_and_store(db, shelf, chosen, today):
            pass
    _remember(db, now, described, before["run"])
    return Renewed(programmes=len(changed), projects=len(again), everything=False)


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
    run = dict(day=today.isoformat(), code=_code(), statistics=statistics)
    now = {str(item.id): _mark_of(item) for item in programmes}
    _remember(db, now, {project.id: _digest(repr(project)) for project in projects}, run)


def judge_programmes(db: Database, numbers: Collection[int], today: date) -> None:
    """Hold some programmes against all Vorhaben at once; those that are not shown leave them.

    Where a Vorhaben has all the matches it may have, the next renewal chooses among them.
    """
    shown = list(all_programmes(db, set(numbers) & set(published(db))))
    projects = list(all_projects(db))
    for project in projects:
        drop_matches(db, project.id, set(numbers) - {programme.id for programme in shown})
    if not shown:
        return
    run = _marks(db, "run")
    if "statistics" not in run:  # nothing was ever judged; from now on they are known
        for _ in judge_everything(db, today):
            pass
        return
    shelf = shelf_of(db, shown, Statistics(**json.loads(run["statistics"])))
    for project in projects:
        _judge_some(db, shelf, project, set(numbers), today)


def _judge_changed(
    db: Database,
    projects: Iterable[Project],
    programmes: Mapping[str, Programme],
    touched: frozenset[int],
    statistics: Statistics,
    today: date,
) -> set[str]:
    """Hold changed programmes against Vorhaben; gives those for which all have to be judged.

    These are Vorhaben with so many matches that one more or less lets others in or out.
    """
    shelf = shelf_of(db, programmes.values(), statistics)
    full = set()
    for project in projects if touched else ():
        if is_full(db, project.id, KEPT):
            full.add(project.id)
            continue
        _judge_some(db, shelf, project, touched, today)
        if is_full(db, project.id, KEPT):
            full.add(project.id)
    return full


def _judge_some(
    db: Database, shelf: Shelf, project: Project, numbers: Collection[int], today: date
) -> None:
    """Hold these programmes against a Vorhaben; those that no longer fit leave it."""
    task = task_for(db, project, today)
    best = best_for(shelf, project, today, without=task.away)
    judged = with_said(task.said, [*best.matches, *best.near_misses], project)
    drop_matches(db, project.id, set(numbers) - {programme.id for programme, _ in judged})
    for pair in judged:
        replace_match(db, project, pair, today)


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
        db.execute("delete from judged")
        db.table("judged").insert_all(rows)


def _mark_of(programme: Programme) -> str:
    """A mark of everything that a judgement on a programme may rest on."""
    told = [
        (it.record_id, it.fingerprint, it.presence.value, it.precedence)
        for it in programme.tellings
    ]
    return _digest(repr((told, sorted(programme.facts.by_name.items()), programme.rulings)))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


@cache
def _code() -> str:
    """A mark of the code and the words that judge."""
    mark = blake2b(digest_size=16)
    for package in ("index", "matcher"):
        for file in sorted(files(package).iterdir(), key=lambda one: one.name):
            if file.name.endswith((".py", ".toml")):
                mark.update(file.read_bytes())
    return mark.hexdigest()
