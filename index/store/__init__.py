"""The one door to the database: everything else knows records only through what is named here."""

import sqlite3

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

from index.store.server import (
    NewerDatabase,
    location,
    on_server,
    open_on_server,
    server_address,
)

# What a statement raises when it breaks a rule of the schema, and when anything else fails.
IntegrityError = sqlite3.IntegrityError
OperationalError = sqlite3.OperationalError
DatabaseError = sqlite3.DatabaseError


def is_busy(error: OperationalError) -> bool:
    """Whether a statement failed only because somebody else writes at this moment."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY


_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

__all__ = [
    "Database",
    "DatabaseError",
    "IntegrityError",
    "NewerDatabase",
    "NotFoundError",
    "OperationalError",
    "is_busy",
    "location",
    "on_server",
    "open_on_server",
    "server_address",
]
