"""Single rows, written in plain statements: a crawl writes thousands of them."""

from typing import Any

from index.store import Database


def add_row(db: Database, table: str, **values: Any) -> int:
    """Insert one row; gives its number."""
    names = ", ".join(values)
    sql = f"insert into {table} ({names}) values ({', '.join('?' * len(values))})"
    return int(db.execute(sql, list(values.values())).lastrowid or 0)


def set_row(db: Database, table: str, row: int, **values: Any) -> None:
    """Change the named values of one row."""
    names = ", ".join(f"{name} = ?" for name in values)
    db.execute(f"update {table} set {names} where id = ?", [*values.values(), row])


def one_value(db: Database, sql: str, *params: Any) -> Any:
    """Ask for one value."""
    return db.execute(sql, list(params)).fetchone()[0]
