"""The report as an Excel file: figures, towns and topics with charts, and all rows by part."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from index.municipality import Municipality
from index.status import german_date
from index.store import Database
from webapp.exchange.plain import printable
from webapp.reporting import wording
from webapp.reporting.figure import Group, Row, Unit
from webapp.reporting.report import Report, Told
from webapp.reporting.titles import with_titles

_EUROS, _DAY = '#,##0.00 "€"', "DD.MM.YYYY"
_ROW_HEAD = ("Kennzahl", "Tag", "Was", "Näheres", "Kommunen", "Gründe", "Förderbereiche", "Wert")
_ROW_WIDTHS = (30, 12, 44, 44, 28, 30, 36, 16)
_LONGEST, MOST_ROWS = 32_000, 10_000


def workbook_of(report: Report, town: Municipality | None) -> bytes:
    """Write the report; every part has a sheet with the rows that its figures count."""
    book = Workbook()
    _write_figures(book.active, report, town)
    if len(report.towns) > 1:
        rows = [(it.short_name, it.ags) for it in report.towns]
        told = [report.told[key] for key in wording.BY_TOWN]
        _write_cross(book.create_sheet("Kommunen"), "Kommune", rows, told, lambda it: it.by_town)
    topics = [(topic, topic) for topic in wording.topics_of(report)]
    if topics:
        told = [report.told[key] for key in wording.BY_TOPIC]
        sheet = book.create_sheet("Förderbereiche")
        _write_cross(sheet, "Förderbereich", topics, told, lambda it: it.by_topic)
    names = {it.ags: it.short_name for it in report.all_towns}
    for group, figures in report.groups():
        _write_rows(report.asked.db, book.create_sheet(_sheet_name(group)), figures, names)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _write_figures(sheet: Any, report: Report, town: Municipality | None) -> None:
    period = report.asked.period
    sheet.title = "Kennzahlen"
    own = [town.short_name] if town else []
    names = ("Teil", "Kennzahl", *own, "Kreis", "Einheit", "Was sie zählt")
    _head(sheet, names, (34, 38, *(16 for _ in own), 16, 16, 90))
    for group, figures in report.groups():
        for it in figures:
            said = (*_own(it, town), _plain(it.value, it), it.figure.unit.value, it.figure.about)
            sheet.append([group.value, it.figure.label, *said])
            for cell in sheet[sheet.max_row][2:4]:
                cell.number_format = _format(it)
    sheet.append([])
    span = f"{german_date(period.first)} bis {german_date(period.last)}"
    for label, words in (
        ("Zeitraum", span),
        ("Stand", german_date(report.asked.today)),
        ("Hinweis", wording.JOINT_NOTE),
        ("Hinweis", wording.TOPICS_NOTE),
    ):
        sheet.append([label, words])


def _own(told: Told, town: Municipality | None) -> list[float | None]:
    if town is None:
        return []
    return [_plain(told.of_town(town.ags), told) if told.figure.private else None]


def _write_cross(
    sheet: Any, head: str, rows: list[tuple[str, str]], told: list[Told], values: Any
) -> None:
    labels = (head, *(it.figure.label for it in told))
    _head(sheet, labels, (34, *(20 for _ in told)))
    for name, key in rows:
        sheet.append([printable(name), *(_plain(values(it).get(key, 0), it) for it in told)])
        for cell, it in zip(sheet[sheet.max_row][1:], told, strict=True):
            cell.number_format = _format(it)
    euros = next(n for n, it in enumerate(told, 2) if it.figure.key == "bewilligte-euro")
    sheet.add_chart(_chart(sheet, euros, len(rows)), f"A{len(rows) + 4}")
    if euros > 2:
        counts = next(n for n, it in enumerate(told, 2) if it.figure.key == "bewilligt")
        sheet.add_chart(_chart(sheet, counts, len(rows)), f"E{len(rows) + 4}")


def _chart(sheet: Any, column: int, count: int) -> BarChart:
    chart = BarChart()
    chart.type, chart.legend, chart.gapWidth = "bar", None, 40
    chart.title = sheet.cell(1, column).value
    data = Reference(sheet, min_col=column, min_row=1, max_row=count + 1)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=count + 1))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.height, chart.width = max(7, count * 0.7), 17
    return chart


def _write_rows(db: Database, sheet: Any, figures: Iterable[Told], names: dict[str, str]) -> None:
    _head(sheet, _ROW_HEAD, _ROW_WIDTHS)
    number = 1  # `max_row` looks through all cells each time
    for it in figures:
        for row in with_titles(db, it.rows[:MOST_ROWS]):
            number += 1
            sheet.append(_cells(it, row, names))
            sheet.cell(number, 2).number_format = _DAY
            for place in (3, 4):  # words stay words: what somebody wrote is never a formula
                sheet.cell(number, place).data_type = "s"
            sheet.cell(number, 8).number_format = _format(it)
        if len(it.rows) > MOST_ROWS:
            number += 1
            more = f"und {len(it.rows) - MOST_ROWS} weitere; bitte einen kürzeren Zeitraum wählen"
            sheet.append([it.figure.label, None, more])
    last = get_column_letter(len(_ROW_HEAD))
    sheet.auto_filter.ref = f"A1:{last}{number}"


def _cells(told: Told, row: Row, names: dict[str, str]) -> list[Any]:
    counts = told.figure.unit is Unit.COUNT
    amount = 1 if counts else None if row.amount is None else _plain(row.amount, told)
    return [
        told.figure.label,
        date.fromisoformat(row.day) if row.day else None,
        printable(row.title)[:_LONGEST],
        printable(row.detail)[:_LONGEST],
        ", ".join(names[ags] for ags in row.towns),
        "; ".join(row.reasons),
        "; ".join(row.topics),
        amount,
    ]


def _plain(value: int, told: Told) -> float:
    return value / 100 if told.figure.unit is Unit.EURO else value


def _format(told: Told) -> str:
    return _EUROS if told.figure.unit is Unit.EURO else "#,##0"


def _sheet_name(group: Group) -> str:
    return group.value[:31]


def _head(sheet: Any, names: tuple[str, ...], widths: tuple[int, ...]) -> None:
    sheet.append(list(names))
    for place, (cell, width) in enumerate(zip(sheet[1], widths, strict=False), 1):
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor="FF171A2B")
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth = "landscape", 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
