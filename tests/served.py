"""What a test has to know when the whole suite runs on a PostgreSQL server."""

import os
import shutil
from pathlib import Path

import pytest

from index.store import Database, server_address
from index.store.moving import rows_of

on_server = bool(os.environ.get("FOERDERNETZ_TEST_POSTGRES"))
only_a_file = pytest.mark.skipif(
    on_server, reason="What happens to SQLite's file happens to no server."
)


def copy_of(prepared: Path, folder: Path) -> None:
    """Give a folder a copy of the database that another folder has."""
    from psycopg.conninfo import conninfo_to_dict

    theirs, ours = server_address(prepared), server_address(folder)
    drop(ours)
    name, template = (str(conninfo_to_dict(it)["dbname"]) for it in (ours, theirs))
    # Who reads in the index there keeps a connection, and a copy is made of what nobody has open.
    gone = "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
    _say(ours, f"{gone} '{template}'")
    _say(ours, f'create database "{name}" template "{template}" strategy file_copy')


def everything_in(db: Database) -> list[str]:
    """Every row of every table, on either engine."""
    names = db.table_names()
    return [f"{name} {row}" for name in names for row in sorted(map(repr, rows_of(db, name)))]


def copy_folder(prepared: Path, folder: Path) -> Path:
    """Copy a data folder with its database, wherever that lies."""
    shutil.copytree(prepared, folder)
    if on_server:
        copy_of(prepared, folder)
    return folder


def _say(address: str, sql: str) -> None:
    import psycopg
    from psycopg.conninfo import make_conninfo

    with psycopg.connect(make_conninfo(address, dbname="postgres"), autocommit=True) as server:
        server.execute(sql)


def drop(address: str) -> None:
    from psycopg.conninfo import conninfo_to_dict

    name = str(conninfo_to_dict(address)["dbname"])
    _say(address, f'drop database if exists "{name}" with (force)')
