"""The database as everybody asks it, answered by a PostgreSQL server."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlite_utils import Database as Shadow

from index.store.postgres.connection import Answer, Connection, Values, first_word
from index.store.postgres.ddl import difference
from index.store.postgres.described import Described, described
from index.store.postgres.table import PostgresTable

_SCHEMA_WORDS = {"create", "alter", "drop"}
_OWN_WAYS = {"begin", "commit", "rollback", "pragma"}
_PATIENCE = re.compile(r"busy_timeout\s*=\s*(\d+)")


class PostgresDatabase:
    """One database on a server, through one connection."""

    def __init__(self, address: str, patience_ms: int = 30_000) -> None:
        self.address = address
        self.conn = Connection(address, patience_ms)
        self._shadow: Shadow | None = None
        self._known: Described = {}

    def execute(self, sql: str, parameters: Values | None = None) -> Answer:
        """Run a statement; outside a transaction it is kept at once."""
        word = first_word(sql)
        if self._shadow is not None:
            if word in _SCHEMA_WORDS:
                self._shadow.execute(sql)
                return Answer.nothing()
            self.keep_up()
        if word == "create":
            return self._one_more(sql)
        if word in _OWN_WAYS:
            return self._own_way(word, sql)
        return self.conn.execute(sql, parameters or ())

    def _own_way(self, word: str, sql: str) -> Answer:
        """Do what SQLite is told in words of its own; most of it is needless on a server."""
        if word == "begin":
            self.conn.begin()
        elif word in ("commit", "rollback"):
            getattr(self.conn, word)()
        elif patience := _PATIENCE.search(sql):
            self.conn.say(f"set lock_timeout = {int(patience[1])}")
        return Answer.nothing()

    def _one_more(self, sql: str) -> Answer:
        """A table that no step of the schema makes."""
        alone = Shadow(memory=True)
        alone.execute(sql)
        self.take_over(alone)
        alone.close()
        return Answer.nothing()

    def query(self, sql: str, params: Values | None = None) -> Iterator[dict[str, Any]]:
        """Run a statement that gives rows; each is a dictionary by the names of its columns."""
        found = self.execute(sql, params)
        names = [column.name for column in found.description or ()]
        return (dict(zip(names, row, strict=True)) for row in found.fetchall())

    def table(self, table_name: str) -> Any:
        """A table; while the schema is brought up to date, one whose columns can be changed."""
        if self._shadow is not None:
            return Growing(self, self._shadow, table_name)
        return PostgresTable(self, table_name)

    def __getitem__(self, table_name: str) -> Any:
        return self.table(table_name)

    def table_names(self) -> list[str]:
        """The names of all tables."""
        sql = "select tablename from pg_tables where schemaname = current_schema() order by 1"
        return [row[0] for row in self.conn.say(sql)]

    @property
    def tables(self) -> list[PostgresTable]:
        """All tables."""
        return [PostgresTable(self, name) for name in self.table_names()]

    @contextmanager
    def atomic(self) -> Iterator["PostgresDatabase"]:
        """All of it or nothing; inside another one, a part that can fail on its own."""
        if not self.conn.in_transaction:
            self.conn.begin()
            try:
                yield self
            except BaseException:
                self.rollback()
                raise
            self.commit()
            return
        name = f"part_{secrets.token_hex(8)}"
        self.conn.say(f"savepoint {name}")
        try:
            yield self
        except BaseException:
            if self.conn.in_transaction:
                self.conn.say(f"rollback to savepoint {name}")
                self.conn.say(f"release savepoint {name}")
            raise
        self.conn.say(f"release savepoint {name}")

    def commit(self) -> None:
        """Keep what was written."""
        self.conn.commit()

    def rollback(self) -> None:
        """Forget what was written since the transaction began."""
        self.conn.rollback()

    def close(self) -> None:
        """Hang up."""
        self.conn.close()

    @contextmanager
    def growing(self, shadow: Shadow) -> Iterator[None]:
        """While steps of the schema run: what they do to this shadow is done on the server."""
        self._shadow, self._known = shadow, described(shadow)
        try:
            yield
            self.keep_up()
        finally:
            self._shadow = None
            self.conn.forget_tables()

    def take_over(self, shadow: Shadow) -> None:
        """Make everything on the server that there is in the shadow."""
        for statement in difference({}, described(shadow)):
            self.conn.say(statement)
        self.conn.forget_tables()

    def keep_up(self) -> None:
        """Do on the server what was done to the shadow since the last time."""
        if self._shadow is None:
            return
        now = described(self._shadow)
        for statement in difference(self._known, now):
            self.conn.say(statement)
        if now != self._known:
            self._known = now
            self.conn.forget_tables()


class Growing:
    """A table under a step of the schema: its columns change in the shadow, its rows here."""

    _OF_ROWS = ("insert", "insert_all", "upsert", "upsert_all", "update", "delete", "count", "rows")

    def __init__(self, db: PostgresDatabase, shadow: Shadow, name: str) -> None:
        self._db, self._shadow, self._name = db, shadow, name

    def __getattr__(self, wanted: str) -> Any:
        if wanted in self._OF_ROWS:
            self._db.keep_up()
            return getattr(PostgresTable(self._db, self._name), wanted)
        return getattr(self._shadow.table(self._name), wanted)
