"""What psycopg raises, under the names that the door has for it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

_NAMES: tuple[tuple[type[psycopg.Error], type[Exception]], ...] = (
    (psycopg.IntegrityError, sqlite3.IntegrityError),
    (errors.NumericValueOutOfRange, OverflowError),
    (psycopg.DataError, sqlite3.IntegrityError),  # a strict table of SQLite says so, too
    (psycopg.OperationalError, sqlite3.OperationalError),
    (psycopg.ProgrammingError, sqlite3.OperationalError),
    (psycopg.Error, sqlite3.DatabaseError),
)

_RULES = (
    (errors.ForeignKeyViolation, "FOREIGN KEY"),
    (errors.UniqueViolation, "UNIQUE"),
    (errors.NotNullViolation, "NOT NULL"),
)


@contextmanager
def named() -> Iterator[None]:
    """Raise what the door promises in place of what psycopg raises."""
    try:
        yield
    except psycopg.Error as error:
        raise _known(error) from error


def _known(error: psycopg.Error) -> Exception:
    said = (error.diag.message_primary or str(error)).strip()
    said = next(
        (f"{word} constraint failed: {said}" for kind, word in _RULES if isinstance(error, kind)),
        said,
    )
    ours = next((ours for theirs, ours in _NAMES if isinstance(error, theirs)), None)
    found = (ours or sqlite3.DatabaseError)(said)
    if isinstance(error, errors.LockNotAvailable) and isinstance(found, sqlite3.Error):
        found.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return found
