"""A list as an Excel file: real days and euros, a head that stays, links, and where it is from."""

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from index.status import german_date
from webapp.exchange.columns import Heading, Kind
from webapp.exchange.listing import MOST_ROWS, Rows
from webapp.exchange.plain import printable
from webapp.exchange.sheet_rows import SheetRows, Styles

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
_TOP, _TOP_WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
_WHOLE = re.compile(r"\.##")
_SHEET = "xl/worksheets/sheet1.xml"
_TARGETS = "xl/worksheets/_rels/sheet1.xml.rels"


def write_workbook(rows: Rows, target: IO[bytes]) -> None:
    """Write a listing to a file; its rows go through a file of their own, not through memory."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    written = SheetRows(rows.headings, _styles(sheet))
    with TemporaryFile() as body:
        for row in rows:
            body.write(written.row(row))
        _dress(sheet, written)
        _write_note(book.create_sheet("Angaben"), rows)
        frame = BytesIO()
        book.save(frame)
        body.seek(0)
        _put_together(frame, body, written, target)


def _styles(sheet: Worksheet) -> Styles:
    """Have the book know each way a cell can look; gives their numbers."""
    return Styles(
        words=_style(sheet, _TOP_WRAPPED),
        link=_style(sheet, _TOP, font=_LINK),
        values={
            (kind, whole): _style(sheet, _TOP, number_format=_written(kind, whole))
            for kind in Kind
            for whole in (True, False)
        },
    )


def _style(sheet: Worksheet, alignment: Alignment, **looks: object) -> int:
    cell = WriteOnlyCell(sheet)
    cell.alignment = alignment
    for name, look in looks.items():
        setattr(cell, name, look)
    return cell.style_id


def _written(kind: Kind, whole: bool) -> str:
    written = _FORMATS.get(kind, "General")
    return _WHOLE.sub("", written) if whole else written


def _dress(sheet: Worksheet, written: SheetRows) -> None:
    """The head, and how the table is read and printed."""
    sheet.title = "Programme"
    for place, heading in enumerate(written.headings, 1):
        _head(sheet, place, heading)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(written.headings))}{written.count + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _head(sheet: Worksheet, place: int, heading: Heading) -> None:
    sheet.column_dimensions[get_column_letter(place)].width = heading.width
    cell = _text(sheet, 1, place, heading.label)
    cell.font, cell.fill = _HEAD, _HEAD_FILL


def _write_note(sheet: Worksheet, rows: Rows) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 90
    for number, (label, words) in enumerate(_note(rows), 1):
        _text(sheet, number, 1, label).font = Font(bold=True)
        _text(sheet, number, 2, words)


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


def _text(sheet: Worksheet, row: int, column: int, value: str) -> SheetCell:
    cell = sheet.cell(row, column, printable(value))
    assert isinstance(cell, SheetCell)
    cell.data_type = "s"  # never a formula
    cell.alignment = _TOP_WRAPPED
    return cell


def _put_together(frame: IO[bytes], body: IO[bytes], written: SheetRows, target: IO[bytes]) -> None:
    """Copy the frame, with the rows below the head and the links where the format wants them."""
    with ZipFile(frame) as made, ZipFile(target, "w", ZIP_DEFLATED) as out:
        for name in made.namelist():
            if name != _SHEET:
                out.writestr(name, made.read(name))
        above, _, below = made.read(_SHEET).partition(b"</sheetData>")
        between, margins, rest = below.partition(b"<pageMargins")
        with out.open(_SHEET, "w") as part:
            part.write(above)
            shutil.copyfileobj(body, part)
            part.write(b"</sheetData>" + between + written.hyperlinks() + margins + rest)
        if written.links:
            out.writestr(_TARGETS, written.targets())
