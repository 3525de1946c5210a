"""The Umlage of a year as an Excel file: shares, classes by days, and the basis."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from webapp.cost_shares.fixing import Statement
from webapp.cost_shares.numbers import THOUSANDTHS
from webapp.cost_shares.paper import basis
from webapp.exchange.plain import printable

_EUROS, _DAY = '#,##0.00 "€"', "DD.MM.YYYY"
_SHARES = ("AGS", "Kommune", "Tage", "Punkte", "Sockelbetrag", "Nach Größenklasse", "Anteil")
_SPANS = ("AGS", "Kommune", "Größenklasse", "von", "bis", "Tage", "Gewicht")


def workbook_of(statement: Statement) -> bytes:
    """Write a fixed year; the sums are formulas, so that the sheet can be checked by itself."""
    book = Workbook()
    _write_shares(book.active, statement)
    _write_spans(book.create_sheet("Größenklassen"), statement)
    _write_basis(book.create_sheet("Grundlage"), statement)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _write_shares(sheet: Any, statement: Statement) -> None:
    sheet.title = "Anteile"
    _head(sheet, _SHARES, (11, 26, 8, 14, 16, 18, 16))
    for share in statement.split.shares:
        payer = share.payer
        points = payer.points / THOUSANDTHS
        euros = [cents / 100 for cents in (share.base, share.by_class, share.total)]
        sheet.append([payer.ags, printable(payer.name), payer.days, points, *euros])
    last = sheet.max_row
    sums = [f"=SUM({column}2:{column}{last})" for column in "CDEFG"]
    sheet.append(["", "Summe", *sums])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=2, min_col=5, max_col=7):
        for cell in row:
            cell.number_format = _EUROS


def _write_spans(sheet: Any, statement: Statement) -> None:
    _head(sheet, _SPANS, (11, 26, 16, 12, 12, 8, 10))
    for share in statement.split.shares:
        for it in share.payer.spans:
            name, size_class = printable(share.payer.name), printable(it.size_class)
            sheet.append([share.payer.ags, name, size_class, it.first, it.last, it.days])
            sheet.cell(sheet.max_row, 3).data_type = "s"  # words stay words, never a formula
            sheet.cell(sheet.max_row, 7, it.weight / THOUSANDTHS)
    for row in sheet.iter_rows(min_row=2, min_col=4, max_col=5):
        for cell in row:
            cell.number_format = _DAY


def _write_basis(sheet: Any, statement: Statement) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 32, 80
    lines = [
        ("Umlage", f"{statement.year}, Fassung {statement.number}"),
        ("Festgestellt am", statement.at[:10]),
        *basis(statement),
    ]
    if statement.changed:
        lines.append(("Geändert gegenüber der vorigen Fassung", statement.changed))
    for number, (name, said) in enumerate(lines, 1):
        sheet.cell(number, 1, name).font = Font(bold=True)
        cell = sheet.cell(number, 2, printable(said))
        cell.data_type, cell.alignment = "s", Alignment(wrap_text=True, vertical="top")


def _head(sheet: Any, names: tuple[str, ...], widths: tuple[int, ...]) -> None:
    sheet.append(list(names))
    for place, (cell, width) in enumerate(zip(sheet[1], widths, strict=True), 1):
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor="FF171A2B")
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "C2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth = "landscape", 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
