"""The one setting that puts the database on a PostgreSQL server, and what follows from it.

psycopg is an extra: nothing of it is loaded unless the setting asks for it.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlite_utils import Database, Migrations

if TYPE_CHECKING:
    from index.store.postgres.database import PostgresDatabase

SETTING = "FOERDERNETZ_DATABASE"


def server_address(folder: Path) -> str:
    """The address of the database of this data folder on a server; empty without a server."""
    setting = os.environ.get(SETTING, "")
    if not setting:
        return ""
    from index.store.postgres.opening import address_for

    return address_for(setting, folder)


class NewerDatabase(Exception):
    """The database has seen steps that this program does not know; the message names the last."""


def open_on_server(address: str, steps: Migrations, *, make: bool = False) -> Database:
    """Open the database at this address and bring its schema up to date.

    Raises:
        OperationalError: when the server does not answer or has no such database.
        LookupError: when the database was never made and `make` does not ask for it.
        NewerDatabase: when it comes from a newer program.
    """
    from index.store.postgres import opening

    db = opening.made(address) if make else opening.found(address)
    if db is None:
        raise LookupError(opening.public(address))
    if not make and not opening.applied(db):
        db.close()
        raise LookupError(opening.public(address))
    if newer := opening.newer_steps(db, steps):
        db.close()
        raise NewerDatabase(max(newer))
    opening.bring_up_to_date(db, steps)
    return cast(Database, db)


def on_server(db: Database) -> "PostgresDatabase | None":
    """The database as one on a server, for what is said in PostgreSQL's own words; else None."""
    from_server: object = db
    return cast("PostgresDatabase", from_server) if hasattr(from_server, "address") else None


def location(db: Database) -> str:
    """What tells one database from another; empty for one in memory."""
    server = on_server(db)
    if server is not None:
        return server.address
    file = db.execute("select file from pragma_database_list where name = 'main'").fetchone()
    return str(file[0] or "")
