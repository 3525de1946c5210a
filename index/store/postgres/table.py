"""Rows of one table, written and read by their names, as sqlite-utils does it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlite_utils.db import NotFoundError, jsonify_if_needed

if TYPE_CHECKING:
    from index.store.postgres.database import PostgresDatabase

Row = Mapping[str, Any]
Key = Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column that names a row of another table."""

    table: str
    column: str
    other_table: str
    other_column: str


class PostgresTable:
    """One table of the database."""

    def __init__(self, db: "PostgresDatabase", name: str) -> None:
        self._db, self.name = db, name
        self.last_pk: Any = None

    @property
    def pks(self) -> list[str]:
        """The columns of the primary key, in order."""
        return [row[0] for row in self._db.conn.say(_PKS, [_quoted(self.name)])]

    @property
    def columns(self) -> list[Column]:
        """The columns, in order."""
        return [Column(row[0]) for row in self._db.conn.say(_COLUMNS, [_quoted(self.name)])]

    @property
    def foreign_keys(self) -> list[ForeignKey]:
        """The columns that name rows of other tables."""
        found = self._db.conn.say(_FOREIGN, [_quoted(self.name)])
        return [ForeignKey(self.name, *row) for row in found]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return int(self._db.execute(f"select count(*) from {_quoted(self.name)}").fetchone()[0])

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """Every row."""
        return self._db.query(f"select * from {_quoted(self.name)}")

    def exists(self) -> bool:
        """Whether there is such a table."""
        return self.name in self._db.table_names()

    def get(self, key: Key) -> dict[str, Any]:
        """The row with this key.

        Raises:
            NotFoundError: when there is none.
        """
        where, values = self._where(key)
        found = list(self._db.query(f"select * from {_quoted(self.name)} where {where}", values))
        if not found:
            raise NotFoundError
        return found[0]

    def insert(
        self, row: Row, *, pk: Any = None, ignore: bool = False, replace: bool = False
    ) -> "PostgresTable":
        """Add a row; `last_pk` tells its key."""
        self.insert_all([row], pk=pk, ignore=ignore, replace=replace)
        return self

    def insert_all(
        self, rows: Iterable[Row], *, pk: Any = None, ignore: bool = False, replace: bool = False
    ) -> "PostgresTable":
        """Add rows; all of them or none."""
        keys = self.pks if replace or not ignore else []
        with self._db.atomic():
            for row in rows:
                clause = "on conflict do nothing" if ignore else _replacing(row, keys) * replace
                self._add(row, clause, keys)
        return self

    def upsert(self, row: Row, *, pk: Any) -> "PostgresTable":
        """Add a row, or change the one with this key in the columns that are given."""
        return self.upsert_all([row], pk=pk)

    def upsert_all(self, rows: Iterable[Row], *, pk: Any) -> "PostgresTable":
        """Add or change rows; all of them or none."""
        keys = [pk] if isinstance(pk, str) else list(pk)
        with self._db.atomic():
            for row in rows:
                self._add(row, _replacing(row, keys), keys)
        return self

    def update(self, key: Key, changes: Row) -> "PostgresTable":
        """Change some columns of the row with this key.

        Raises:
            NotFoundError: when there is none.
        """
        self.get(key)
        if changes:
            where, values = self._where(key)
            said = ", ".join(f"{_quoted(name)} = ?" for name in changes)
            sql = f"update {_quoted(self.name)} set {said} where {where}"
            self._db.execute(sql, [*map(jsonify_if_needed, changes.values()), *values])
        self.last_pk = key
        return self

    def delete(self, key: Key) -> "PostgresTable":
        """Take the row with this key away."""
        self.get(key)
        where, values = self._where(key)
        self._db.execute(f"delete from {_quoted(self.name)} where {where}", values)
        return self

    def _add(self, row: Row, clause: str, keys: Sequence[str]) -> None:
        names, marks = ", ".join(map(_quoted, row)), ", ".join("?" * len(row))
        back = f" returning {', '.join(map(_quoted, keys))}" if keys else ""
        sql = f"insert into {_quoted(self.name)} ({names}) values ({marks}) {clause}{back}"
        found = self._db.execute(sql, [jsonify_if_needed(it) for it in row.values()])
        told = found.fetchone() if keys else None
        if told is not None:
            self.last_pk = told[0] if len(keys) == 1 else tuple(told)

    def _where(self, key: Key) -> tuple[str, list[Any]]:
        values = list(key) if isinstance(key, list | tuple) else [key]
        return " and ".join(f"{_quoted(name)} = ?" for name in self.pks), values


def _replacing(row: Row, keys: Sequence[str]) -> str:
    rest = [name for name in row if name not in keys]
    if not rest:
        return "on conflict do nothing"
    said = ", ".join(f"{_quoted(name)} = excluded.{_quoted(name)}" for name in rest)
    return f"on conflict ({', '.join(map(_quoted, keys))}) do update set {said}"


def _quoted(name: str) -> str:
    return f'"{name}"'


_PKS = """
    select a.attname from pg_index as i
    join unnest(i.indkey::int2[]) with ordinality as k (number, place) on true
    join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.number
    where i.indrelid = to_regclass(%s) and i.indisprimary order by k.place
"""
_COLUMNS = """
    select attname from pg_attribute
    where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped order by attnum
"""
_FOREIGN = """
    select a.attname, f.relname, b.attname from pg_constraint as c
    join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    join pg_class as f on f.oid = c.confrelid
    join pg_attribute as b on b.attrelid = c.confrelid and b.attnum = c.confkey[1]
    where c.contype = 'f' and c.conrelid = to_regclass(%s) order by a.attnum
"""
