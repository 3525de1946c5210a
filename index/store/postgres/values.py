"""Values on their way to the server and back: nothing but text, numbers, bytes and nothing."""

from decimal import Decimal
from typing import Any

import psycopg
from psycopg.adapt import Buffer, Dumper, Loader


class _Truth(Dumper):
    """True and false are kept as 1 and 0."""

    oid = 20

    def dump(self, obj: Any) -> bytes:
        return b"1" if obj else b"0"

    def quote(self, obj: Any) -> bytes:
        return self.dump(obj)


class _TruthBack(Loader):
    def load(self, data: Buffer) -> int:
        return int(bytes(data) == b"t")


class _Number(Loader):
    """Sums come as exact numbers: a whole one is one, anything else is a float."""

    def load(self, data: Buffer) -> int | float:
        found = Decimal(bytes(data).decode())
        return (
            int(found)
            if found == found.to_integral_value() and "." not in str(found)
            else (float(found))
        )


class _Text(Loader):
    def load(self, data: Buffer) -> str:
        return bytes(data).decode()


def speak_plainly(connection: psycopg.Connection[Any]) -> None:
    """Have this connection give and take what a connection to SQLite would."""
    known = connection.adapters
    known.register_dumper(bool, _Truth)
    known.register_loader("bool", _TruthBack)
    known.register_loader("numeric", _Number)
    for name in ("json", "jsonb", "timestamptz", "date"):
        known.register_loader(name, _Text)


def without_nul(values: Any) -> Any:
    """Values as the server can keep them: a text there has no NUL character."""
    if isinstance(values, dict):
        return {name: _cleaned(value) for name, value in values.items()}
    return [_cleaned(value) for value in values]


def _cleaned(value: Any) -> Any:
    if isinstance(value, str) and "\0" in value:
        return value.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return value
