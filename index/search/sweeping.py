"""Clearing away what buildings of the index that broke off left beside the one in use."""

import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from index.search.locking import locked

_CURRENT, _PENDING, _REBUILDING = "current", "pending", "rebuild.lock"
_KEPT = timedelta(days=1)
"""A reader may have the index before this one open; a building takes hours at the most."""


def unused_in_search(folder: Path, now: datetime) -> list[Path]:
    """Indexes that are not in use any more or never were, and the marks of broken buildings."""
    home, oldest = folder / "search", (now - _KEPT).timestamp()
    try:
        current = (home / _CURRENT).read_text(encoding="utf-8").strip()
        inside = list(home.iterdir())
    except OSError:
        return []
    candidates = [it for it in inside if it.is_dir() and it.name != current]
    candidates += [it for it in inside if it.name in (_PENDING, f"{_CURRENT}.new")]
    return sorted(it for it in candidates if _time_of(it) <= oldest)


def sweep_search(folder: Path, now: datetime) -> None:
    """Delete them, unless somebody builds an index at this moment."""
    if not unused_in_search(folder, now):
        return
    with suppress(TimeoutError, OSError), locked(folder / "search" / _REBUILDING, seconds=0):
        for path in unused_in_search(folder, now):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _time_of(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # gone meanwhile
        return float("inf")
