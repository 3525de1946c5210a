"""From one version of the program to the next: the steps a database knows, a copy before."""

import sqlite3
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

from index.migrations import migrations
from index.store import Database

_KEPT = 2


@cache
def known_steps() -> frozenset[str]:
    """The names of all steps of this program."""
    with closing(Database(memory=True)) as nothing:
        return frozenset(step.name for step in migrations.pending(nothing))


def newer_steps(db: Database) -> set[str]:
    """The names of steps that this program does not know: the database comes from a newer one."""
    return {step.name for step in migrations.applied(db)} - known_steps()


def keep_copy(db: Database, path: Path) -> Path | None:
    """Copy a database before its first new step, so that the program before can go on with it.

    A fresh database needs none. The copies of earlier changes go, except for the last one.
    """
    if not migrations.applied(db):
        return None
    first = migrations.pending(db)[0].name
    target = path.with_name(f"{path.name}.before-{first}")
    unfinished = path.with_name(f"{path.name}.before-upgrade.unfinished")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with closing(sqlite3.connect(unfinished)) as copy:
        db.conn.backup(copy)
        copy.execute("pragma journal_mode = delete")
    unfinished.replace(target)
    for old in copies(path)[:-_KEPT]:
        with suppress(OSError):
            old.unlink()
    return target


def copies(path: Path) -> list[Path]:
    """The copies that were made before changes, the oldest first."""
    found = path.parent.glob(f"{path.name}.before-m[0-9]*")
    return sorted((it for it in found if "-wal" not in it.name), key=lambda it: it.stat().st_mtime)
