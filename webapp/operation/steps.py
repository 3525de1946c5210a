"""Which steps of the schema a database file has seen, read without changing it."""

import sqlite3

from index.migrations import migrations
from index.store import Database


def applied_steps(connection: sqlite3.Connection) -> set[str]:
    """Name the steps of our schema that were applied; none means that the file is not ours."""
    return {step.name for step in migrations.applied(Database(connection))}


def pending_steps(connection: sqlite3.Connection) -> set[str]:
    """Name the steps that the file has not seen yet."""
    return _known_steps() - applied_steps(connection)


def unknown_steps(connection: sqlite3.Connection) -> set[str]:
    """Name the steps that this program does not know: the file comes from a newer one."""
    return applied_steps(connection) - _known_steps()


def _known_steps() -> set[str]:
    nothing = Database(memory=True)
    try:
        return {step.name for step in migrations.pending(nothing)}
    finally:
        nothing.close()
