"""What processes that died left in the data folder: half files, files that nothing points to."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from index.search.sweeping import sweep_search, unused_in_search
from index.store import Database
from webapp.applications.file_store import FOLDER, all_files
from webapp.applications.files import drop_if_unused

_UNFINISHED = timedelta(hours=1)
"""Nobody writes one file for so long."""


def leftovers(db: Database, folder: Path, now: datetime) -> list[Path]:
    """What lies in the data folder and belongs to nothing."""
    unfinished = _older(_unfinished(folder), now - _UNFINISHED)
    unused = _older(_unused_files(db, folder), now - _UNFINISHED)
    return [*unfinished, *unused, *unused_in_search(folder, now)]


def clear_away(db: Database, folder: Path, now: datetime) -> int:
    """Delete what belongs to nothing; gives how much it was."""
    found = leftovers(db, folder, now)
    of_search = unused_in_search(folder, now)
    for path in found:
        if path in of_search:
            continue
        if path.suffix:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        else:  # somebody may just be putting the same content somewhere
            drop_if_unused(db, folder, path.name)
    sweep_search(folder, now)
    return len(found)


def _unfinished(folder: Path) -> Iterator[Path]:
    yield from (folder / FOLDER).glob("??/*.unfinished")


def _unused_files(db: Database, folder: Path) -> Iterator[Path]:
    sql = """
        select sha256 from application_file where removed_at is null
        union select sha256 from attached_file
    """
    used = {row["sha256"] for row in db.query(sql)}
    yield from (path for path in all_files(folder) if path.name not in used)


def _older(paths: Iterator[Path], than: datetime) -> list[Path]:
    old = []
    for path in paths:
        with suppress(OSError):  # gone meanwhile
            if path.stat().st_mtime <= than.timestamp():
                old.append(path)
    return sorted(old)
