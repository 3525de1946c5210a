"""One run at a time, and a copy of the database to try things out on."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.schema import database_in_memory
from index.store import Database, on_server
from index.store.moving import move

LOCK_NAME = "letter.lock"


class Busy(Exception):
    """Another run is sending letters at this moment."""


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Keep a second run away; the lock goes with the process, however that ends.

    Raises:
        Busy: when there is another run.
    """
    with (folder / LOCK_NAME).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        yield


def copy_in_memory(db: Database) -> Database:
    """A copy to try things out on: nothing that happens to it is kept."""
    if on_server(db):
        copied = database_in_memory()
        move(db, copied, anew=True)
        return copied
    memory = sqlite3.connect(":memory:")
    db.conn.backup(memory)
    copy = Database(memory)
    copy.execute("pragma foreign_keys = on")
    return copy
