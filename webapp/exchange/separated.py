"""A list as CSV, as a German Excel opens it by a double click.

Semicolons, a comma in numbers, days as 31.12.2026, and a mark at the start that says UTF-8.
"""

import csv
from collections.abc import Iterator
from datetime import date
from typing import Protocol

from index.status import german_date
from webapp.exchange.columns import Cell, Heading

MIMETYPE = "text/csv"
_MARK = "\ufeff"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Table(Protocol):
    """What can be written: the columns, and the rows one after the other."""

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The columns."""

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        """The rows."""


class _Line:
    """Where the csv module leaves one line at a time."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text = text


def separated(rows: Table) -> Iterator[str]:
    """Yield the file line by line."""
    line = _Line()
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading.label for heading in rows.headings)
    yield _MARK + line.text
    for row in rows:
        writer.writerow(_written(value) for value in row)
        yield line.text


def _written(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return german_date(value)
    if isinstance(value, int | float):
        return f"{value:g}".replace(".", ",") if abs(value) < 1e5 else _large(value)
    # A spreadsheet would work out what begins like a formula; the quote makes it words.
    return f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value


def _large(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
