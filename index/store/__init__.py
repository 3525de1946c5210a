"""The one door to the database: everything else knows records only through what is named here."""

import sqlite3

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

from index.store.server import location, on_server, open_on_server, server_address

# What a statement raises when it breaks a rule of the schema, and when anything else fails.
IntegrityError = sqlite3.IntegrityError
OperationalError = sqlite3.OperationalError
DatabaseError = sqlite3.DatabaseError

__all__ = [
    "Database",
    "DatabaseError",
    "IntegrityError",
    "NotFoundError",
    "OperationalError",
    "location",
    "on_server",
    "open_on_server",
    "server_address",
]
