"""Matches that come and go one by one, for many Vorhaben at once."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from index.schema import writing
from index.store import Database
from matcher.feedback import without_feedback
from matcher.parts import PartKind
from matcher.rank import Judged
from webapp.projects.queries import insert_rows
from webapp.projects.rows import match_of, match_row

_CHOSEN = "project in (select value from json_each(:projects))"


@dataclass(frozen=True, slots=True)
class KeptRow:
    """What stands of a match: the score before anything was said, and since when it stands."""

    score: float
    first_seen: str


Kept = dict[int, KeptRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What comes to a Vorhaben, and what goes, with its first day; some do both and stay."""

    project: str
    judged: list[Judged]
    gone: dict[int, str]


def kept_rows(db: Database, table: str, projects: Collection[str]) -> dict[str, Kept]:
    """What is kept of some Vorhaben among the matches or near misses, by programme."""
    found: dict[str, Kept] = defaultdict(dict)
    chosen = dict(projects=json.dumps(list(projects)), said=f'"{PartKind.FEEDBACK}"')
    plain = f"""
        select project, programme, score, first_seen, instr(parts, :said) as heard
        from {table} where {_CHOSEN}
    """
    for project, programme, score, first_seen, heard in db.execute(plain, chosen).fetchall():
        if heard:
            sql = f"select * from {table} where project = ? and programme = ?"
            (row,) = db.query(sql, [project, programme])
            score = without_feedback(match_of(row).judgement).score
        found[project][programme] = KeptRow(score, first_seen)
    return found


def move(db: Database, table: str, moved: Iterable[Moved], today: date) -> None:
    """Put judgements among the matches or near misses, and take some away.

    What stays keeps its first day.
    """
    found = list(moved)
    gone = [(one.project, number) for one in found for number in one.gone]
    rows = [
        match_row(one.project, programme.id, judgement, today)
        | dict(first_seen=one.gone.get(programme.id, today.isoformat()))
        for one in found
        for programme, judgement in one.judged
    ]
    with writing(db):
        sql = f"delete from {table} where project = ? and programme = ?"
        db.conn.executemany(sql, gone)
        insert_rows(db, table, rows)
