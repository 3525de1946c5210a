"""A schema of SQLite as plain values that can be compared."""

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds and whether it may be empty."""

    name: str
    kind: str
    not_null: bool
    default: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names a row of another table."""

    column: str
    table: str
    other: str
    on_delete: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what hangs on it."""

    name: str
    columns: tuple[Column, ...]
    pks: tuple[str, ...]
    references: tuple[Reference, ...]
    indexes: tuple[tuple[str, str], ...]
    triggers: tuple[tuple[str, str], ...]


Described = dict[str, Table]


def described(db: Database) -> Described:
    """Every table of a database, by its name, in the order in which they were made."""
    sql = "select type, name, tbl_name, sql from sqlite_master where sql is not null order by rowid"
    found = db.execute(sql).fetchall()
    return {
        name: _table(
            db,
            name,
            tuple((it[1], it[3]) for it in found if it[2] == name and it[0] == "index"),
            tuple((it[1], it[3]) for it in found if it[2] == name and it[0] == "trigger"),
        )
        for kind, name, *_ in found
        if kind == "table"
    }


def _table(
    db: Database,
    name: str,
    indexes: tuple[tuple[str, str], ...],
    triggers: tuple[tuple[str, str], ...],
) -> Table:
    columns = db.execute(f'pragma table_info("{name}")').fetchall()
    keys = db.execute(f'pragma foreign_key_list("{name}")').fetchall()
    return Table(
        name=name,
        columns=tuple(Column(it[1], it[2].upper(), bool(it[3]), it[4]) for it in columns),
        pks=tuple(it[1] for it in sorted(columns, key=lambda it: it[5]) if it[5]),
        references=tuple(
            sorted(
                (Reference(it[3], it[2], it[4] or "id", it[6]) for it in keys),
                key=lambda it: it.column,
            )
        ),
        indexes=indexes,
        triggers=triggers,
    )
