"""The shelf of a register that lies on a PostgreSQL server.

Several machines read and write here, so what must happen one after the other holds a lock of the
server; it ends with the connection of who holds it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from index.search.postgres_shelf import writing
from index.search.postgres_shelf.reading import PostgresReader
from index.search.postgres_shelf.tables import MAKE, dropped, programmes_of
from index.search.schema import FORMAT
from index.search.shelf import Document, MissingIndex, Words
from index.store.postgres.plain import (
    Error,
    ask,
    errors,
    is_without_database,
    own_connection,
    sql,
)

_BUILDING, _WRITING, _MAKING = 1, 2, 3
_LOCK = "select pg_advisory_lock(1936024942, %s)"
_LEAST_SECONDS = 0.001


@dataclass(frozen=True, slots=True)
class PostgresShelf:
    """The editions in one database."""

    address: str

    @property
    def name(self) -> str:
        """The address."""
        return self.address

    def is_begun(self) -> bool:
        """Whether its schema is there."""
        return ask(self.address, "select to_regclass('search.state') is not null")[0][0] is True

    def edition(self) -> str | None:
        """The name that stands as the one in use."""
        try:
            rows = ask(self.address, "select edition from search.state")
        except (errors.UndefinedTable, errors.InvalidSchemaName):
            return None
        except Error as error:
            if is_without_database(error):
                return None
            raise
        name = rows[0][0] if rows else None
        return str(name) if name and name.startswith(f"{FORMAT}_") else None

    def words(self, edition: str) -> Words:
        """Read them from its row."""
        text = "select vocabulary, word_lists from search.edition where name = %s"
        rows = self._asked(text, [edition])
        if not rows:
            raise MissingIndex("Dem Suchindex fehlt sein Wortschatz.")
        read = json.loads(rows[0][0])
        return Words(
            {word: (spelling, count) for word, (spelling, count) in read.items()}, rows[0][1]
        )

    def open(self, edition: str) -> PostgresReader:
        """Open it."""
        return PostgresReader(self.address, edition)

    def count(self, edition: str) -> int:
        """How many programmes are not gone."""
        text = sql.SQL("select count(*) from {} where not is_gone").format(programmes_of(edition))
        return int(self._asked(text)[0][0])

    def is_scattered(self, edition: str) -> bool:
        """Whether it has many large parts, or much that is gone."""
        with own_connection(self.address) as server:
            return writing.is_scattered(server, edition)

    @contextmanager
    def building(self, seconds: float | None = None) -> Iterator[None]:
        """Hold the lock for building; the tables are there afterwards."""
        with own_connection(self.address) as server:
            if seconds is not None:
                patience = round(1000 * max(seconds, _LEAST_SECONDS))
                server.execute("select set_config('lock_timeout', %s, false)", [str(patience)])
            try:
                server.execute(_LOCK, [_BUILDING])
            except errors.LockNotAvailable as error:
                raise TimeoutError from error
            with server.transaction():
                server.execute(MAKE)
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock for writing."""
        with own_connection(self.address) as server:
            server.execute(_LOCK, [_WRITING])
            yield

    def watch_changes(self) -> None:
        """Begin with an empty table."""
        self._do("delete from search.noted", "update search.state set is_watched = true")

    def note_changes(self, programmes: Iterable[int]) -> None:
        """Put them in the table while somebody watches."""
        with own_connection(self.address) as server:
            server.execute(
                "insert into search.noted select unnest(%s::integer[])"
                " from search.state where is_watched",
                [list(programmes)],
            )

    def noted_changes(self) -> set[int]:
        """What stands in the table."""
        return {row[0] for row in self._asked("select distinct programme from search.noted")}

    def fill(self, words: Words, documents: Iterable[Document]) -> str:
        """Write two tables in one transaction: what breaks off leaves nothing."""
        edition = f"{FORMAT}_{uuid4().hex[:12]}"
        with own_connection(self.address) as server, server.transaction():
            server.execute(
                "insert into search.edition (name, vocabulary, word_lists) values (%s, %s, %s)",
                [edition, json.dumps(words.vocabulary, ensure_ascii=False), words.mark],
            )
            writing.fill(server, edition, documents)
        return edition

    def renew(self, edition: str, programmes: Iterable[int], documents: Iterable[Document]) -> None:
        """Write in one transaction: others see all of it or nothing."""
        with own_connection(self.address) as server, server.transaction():
            writing.renew(server, edition, list(programmes), documents)

    def publish(self, edition: str) -> None:
        """Swap the name, and drop all others but the newest, which a reader may have open."""
        with own_connection(self.address) as server, server.transaction():
            server.execute(
                "update search.state set edition = %s, version = version + 1, is_watched = false",
                [edition],
            )
            server.execute("delete from search.noted")
            old = server.execute(
                "select name from search.edition where name <> %s order by built_at desc offset 1",
                [edition],
            ).fetchall()
            for (name,) in old:
                server.execute(dropped(name))

    def _asked(self, text: Any, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return ask(self.address, text, values)
        except Error as error:
            raise MissingIndex(f"Der Suchindex ist nicht lesbar: {error}.") from error

    def _do(self, *statements: str) -> None:
        with own_connection(self.address) as server, server.transaction():
            for text in statements:
                server.execute(text)
