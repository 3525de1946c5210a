"""Loading the sample data the ordinary way: records with facts, index, projects, matches."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from webapp.operation.demo.logins import add_logins

Say = Callable[[str], None]


def add(db: Database, folder: Path, today: date, say: Say) -> None:
    """Add what is missing of the sample data."""
    add_logins(db, today)
