"""The matrix of participation as an Excel file."""

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from index.status import german_date
from webapp.applications.akte import Team
from webapp.exchange.plain import printable
from webapp.participation.matrix import Matrix, Shown

_HEAD = Font(bold=True, color="FFFFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="FF171A2B")
_LEADING = ("Projekt", "Art", "Stand", "beendet am")
_WIDTHS = (48, 16, 12, 14)
_TURNED = Alignment(text_rotation=90, horizontal="center", vertical="bottom")
_MIDDLE = Alignment(horizontal="center", vertical="top")


def workbook_of(matrix: Matrix, shown: Shown, today: date) -> bytes:
    """Write the matrix with its legend."""
    book = Workbook()
    _write_matrix(book.active, matrix)
    _write_legend(book.create_sheet("Angaben"), shown, today)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _write_matrix(sheet: Any, matrix: Matrix) -> None:
    sheet.title = "Beteiligung"
    sheet.append([*_LEADING, *(it.short_name for it in matrix.towns)])
    for row in matrix.rows:
        teams = [row.parts[it.ags].value if it.ags in row.parts else None for it in matrix.towns]
        state = "beendet" if row.is_over else "läuft"
        sheet.append([None, row.kind, state, row.closed_on, *teams])
        title = sheet.cell(sheet.max_row, 1, printable(row.title))
        title.data_type = "s"  # never a formula
    _dress(sheet, len(matrix.towns))


def _dress(sheet: Any, towns: int) -> None:
    for cell in sheet[1]:
        cell.font, cell.fill = _HEAD, _HEAD_FILL
    first = len(_LEADING) + 1
    for column in range(first, first + towns):
        sheet.cell(1, column).alignment = _TURNED
        sheet.column_dimensions[get_column_letter(column)].width = 6
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, column).alignment = _MIDDLE
    for place, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 4).number_format = "DD.MM.YYYY"
    sheet.freeze_panes = "B2"
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_legend(sheet: Any, shown: Shown, today: date) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 60
    for row in (
        ("Stand", german_date(today)),
        ("Auswahl", shown.value),
        *((it.value, it.label) for it in Team),
    ):
        sheet.append(row)
