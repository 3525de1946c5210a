"""What hangs on a programme in any table: moved to another programme and back again.

Found by the foreign keys of the schema, so a table that is added later is not forgotten.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from index.store import Database

Row = dict[str, Any]

_JOINS = {"programme_record", "merge"}
_REWRITTEN = ("match", "near_miss")
"""The matcher writes them anew at every judgement: they are put back whole."""


@dataclass(frozen=True, slots=True)
class Hook:
    """A column in which rows name the programme they belong to, and the key of its table."""

    table: str
    column: str
    key: tuple[str, ...]

    @property
    def rewritten(self) -> bool:
        """Whether its rows come from a judgement and may be replaced by the next one."""
        return self.table in _REWRITTEN

    @property
    def name(self) -> str:
        """How a ledger names it."""
        return f"{self.table}.{self.column}"

    def where(self, row: Row) -> tuple[str, list[Any]]:
        """The condition that finds a row."""
        return " and ".join(f"{name} is ?" for name in self.key), [row[name] for name in self.key]


def hooks(db: Database) -> list[Hook]:
    """All columns that name a programme, but those that make up programmes."""
    return [
        Hook(name, str(key.column), tuple(db.table(name).pks))
        for name in sorted(db.table_names())
        if name not in _JOINS
        for key in db.table(name).foreign_keys
        if key.other_table == "programme"
    ]


def rows_at(db: Database, hook: Hook, programme: int) -> list[Row]:
    """The rows that hang on a programme there, in a fixed order."""
    order = ", ".join(hook.key)
    sql = f"select * from {hook.table} where {hook.column} = ? order by {order}"
    return list(db.query(sql, [programme]))


def hand_over(db: Database, hook: Hook, source: int, target: int) -> tuple[list[Row], list[Row]]:
    """Move the rows of one programme to another; gives those moved, and those set aside.

    Set aside is what the other programme has already; what cannot be taken out stays in place.
    """
    moved, aside = [], []
    for row in rows_at(db, hook, source):
        if _attempt(db, hook, row, target):
            moved.append(row)
        elif _removed(db, hook, row):
            aside.append(row)
    return moved, aside


def hand_back(
    db: Database, hook: Hook, moved: Iterable[Row], aside: Iterable[Row], now: int
) -> None:
    """Return moved rows as they are today, and what was set aside.

    A row that somebody deleted meanwhile stays deleted.
    """
    for row in moved:
        _attempt(db, hook, row | {hook.column: now}, row[hook.column])
    for row in aside:
        put(db, hook, row)


def put(db: Database, hook: Hook, row: Row) -> None:
    """Insert a row again, unless it is there or what it speaks of is gone."""
    names = ", ".join(f'"{name}"' for name in row)
    sql = f"insert into {hook.table} ({names}) values ({', '.join('?' * len(row))})"
    try:
        with db.atomic():  # a statement that fails takes nothing else with it
            db.execute(sql, list(row.values()))
    except sqlite3.IntegrityError:
        return


def clear(db: Database, hook: Hook, programme: int) -> None:
    """Take all rows of a programme out."""
    db.execute(f"delete from {hook.table} where {hook.column} = ?", [programme])


def _attempt(db: Database, hook: Hook, row: Row, target: int) -> bool:
    condition, values = hook.where(row)
    sql = f"update {hook.table} set {hook.column} = ? where {condition}"
    try:
        with db.atomic():
            cursor: sqlite3.Cursor = db.execute(sql, [target, *values])
    except sqlite3.IntegrityError:
        return False
    return cursor.rowcount > 0


def _removed(db: Database, hook: Hook, row: Row) -> bool:
    condition, values = hook.where(row)
    try:
        with db.atomic():
            db.execute(f"delete from {hook.table} where {condition}", values)
    except sqlite3.IntegrityError:
        return False
    return True
