"""Which columns may tell of a person, by their name: the one list for record, answer and tests."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from index.store import Database
from webapp.privacy.record import record


class Kind(StrEnum):
    """How a column may tell of a person."""

    NUMBER = "Nummer des Kontos"
    ADDRESS = "E-Mail-Adresse"
    WORDS = "Text oder Angabe"
    SECRET = "Geheimnis (nur als Hash oder zur Ableitung)"


_NUMBERS = frozenset({"actor", "responsible", "person", "account", "deputy"})
_SECRETS = frozenset(
    {"password_hash", "invitation_hash", "token_hash", "hash", "nonce", "confirm_hash"}
    | {"unsubscribe_token", "last_step"}
)
_NOT_PEOPLE = frozenset({"respond_by", "leased_by", "given_by"})
"""A day, a process, and a name in words."""


def is_link(table: str, name: str) -> bool:
    """Whether the column says whose the row is, by number or by address."""
    return kind_of(table, name) in (Kind.NUMBER, Kind.ADDRESS)


def kind_of(table: str, name: str) -> Kind | None:
    """How this column may tell of a person; nothing where it does not."""
    if name in _SECRETS:
        return Kind.SECRET
    if name in _NUMBERS or (table == "account" and name == "id"):
        return Kind.NUMBER
    if name == "email" or ((name == "by" or name.endswith("_by")) and name not in _NOT_PEOPLE):
        return Kind.ADDRESS
    return Kind.WORDS if name in record().words else None


def columns_of(db: Database, table: str) -> dict[str, Kind]:
    """The columns of a table that may tell of a person."""
    found = ((it.name, kind_of(table, it.name)) for it in db.table(table).columns)
    return {name: kind for name, kind in found if kind}


def tables(db: Database) -> Iterator[str]:
    """The names of all tables of ours."""
    return (table.name for table in db.tables if not table.name.startswith(("_", "sqlite_")))


def links(db: Database, table: str) -> tuple[str, ...]:
    """The columns that say whose a row is."""
    return tuple(it.name for it in db.table(table).columns if is_link(table, it.name))


def without_secrets(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row as it may be handed out."""
    return {name: value for name, value in row.items() if kind_of(table, name) is not Kind.SECRET}
