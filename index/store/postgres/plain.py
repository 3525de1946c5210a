"""A connection that speaks PostgreSQL's own words, for what is no record: the search index.

A process has one for reading, shared by its threads; psycopg lets one ask after the other.
"""

import atexit
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

import psycopg
from psycopg import errors, sql

__all__ = [
    "Connection",
    "Error",
    "ask",
    "connect",
    "errors",
    "is_without_database",
    "own_connection",
    "sql",
]

Error = psycopg.Error
Connection = psycopg.Connection[Any]

_lock = Lock()
_shared: dict[tuple[int, str], Connection] = {}


def connect(address: str) -> Connection:
    """A new connection, on which each statement is kept at once."""
    return psycopg.connect(address, autocommit=True)


@contextmanager
def own_connection(address: str) -> Iterator[Connection]:
    """A connection for one piece of work."""
    with connect(address) as connection:
        yield connection


def is_without_database(error: psycopg.Error) -> bool:
    """Whether the server answers, but has no such database; told only in words while connecting."""
    return isinstance(error, psycopg.OperationalError) and "does not exist" in str(error)


def ask(address: str, sql: Any, values: Sequence[Any] = (), *, binary: bool = False) -> list[Any]:
    """Read rows through the shared connection; one that was lost is made anew."""
    try:
        return _rows(_shared_connection(address), sql, values, binary)
    except psycopg.OperationalError as error:
        if is_without_database(error) or not _shared_connection(address).closed:
            raise
    return _rows(_shared_connection(address), sql, values, binary)


def _rows(connection: Connection, sql: Any, values: Sequence[Any], binary: bool) -> list[Any]:
    return connection.execute(sql, values or None, binary=binary).fetchall()


def _shared_connection(address: str) -> Connection:
    key = (os.getpid(), address)  # what a process opened before it forked is not ours
    known = _shared.get(key)
    if known is not None and not known.closed:
        return known
    with _lock:
        known = _shared.get(key)
        if known is None or known.closed:
            _hang_up()  # a process serves one register
            known = _shared[key] = connect(address)
        return known


@atexit.register
def _hang_up() -> None:
    for owner, address in list(_shared):
        if owner == os.getpid():
            _shared.pop((owner, address)).close()
