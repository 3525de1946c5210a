"""Reading Vorhaben out of a file: JSON lines, CSV or XLSX."""

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import openpyxl

from webapp.files.archives import MEGABYTE, would_swell

_COLUMNS = {
    "kennung": "id",
    "ags": "municipality",
    "gemeindeschlüssel": "municipality",
    "antragsteller": "applicant_type",
    "titel": "title",
    "beschreibung": "description",
    "themen": "topics",
    "beginn": "planned_start",
    "ende": "planned_end",
    "kosten": "cost_eur",
    "zuwendungsfähig": "eligible_cost_eur",
    "zuwendungsfähige ausgaben": "eligible_cost_eur",
    "eigenmittel": "own_funds_eur",
    "gesucht": "looking_for",
    "stand": "stage",
}
_NAMES = set(_COLUMNS.values())

_MOST_UNPACKED = 50 * MEGABYTE
_MOST_ROWS, _MOST_COLUMNS = 20_000, 100
MOST_SENT = 5_000
"""So many Vorhaben come over the site at once; more come by the command."""

Line = tuple[int, Any]


class UnreadableTable(Exception):
    """A file that holds no table of Vorhaben; the message is one German sentence."""


def read_table(path: Path) -> list[Line]:
    """Give line number and profile of each filled line; what is no JSON stays text.

    Raises:
        UnreadableTable: names the file and what is wrong with it.
    """
    readers = {".xlsx": _from_workbook, ".csv": _from_csv, ".jsonl": _from_json}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableTable(f"{path}: erwartet wird eine Datei .jsonl, .csv oder .xlsx.")
    try:
        lines = list(reader(path))
    except OSError as error:
        raise UnreadableTable(f"{path} ist nicht lesbar: {error.strerror or error}.") from error
    except csv.Error as error:
        raise UnreadableTable(f"{path} enthält eine Zelle, die zu lang ist.") from error
    if not lines:
        raise UnreadableTable(f"{path} enthält kein Vorhaben.")
    return lines


def read_sent(name: str, data: bytes) -> list[Line]:
    """Read a table that somebody sent over the site.

    Raises:
        UnreadableTable: names the file and what is wrong with it.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"Tabelle{Path(name).suffix}"
        path.write_bytes(data)
        try:
            lines = read_table(path)
        except UnreadableTable as error:
            raise UnreadableTable(str(error).replace(str(path), name or "Die Datei")) from error
    if len(lines) > MOST_SENT:
        raise UnreadableTable(f"Auf einmal werden höchstens {MOST_SENT} Vorhaben eingelesen.")
    return lines


def _from_json(path: Path) -> Iterator[Line]:
    for number, line in enumerate(_text(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            yield number, line


def _from_csv(path: Path) -> Iterator[Line]:
    text = _text(path)
    head = text.splitlines()[0] if text.strip() else ""
    separator = max(";,\t", key=head.count)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    yield from _named(path, ((rows.line_num, row) for row in rows))


def _from_workbook(path: Path) -> Iterator[Line]:
    try:
        with ZipFile(path) as archive:
            if would_swell(archive, _MOST_UNPACKED):
                raise UnreadableTable(f"{path} enthält ausgepackt zu viel für eine Tabelle.")
        cells = _cells(path)
    except (OSError, UnreadableTable):
        raise
    except Exception as error:  # damage shows in a dozen ways, from zlib to XML
        raise UnreadableTable(f"{path} ist keine lesbare Excel-Datei.") from error
    if len(cells) > _MOST_ROWS:
        raise UnreadableTable(f"{path} hat mehr als {_MOST_ROWS} Zeilen.")
    yield from _named(path, enumerate(cells, 1))


def _cells(path: Path) -> list[list[Any]]:
    """All rows of the first sheet, in bounds: a small file can promise millions of empty ones."""
    with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
        rows = book.worksheets[0].iter_rows(
            max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS, values_only=True
        )
        return [list(row) for row in rows]


def _named(path: Path, rows: Iterable[tuple[int, list[Any]]]) -> Iterator[Line]:
    """Give each row the names of the first one; unknown columns are left out."""
    rows = iter(rows)
    names = [_column(cell) for cell in next(rows, (0, []))[1]]
    if not {"id", "title"} <= set(names):
        raise UnreadableTable(f"{path}: Die Spalten »Kennung« und »Titel« (id, title) fehlen.")
    for number, row in rows:
        filled = {
            name: cell
            for name, cell in zip(names, row, strict=False)
            if name in _NAMES and cell not in (None, "")
        }
        if filled:
            yield number, filled | _padded(filled)


def _column(cell: Any) -> str:
    name = str(cell or "").strip().casefold()
    return _COLUMNS.get(name, name)


def _padded(row: dict[str, Any]) -> dict[str, Any]:
    """Give the AGS back the zero that Excel takes away."""
    ags = str(row.get("municipality", "")).strip()
    return {"municipality": f"0{ags}"} if ags.isdigit() and len(ags) in (4, 7) else {}


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
