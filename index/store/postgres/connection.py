"""A connection that takes the statements of the project; one writer at a time, as everywhere."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

from index.store.postgres.dialect import translated
from index.store.postgres.faults import named
from index.store.postgres.values import speak_plainly, without_nul

Values = Sequence[Any] | Mapping[str, Any]

_LOCK = "select pg_advisory_xact_lock(0, 0)"
_FIRST_WORD = re.compile(r"(?:\s+|--[^\n]*\n|/\*.*?\*/)*(\w+)", re.DOTALL)
_INTO = re.compile(r"insert\s+(?:or\s+\w+\s+)?into\s+\"?(\w+)", re.IGNORECASE)
_WRITES = {"insert", "update", "delete", "replace", "create", "alter", "drop"}
_IDLE = TransactionStatus.IDLE


def first_word(sql: str) -> str:
    """The word that says what a statement does, in small letters."""
    found = _FIRST_WORD.match(sql)
    return found[1].lower() if found else ""


class Answer:
    """What a statement gave: rows to read once, how many it touched, the number it gave out."""

    def __init__(self, cursor: psycopg.Cursor[Any], number: bool = False) -> None:
        self._cursor = cursor
        self._rows = cursor.description is not None and not number
        self.description = cursor.description if self._rows else None
        self.rowcount = cursor.rowcount
        last = cursor.fetchall()[-1:] if number and cursor.description else []
        self.lastrowid: int | None = last[0][0] if last else None

    @classmethod
    def nothing(cls) -> "Answer":
        """What a statement gives that has nothing to do here."""
        answer = cls.__new__(cls)
        answer._rows, answer.description, answer.rowcount, answer.lastrowid = False, None, -1, None
        return answer

    def fetchone(self) -> Any:
        """The next row, or None."""
        return self._cursor.fetchone() if self._rows else None

    def fetchall(self) -> list[Any]:
        """Every row that was not read yet."""
        return self._cursor.fetchall() if self._rows else []

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cursor.fetchall() if self._rows else [])

    def __next__(self) -> Any:
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row


class Connection:
    """One connection to the server, at home in one thread."""

    def __init__(self, address: str, patience_ms: int) -> None:
        self._address, self._patience = address, patience_ms
        self._numbered: dict[str, str] | None = None
        self._connect()

    def _connect(self) -> None:
        with named():
            self._server = psycopg.connect(
                self._address,
                autocommit=True,
                cursor_factory=psycopg.ClientCursor,
                options=f"-c search_path=public,pg_catalog -c timezone=UTC"
                f" -c lock_timeout={self._patience}",
            )
        speak_plainly(self._server)

    @property
    def in_transaction(self) -> bool:
        """Whether something waits to be committed."""
        return not self._server.closed and self._server.info.transaction_status != _IDLE

    def execute(self, sql: str, values: Values = ()) -> Answer:
        """Run one statement; a writing one holds the one lock for writers."""
        word, text = first_word(sql), translated(sql)
        numbered = word == "insert" and "returning" not in text.lower()
        column = self._number_of(sql) if numbered else None
        if column:
            text = f'{text.rstrip("; ")} returning "{column}"'
        if word in _WRITES and not self.in_transaction:
            text = f"{_LOCK}; {text}"
        return Answer(self._run(text, values, again=word == "select"), bool(column))

    def _run(self, text: str, values: Values, *, again: bool) -> psycopg.Cursor[Any]:
        with named():
            idle = not self.in_transaction
            try:
                cursor = self._server.execute(text, without_nul(values))
            except psycopg.OperationalError:
                if not (again and idle and self._server.closed):
                    raise
                self._connect()  # the server was started anew meanwhile
                cursor = self._server.execute(text, without_nul(values))
            while cursor.nextset():
                pass
            return cursor

    def executemany(self, sql: str, rows: Iterable[Values]) -> None:
        """Run one statement with many values, in the transaction that is open or a new one."""
        if not self.in_transaction:
            self.begin()
        with named(), self._server.cursor() as cursor:
            cursor.executemany(translated(sql), [without_nul(row) for row in rows])

    def begin(self) -> None:
        """Begin to write: nobody else does until this ends."""
        with named():
            try:
                self._server.execute(f"begin; {_LOCK}")
            except psycopg.Error:
                self.rollback()
                raise

    def commit(self) -> None:
        """Keep what was written."""
        if self.in_transaction:
            with named():
                self._server.execute("commit")

    def rollback(self) -> None:
        """Forget what was written."""
        if self.in_transaction:
            with named():
                self._server.execute("rollback")

    def say(self, sql: str, values: Values = ()) -> list[Any]:
        """Tell the server something in its own words."""
        with named():
            cursor = self._server.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []

    def in_parts(self, sql: str, at_once: int = 500) -> Iterator[Any]:
        """Rows in parts: not all of them have to find room here at the same time."""
        own = not self.in_transaction
        if own:
            self.say("begin isolation level repeatable read read only")
        self.say(f"declare parts cursor for {sql}")
        while found := self.say(f"fetch {at_once} from parts"):
            yield from found
        self.say("close parts")
        if own:
            self.commit()

    def close(self) -> None:
        """Hang up; what was not committed is forgotten."""
        self._server.close()

    def __del__(self) -> None:
        """Hang up when nobody can ask any more, as a connection to a file does."""
        server = getattr(self, "_server", None)
        if server is not None:
            server.close()

    def _number_of(self, sql: str) -> str | None:
        """The column by which the table of an insertion numbers its rows, if it does."""
        found = _INTO.search(sql)
        if self._numbered is None:
            self._numbered = dict(self.say(_NUMBERED))
        return self._numbered.get(found[1]) if found else None

    def forget_tables(self) -> None:
        """Look anew at what numbers there are: the schema changed."""
        self._numbered = None


_NUMBERED = """
    select c.relname, a.attname from pg_index as i
    join pg_class as c on c.oid = i.indrelid
    join pg_attribute as a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where i.indisprimary and i.indnatts = 1 and a.atttypid = 20
    and c.relnamespace = current_schema()::regnamespace
"""
