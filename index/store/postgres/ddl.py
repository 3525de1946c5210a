"""What has to be said to a server so that its schema becomes another one."""

from collections.abc import Iterator
from typing import TypeVar

from index.store.postgres.described import Column, Described, Reference, Table
from index.store.postgres.triggers import trigger

Thing = TypeVar("Thing")

_KINDS = {
    "TEXT": 'text collate "C"',
    "INTEGER": "bigint",
    "REAL": "double precision",
    "BLOB": "bytea",
    "FLOAT": "double precision",
}
_EMPTY = Table("", (), (), (), (), ())


def difference(before: Described, after: Described) -> Iterator[str]:
    """The statements that make one schema of another: tables first, then what hangs on them."""
    for name in before.keys() - after.keys():
        yield f'drop table "{name}" cascade'
    for name, table in after.items():
        if name not in before:
            yield from _made(table)
        elif before[name].columns != table.columns or before[name].pks != table.pks:
            yield from _changed(before[name], table)
    for name, table in after.items():
        old = before.get(name, _EMPTY)
        for key in _more(old.references, table.references):
            yield _reference(name, key)
        yield from _exchanged(old, table)


def _exchanged(old: Table, new: Table) -> Iterator[str]:
    """Indexes and triggers that come and go."""
    for name, _ in _more(new.triggers, old.triggers):
        yield f'drop trigger "{name}" on "{new.name}"'
    for name, _ in _more(new.indexes, old.indexes):
        yield f'drop index "{name}"'
    for _, sql in _more(old.indexes, new.indexes):
        yield sql
    for _, sql in _more(old.triggers, new.triggers):
        yield from trigger(sql)


def _more(old: tuple[Thing, ...], new: tuple[Thing, ...]) -> Iterator[Thing]:
    return (it for it in new if it not in old)


def _made(table: Table) -> Iterator[str]:
    columns = ", ".join(_column(table, it) for it in table.columns)
    key = f", primary key ({_named(table.pks)})" if table.pks else ""
    yield f'create table "{table.name}" ({columns}{key})'
    if _numbered(table):
        yield f'alter table "{table.name}" alter column "{table.pks[0]}" set default {_next(table)}'


def _next(table: Table) -> str:
    return f"next_number('\"{table.name}\"', '{table.pks[0]}')"


def _numbered(table: Table) -> bool:
    kinds = {it.name: it.kind for it in table.columns}
    return len(table.pks) == 1 and kinds[table.pks[0]] == "INTEGER"


def _column(table: Table, column: Column) -> str:
    said = f'"{column.name}" {_KINDS[column.kind]}'
    if column.not_null:
        said += " not null"
    if column.default is not None:
        said += f" default {_default(column)}"
    return said


def _default(column: Column) -> str:
    text = column.default or "null"
    if column.kind == "INTEGER":
        return text.strip("'")
    return text


def _changed(old: Table, new: Table) -> Iterator[str]:
    before = {it.name: it for it in old.columns}
    after = {it.name: it for it in new.columns}
    table = f'alter table "{new.name}"'
    if old.pks != new.pks and old.pks:
        yield f'{table} drop constraint "{old.name}_pkey"'
    for name in before.keys() - after.keys():
        yield f'{table} drop column "{name}"'
    for name, column in after.items():
        if name not in before:
            yield f"{table} add column {_column(new, column)}"
        elif before[name] != column:
            yield from _altered(table, before[name], column)
    if old.pks != new.pks:
        yield from _keyed_anew(table, old, new)


def _altered(table: str, old: Column, new: Column) -> Iterator[str]:
    column = f'{table} alter column "{new.name}"'
    if old.kind != new.kind:
        kind = _KINDS[new.kind]
        yield f'{column} type {kind} using "{new.name}"::{kind.split(" collate")[0]}'
    if old.not_null != new.not_null:
        yield f"{column} {'set' if new.not_null else 'drop'} not null"
    if old.default != new.default:
        yield (
            f"{column} drop default"
            if new.default is None
            else (f"{column} set default {_default(new)}")
        )


def _keyed_anew(table: str, old: Table, new: Table) -> Iterator[str]:
    """Another primary key; a number that is new was given out to the rows that are there."""
    if _numbered(new):
        key = new.pks[0]
        if key not in {it.name for it in old.columns}:
            yield (
                f'update "{new.name}" set "{key}" = numbered.place from '
                f"(select ctid as here, row_number() over (order by ctid) as place "
                f'from "{new.name}") as numbered where "{new.name}".ctid = numbered.here'
            )
        yield f'{table} alter column "{key}" set default {_next(new)}'
    for key in old.pks:
        if key not in new.pks and not _column_of(new, key).not_null:
            yield f'{table} alter column "{key}" drop not null'
    yield f"{table} add primary key ({_named(new.pks)})"


def _named(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{it}"' for it in columns)


def _column_of(table: Table, name: str) -> Column:
    return next(it for it in table.columns if it.name == name)


def _reference(table: str, key: Reference) -> str:
    return (
        f'alter table "{table}" add foreign key ("{key.column}") '
        f'references "{key.table}" ("{key.other}") on delete {key.on_delete}'
    )
