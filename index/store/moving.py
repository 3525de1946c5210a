"""All records from one database into another, whatever engine holds them: whole or not at all."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from index.store.server import on_server

_STEPS = "_sqlite_migrations"
_AT_ONCE = 500
_WHOLE = 2**256

Row = tuple[Any, ...]


class UnmovableDatabase(Exception):
    """The records cannot be moved; the message is one German sentence."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows a table has, and a mark that no other rows have; their order is free."""

    rows: int
    mark: int


def move(source: Database, target: Database, *, anew: bool = False) -> dict[str, Counted]:
    """Copy every table in one transaction and compare both sides; gives what was counted.

    The source is read as it is at one moment. With `anew` the target's records go with it.

    Raises:
        UnmovableDatabase: when the target has records, or differs from the source at the end.
    """
    tables = _in_order(source)
    filled = [it for it in tables if target.table(it).count]
    if filled and not anew:
        raise UnmovableDatabase(f"Das Ziel ist nicht leer: {filled[0]} hat schon Einträge.")
    with _standing_still(source), _quietly(target):
        for name in reversed(tables):
            target.execute(f'delete from "{name}"')
        there = {name: _copy(source, target, name) for name in tables}
        for name, counted in there.items():
            if _counted(rows_of(target, name)) != counted:
                raise UnmovableDatabase(f"Die Tabelle {name} kam nicht unverändert an.")
    return there


def rows_of(db: Database, table: str) -> Iterator[Row]:
    """All rows of a table, a part at a time."""
    names = ", ".join(f'"{name}"' for name in columns_of(db, table))
    sql = f'select {names} from "{table}"'
    server = on_server(db)
    yield from server.conn.in_parts(sql) if server is not None else db.execute(sql)


def columns_of(db: Database, table: str) -> list[str]:
    """The names of the columns, the same on either engine."""
    return sorted(column.name for column in db.table(table).columns)


def _copy(source: Database, target: Database, table: str) -> Counted:
    names, marks = columns_of(source, table), []
    if names != columns_of(target, table):
        raise UnmovableDatabase(f"Die Tabelle {table} hat auf beiden Seiten andere Spalten.")
    said = ", ".join(f'"{name}"' for name in names)
    sql = f'insert into "{table}" ({said}) values ({", ".join("?" * len(names))})'
    part: list[Row] = []
    for row in rows_of(source, table):
        part.append(row)
        marks.append(_mark(row))
        if len(part) == _AT_ONCE:
            target.conn.executemany(sql, part)
            part = []
    if part:
        target.conn.executemany(sql, part)
    return Counted(len(marks), sum(marks) % _WHOLE)


def _counted(rows: Iterable[Row]) -> Counted:
    marks = [_mark(row) for row in rows]
    return Counted(len(marks), sum(marks) % _WHOLE)


def _mark(row: Row) -> int:
    return int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest(), "big")


def _in_order(db: Database) -> list[str]:
    """The tables, each after those that it refers to; what the schema has seen stays."""
    names = [it for it in db.table_names() if it != _STEPS]
    needed = {name: {it.other_table for it in db.table(name).foreign_keys} for name in names}
    found: list[str] = []
    while len(found) < len(names):
        ready = [it for it in names if it not in found and needed[it] - {it} <= set(found)]
        if not ready:
            raise UnmovableDatabase("Tabellen verweisen im Kreis aufeinander.")
        found += ready
    return found


@contextmanager
def _standing_still(db: Database) -> Iterator[None]:
    """Read one state of all tables, whatever others write meanwhile."""
    if db.conn.in_transaction:
        yield
        return
    server = on_server(db)
    if server is not None:
        server.conn.say("begin isolation level repeatable read read only")
    else:
        db.execute("begin")
    try:
        yield
    finally:
        db.rollback()


@contextmanager
def _quietly(db: Database) -> Iterator[None]:
    """Write without what the schema does by itself: the copy has it already."""
    server = on_server(db)
    with db.atomic():
        if server is not None:
            tables = server.table_names()
            _each(server.conn.say, tables, "disable")
            yield
            _each(server.conn.say, tables, "enable")
            return
        triggers = [
            (row["name"], row["sql"])
            for row in db.query("select name, sql from sqlite_master where type = 'trigger'")
        ]
        for name, _ in triggers:
            db.execute(f'drop trigger "{name}"')
        yield
        for _, sql in triggers:
            db.execute(sql)


def _each(say: Any, tables: Iterable[str], what: str) -> None:
    for table in tables:
        say(f'alter table "{table}" {what} trigger user')
