"""Databases on a server: found, made, and brought up to date by the steps of the schema."""

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlite_utils import Database as Shadow
from sqlite_utils import Migrations

from index.store.postgres import functions
from index.store.postgres.connection import Connection
from index.store.postgres.database import PostgresDatabase
from index.store.postgres.faults import named

_STEPS = "_sqlite_migrations"
_NOTED = f"""
    insert into "{_STEPS}" (migration_set, name, applied_at) values (%s, %s, now()::text)
"""
_FOLDER = "{folder}"
_PATIENCE_MS = 30_000


def address_for(setting: str, folder: Path) -> str:
    """The address of the database of a data folder; `{folder}` in it stands for the folder."""
    mark = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]
    return setting.replace(_FOLDER, mark)


def public(address: str) -> str:
    """The address without the password."""
    with named():
        told = {k: v for k, v in conninfo_to_dict(address).items() if k != "password"}
        return make_conninfo("", **told)


def connected(address: str) -> PostgresDatabase:
    """A database that is there.

    Raises:
        OperationalError: when there is none, or no server.
    """
    return PostgresDatabase(address, _PATIENCE_MS)


def found(address: str) -> PostgresDatabase | None:
    """A database that may be there; a server that does not answer is a fault."""
    try:
        return connected(address)
    except sqlite3.OperationalError as error:
        if "does not exist" in str(error):
            return None
        raise


def made(address: str) -> PostgresDatabase:
    """A database that is there or is made now, empty."""
    if there := found(address):
        return there
    create(address, str(conninfo_to_dict(address)["dbname"]), "template0")
    return connected(address)


def create(address: str, name: str, template: str) -> None:
    """Make a database of this name on the server of the address."""
    server = Connection(make_conninfo(address, dbname="postgres"), _PATIENCE_MS)
    try:
        server.say(
            f"create database \"{name}\" template \"{template}\" encoding 'UTF8' locale 'C'"
            " strategy file_copy"
        )
    finally:
        server.close()


def bring_up_to_date(db: PostgresDatabase, steps: Migrations) -> None:
    """Run the steps of the schema that this database has not seen, all of them or none."""
    known = {step.name for step in _all(steps)}
    if known <= applied(db) and functions.are_made(db):
        return
    with db.atomic():
        if not functions.are_made(db):  # another process may have been quicker
            functions.make(db)
        seen = applied(db)
        if not seen:
            _begin(db, steps)
            return
        shadow = _shadow(steps, seen)
        with db.growing(shadow):
            for step in _all(steps):
                if step.name not in seen:
                    step.fn(db)
                    db.keep_up()
                    db.conn.say(_NOTED, [steps.name, step.name])
        shadow.close()


def _begin(db: PostgresDatabase, steps: Migrations) -> None:
    """Make the whole schema at once, with the rows that its steps put in."""
    shadow = Shadow(memory=True)
    steps.apply(shadow)
    db.take_over(shadow)
    for table in shadow.table_names():
        rows = list(shadow.query(f'select * from "{table}"'))
        if rows:
            db.table(table).insert_all(rows)
    shadow.close()


def applied(db: PostgresDatabase) -> set[str]:
    """The names of the steps that this database has seen."""
    if not db.conn.say("select to_regclass(%s)", [_STEPS])[0][0]:
        return set()
    return {row[0] for row in db.conn.say(f'select name from "{_STEPS}"')}


def newer_steps(db: PostgresDatabase, steps: Migrations) -> set[str]:
    """The names of steps that this database has seen and this program does not know."""
    return applied(db) - {step.name for step in _all(steps)}


def _all(steps: Migrations) -> list[Any]:
    nothing = Shadow(memory=True)
    try:
        return list(steps.pending(nothing))
    finally:
        nothing.close()


def _shadow(steps: Migrations, seen: set[str]) -> Shadow:
    """An empty database in memory with the schema that these steps make."""
    shadow = Shadow(memory=True)
    steps.ensure_migrations_table(shadow)
    for step in _all(steps):
        if step.name in seen:
            step.fn(shadow)
    return shadow
