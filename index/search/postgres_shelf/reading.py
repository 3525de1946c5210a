"""Reading an index on a PostgreSQL server."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.search.postgres_shelf.packing import rounded, unpacked
from index.search.postgres_shelf.tables import programmes_of, terms_of
from index.search.schema import FIELD_WEIGHTS
from index.search.shelf import Lengths, MissingIndex, Places
from index.store.postgres.plain import Error, ask, own_connection, sql

_MOST_FORESEEN = 20_000

_STATE = "select edition, version from search.state"
_IS_THERE = "select 1 from search.edition where name = %s"


@dataclass(frozen=True, slots=True)
class Range:
    """A part: the programmes of a range of numbers."""

    address: str
    edition: str
    first: int
    behind: int

    @property
    def name(self) -> str:
        """Its range."""
        return f"{self.first}-{self.behind}"

    def cards(self) -> tuple[bytes, ...]:
        """The cards, those of programmes that are gone, too."""
        return tuple(row[0] for row in self._read("card"))

    def lengths(self) -> dict[str, Lengths]:
        """The lengths, rounded."""
        rows = [row[0] for row in self._read("lengths")]
        exact = np.array(rows, np.int32).reshape(len(rows), len(FIELD_WEIGHTS))
        return {name: rounded(exact[:, at]) for at, name in enumerate(FIELD_WEIGHTS)}

    def _read(self, column: str) -> list[Any]:
        text = sql.SQL("select {} from {} where number >= %s and number < %s order by number")
        command = text.format(sql.Identifier(column), programmes_of(self.edition))
        return ask(self.address, command, [self.first, self.behind], binary=True)


class PostgresReader:
    """One state of an edition."""

    def __init__(self, address: str, edition: str) -> None:
        self._address, self._edition = address, edition
        gone = sql.SQL("select number from {} where is_gone order by number")
        with own_connection(address) as server, server.transaction():
            server.execute("set transaction isolation level repeatable read, read only")
            self._state = server.execute(_STATE).fetchone()
            if not server.execute(_IS_THERE, [edition]).fetchone():
                raise MissingIndex(f"Der Suchindex {edition} fehlt in der Datenbank.")
            parts = server.execute(
                "select first, behind, totals from search.part where edition = %s order by first",
                [edition],
            ).fetchall()
            found = server.execute(gone.format(programmes_of(edition))).fetchall()
        self.parts: Sequence[Range] = [Range(address, edition, *it[:2]) for it in parts]
        self.gone = np.array([number for (number,) in found], np.intp)
        sums = np.sum([it[2] for it in parts], axis=0) if parts else [0] * len(FIELD_WEIGHTS)
        self.totals = {name: float(sums[at]) for at, name in enumerate(FIELD_WEIGHTS)}
        self._terms = sql.SQL("select term, places from {} where term = any(%s)").format(
            terms_of(edition)
        )
        self._size = max((it[1] for it in parts), default=0)
        self._foreseen: dict[str, dict[str, Places]] = {}

    def places(self, field: str, text: str) -> Places | None:
        """Where a term stands in a field; what was not foreseen is asked for alone."""
        known = self._foreseen.get(text)
        if known is None:
            known = self._looked_up([text])[text]
        return known.get(field)

    def foresee(self, texts: Iterable[str]) -> None:
        """Look up all of them with one question to the server."""
        wanted = [text for text in texts if text not in self._foreseen]
        if wanted:
            self._looked_up(wanted)

    def _looked_up(self, texts: list[str]) -> dict[str, dict[str, Places]]:
        try:
            rows = ask(self._address, self._terms, [texts], binary=True)
        except Error as error:
            raise MissingIndex(f"Der Suchindex ist nicht lesbar: {error}.") from error
        lists: dict[str, bytes] = dict.fromkeys(texts, b"")
        for term, places in rows:
            lists[term] += places
        found = {text: self._here(unpacked(data)) for text, data in lists.items()}
        if len(self._foreseen) + len(found) > _MOST_FORESEEN:
            self._foreseen = {}
        self._foreseen.update(found)
        return found

    def _here(self, places: dict[str, Places]) -> dict[str, Places]:
        """Without programmes that somebody added since this was opened."""
        found = {}
        for field, (numbers, weights) in places.items():
            known = numbers < self._size
            if known.any():
                found[field] = (numbers[known], weights[known])
        return found

    def sentences(self, numbers: Iterable[int]) -> list[bytes]:
        """The sentences, read with one question."""
        wanted = list(numbers)
        text = sql.SQL("select number, sentences from {} where number = any(%s)")
        try:
            rows = ask(self._address, text.format(programmes_of(self._edition)), [wanted])
        except Error as error:
            raise OSError(str(error)) from error  # they are read in the register then
        read = dict(rows)
        return [read[number] for number in wanted if number in read]

    def is_current(self) -> bool:
        """Whether nothing was written since."""
        try:
            rows = ask(self._address, _STATE)
        except Error:
            return False
        return bool(rows) and rows[0] == self._state

    def close(self) -> None:
        """Nothing to do: the connection is the process's."""
