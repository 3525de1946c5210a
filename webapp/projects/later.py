"""Judging saved Vorhaben beside the site, where judging at once would keep people waiting.

Holding a Vorhaben against ten thousand programmes means reading all of them: half a minute of work
and half a gigabyte, which a process of its own gives back. Whoever saves meanwhile joins the next
one: at most one judges and one waits, so it costs the same for one Vorhaben as for a hundred.
"""

import os
import subprocess
import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from threading import Thread

from index.schema import writing
from index.search.locking import locked
from index.store import Database
from matcher.project import Project
from webapp.forecasts.fits import renew_fits
from webapp.projects.judging import judge_now
from webapp.projects.marks import digest
from webapp.projects.renewal import SAVED, judge_waiting

AT_ONCE = 1000
"""Up to so many programmes are read while somebody waits: a second or two."""
_WAITING, _JUDGING = "judging-next.lock", "judging.lock"


def judge_soon(db: Database, folder: Path, projects: list[Project], today: date) -> bool:
    """Judge Vorhaben that were saved: now, or beside the site; tells whether it is done."""
    if db.execute("select count(*) from programme").fetchone()[0] <= AT_ONCE:
        judge_now(db, projects, today)
        renew_fits(db, today, projects)
        return True
    rows = [dict(kind=SAVED, key=it.id, mark=digest(repr(it))) for it in projects]
    with writing(db):
        db.table("judged").upsert_all(rows, pk=("kind", "key"))
    _begin(folder, today)
    return False


def judge_saved(db: Database, folder: Path, today: date) -> int:
    """Judge what waits; gives the number of Vorhaben, none if somebody waits to do it already."""
    with ExitStack() as held:
        try:
            with locked(folder / _WAITING, 0):
                held.enter_context(locked(folder / _JUDGING))
        except TimeoutError:
            return 0
        judged = judge_waiting(db, today)
        if judged:
            renew_fits(db, today, judged)
    return len(judged)


def is_waiting(db: Database, number: str) -> bool:
    """Whether a Vorhaben was saved and is still to be judged."""
    return bool(list(db.query(f"{_SAVED} and key = ?", [SAVED, number])))


def anything_waits(db: Database) -> bool:
    """Whether any Vorhaben is still to be judged."""
    return bool(list(db.query(f"{_SAVED} limit 1", [SAVED])))


_SAVED = "select key from judged where kind = ?"


def _begin(folder: Path, today: date) -> None:
    command = [sys.executable, "-m", "webapp", "projects", "judge", "--today", today.isoformat()]
    child = subprocess.Popen(
        ["nice", "-n", "10", *command],  # visitors come first
        env=os.environ | dict(FOERDERNETZ_DATA=str(folder.resolve())),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    Thread(target=child.wait, daemon=True).start()  # so that nothing is left of it
