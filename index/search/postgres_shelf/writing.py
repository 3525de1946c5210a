"""Writing an index on a PostgreSQL server."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from index.search.postgres_shelf.packing import Gathered, lengths_of
from index.search.postgres_shelf.tables import filled, indexed, programmes_of, terms_of
from index.search.schema import FIELD_WEIGHTS
from index.search.shelf import Document
from index.store.postgres.plain import Connection, sql

_TOGETHER = 1000
"""The lists of so many programmes are gathered in memory; the server joins them."""
_SMALL, _MANY = 200, 8
"""So many programmes are a small part; so many small ones are joined to one."""
_MOST_BATCHES = 1000
"""From so many changes on the lists of frequent words have too many sections."""


def fill(server: Connection, edition: str, documents: Iterable[Document]) -> None:
    """Write both tables of a new edition."""
    server.execute(filled(edition))
    _add(server, edition, documents, 0)
    server.execute(indexed(edition))


def renew(
    server: Connection, edition: str, programmes: list[int], documents: Iterable[Document]
) -> None:
    """Mark what is no more and write what is known now, as a part of its own."""
    table = programmes_of(edition)
    server.execute(
        sql.SQL("update {} set is_gone = true where programme = any(%s) and not is_gone").format(
            table
        ),
        [programmes],
    )
    last = server.execute(
        "select coalesce(max(behind), 0) from search.part where edition = %s", [edition]
    ).fetchone()
    _add(server, edition, documents, last[0] if last else 0)
    server.execute("update search.edition set batches = batches + 1 where name = %s", [edition])
    _join_small(server, edition)
    server.execute("update search.state set version = version + 1")


def is_scattered(server: Connection, edition: str) -> bool:
    """Whether it has many large parts, long lists of sections, or much that is gone."""
    sizes = server.execute(
        "select behind - first from search.part where edition = %s", [edition]
    ).fetchall()
    text = "select count(*), count(*) filter (where is_gone) from {}"
    counted = server.execute(sql.SQL(text).format(programmes_of(edition))).fetchone()
    batches = server.execute("select batches from search.edition where name = %s", [edition])
    written = batches.fetchone()
    whole, gone = counted or (0, 0)
    large = sum(size > _SMALL for (size,) in sizes)
    many = bool(written and written[0] > _MOST_BATCHES)
    return many or large > _MANY or gone > _SMALL + (whole - gone) // 4


def _add(server: Connection, edition: str, documents: Iterable[Document], first: int) -> None:
    totals, behind = [0] * len(FIELD_WEIGHTS), first
    for group in _groups(documents):
        gathered = Gathered()
        rows = []
        for it in group:
            lengths = lengths_of(it)
            totals = [total + length for total, length in zip(totals, lengths, strict=True)]
            gathered.add(behind, it.fields)
            rows.append((behind, it.programme, lengths, it.card, it.sentences))
            behind += 1
        columns = "copy {} (number, programme, lengths, card, sentences) from stdin"
        _copy(server, sql.SQL(columns).format(programmes_of(edition)), rows)
        _copy(
            server,
            sql.SQL("copy {} (term, places) from stdin").format(terms_of(edition)),
            gathered.rows(),
        )
    if behind > first:
        server.execute(
            "insert into search.part values (%s, %s, %s, %s)", [edition, first, behind, totals]
        )


def _copy(server: Connection, command: sql.Composed, rows: Iterable[tuple[Any, ...]]) -> None:
    with server.cursor().copy(command) as copy:
        for row in rows:
            copy.write_row(row)


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    them = iter(documents)
    while group := list(islice(them, _TOGETHER)):
        yield group


def _join_small(server: Connection, edition: str) -> None:
    """Make one of the small parts at the end, once they are many: only ranges are changed."""
    parts = server.execute(
        "select first, behind, totals from search.part where edition = %s order by first desc",
        [edition],
    ).fetchall()
    small = []
    for first, behind, totals in parts:
        if behind - first > _SMALL:
            break
        small.append((first, behind, totals))
    if len(small) < _MANY:
        return
    together = [sum(totals) for totals in zip(*(it[2] for it in small), strict=True)]
    server.execute(
        "delete from search.part where edition = %s and first >= %s", [edition, small[-1][0]]
    )
    server.execute(
        "insert into search.part values (%s, %s, %s, %s)",
        [edition, small[-1][0], small[0][1], together],
    )
