"""A list as an Excel file: real days and euros, a head that stays, links, and where it is from."""

import re
from collections.abc import Iterator
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from index.address import is_web_address
from index.status import german_date
from webapp.exchange.columns import Cell, Heading, Kind
from webapp.exchange.listing import MOST_ROWS, Rows
from webapp.exchange.plain import printable

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMATS = {
    Kind.DAY: "DD.MM.YYYY",
    Kind.EURO: '#,##0.## "€"',
    Kind.PERCENT: '0.## "%"',
    Kind.NUMBER: "#,##0.##",
}
_HEAD = Font(bold=True, color="FFFFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="FF171A2B")
_LINK = Font(color="FF0563C1", underline="single")
_TOP = Alignment(vertical="top", wrap_text=True)
_LONGEST_CELL, _LONGEST_LINK = 32_000, 2_000
_WHOLE = re.compile(r"\.##")


def write_workbook(rows: Rows, target: IO[bytes]) -> None:
    """Write a listing to a file, row by row."""
    book = Workbook(write_only=True)
    _write_rows(book, rows)
    _write_note(book, rows)
    book.save(target)


def _write_rows(book: Workbook, rows: Rows) -> None:
    sheet = book.create_sheet("Programme")
    sheet.freeze_panes = "B2"
    for place, heading in enumerate(rows.headings, 1):
        sheet.column_dimensions[get_column_letter(place)].width = heading.width
    sheet.append([_head(sheet, heading.label) for heading in rows.headings])
    headings = rows.headings
    for row in rows:
        sheet.append(
            [_cell(sheet, heading, value) for heading, value in zip(headings, row, strict=True)]
        )
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{rows.count + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_note(book: Workbook, rows: Rows) -> None:
    sheet = book.create_sheet("Angaben")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 90
    for label, words in _note(rows):
        sheet.append([_bold(sheet, label), _text(sheet, words)])


def _note(rows: Rows) -> Iterator[tuple[str, str]]:
    listing = rows.listing
    yield "Liste", listing.title
    yield from listing.asked
    yield "Stand", german_date(rows.today)
    yield "Zeilen", str(rows.count)
    if listing.cut:
        yield (
            "Gekürzt",
            f"Die Liste hat {len(listing.items)} Zeilen; hier stehen die ersten {MOST_ROWS}.",
        )
    yield "Leere Zellen", "Dazu nennt keine Quelle einen Wert."
    yield "Verbindlich", "ist immer die amtliche Seite des Fördergebers."
    for number, terms in enumerate(rows.terms):
        yield "Quellen und Lizenzen" if number == 0 else "", terms


def _head(sheet: Any, label: str) -> SheetCell:
    cell = _text(sheet, label)
    cell.font, cell.fill = _HEAD, _HEAD_FILL
    return cell


def _bold(sheet: Any, label: str) -> SheetCell:
    cell = _text(sheet, label)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, heading: Heading, value: Cell) -> SheetCell | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return _words(sheet, heading, value)
    cell = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]  # a day is fine
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    written = _FORMATS.get(heading.kind, "General")
    cell.number_format = _WHOLE.sub("", written) if whole else written
    cell.alignment = Alignment(vertical="top")
    return cell


def _words(sheet: Any, heading: Heading, value: str) -> SheetCell:
    cell = _text(sheet, value)
    if heading.kind is Kind.LINK and is_web_address(value) and len(value) <= _LONGEST_LINK:
        cell.hyperlink = value
        cell.font, cell.alignment = _LINK, Alignment(vertical="top")
    return cell


def _text(sheet: Any, value: str) -> SheetCell:
    """Words stay words: what a source writes is never a formula."""
    cell = WriteOnlyCell(sheet, value=printable(value)[:_LONGEST_CELL])
    cell.data_type = "s"
    cell.alignment = _TOP
    return cell
