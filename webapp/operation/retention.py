"""Which backups of a folder stay: daily, weekly and monthly ones; nothing else is touched."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import time

from webapp.operation.file_archive import archive_of
from webapp.operation.safekeeping import is_database

_OURS = re.compile(r"(\d{4}-\d\d-\d\d)\.sqlite3")
_UNFINISHED = re.compile(r"\d{4}-\d\d-\d\d\.sqlite3(\.files\.tar)?\.unfinished(-wal|-shm)?")
_A_DAY = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """So many backups stay of each kind; those of days that lack one are not counted."""

    daily: int = 14
    weekly: int = 8
    monthly: int = 12


def named(folder: Path, day: date) -> Path:
    """The backup of a day in a folder."""
    return folder / f"{day.isoformat()}.sqlite3"


def superfluous(days: Iterable[date], keep: Keep) -> list[date]:
    """The days whose backups may go: neither among the last ones nor the last of week or month."""
    newest_first = sorted(set(days), reverse=True)
    kept = set(newest_first[: keep.daily])
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in newest_first:
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    kept |= {*list(weeks.values())[: keep.weekly], *list(months.values())[: keep.monthly]}
    return sorted(set(newest_first) - kept)


def thin_out(folder: Path, keep: Keep, good: Path) -> int:
    """Delete superfluous backups with their archives; gives how many. `good` stays in any case."""
    backups = dict(_backups(folder))
    gone = 0
    for day in superfluous(backups, keep):
        if backups[day] == good:  # the clock may have been wrong
            continue
        with suppress(OSError):
            backups[day].unlink()
            archive_of(backups[day]).unlink(missing_ok=True)
            gone += 1
    _drop_unfinished(folder)
    return gone


def _backups(folder: Path) -> Iterable[tuple[date, Path]]:
    for path in folder.iterdir():
        found = _OURS.fullmatch(path.name)
        with suppress(OSError, ValueError):
            if found and path.is_file() and not path.is_symlink() and is_database(path):
                yield date.fromisoformat(found[1]), path


def _drop_unfinished(folder: Path) -> None:
    """Half backups of processes that died."""
    for path in folder.iterdir():
        with suppress(OSError):
            if _UNFINISHED.fullmatch(path.name) and path.stat().st_mtime < time() - _A_DAY:
                path.unlink()
