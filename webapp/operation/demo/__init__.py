"""Sample data to try everything with; invented, marked as such, and only there when asked for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from index.store import Database
from webapp.operation.demo.logins import Login, logins

__all__ = ["Login", "add", "logins"]


def add(db: Database, folder: Path, today: date, say: Callable[[str], None]) -> None:
    """Add the sample data once. It needs half the program, which is loaded only for it."""
    from webapp.operation.demo.loading import add as load

    load(db, folder, today, say)
