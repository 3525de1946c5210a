"""The report on paper: figures by parts, charts with their tables, reasons, what did not work."""

from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from typing import Any

from index.municipality import Municipality
from index.status import german_date
from webapp.programmes.sheet import writable
from webapp.reporting import wording
from webapp.reporting.charts import bars
from webapp.reporting.report import Report, Told

_WIDTH = 477


def pdf_of(report: Report, town: Municipality | None) -> bytes:
    """Write the report as a PDF file; with a town its figures stand beside those of the county."""
    # Most processes never write one: the library is read when somebody asks.
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    target, period = BytesIO(), report.asked.period
    span = f"{german_date(period.first)} bis {german_date(period.last)}"
    paper = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=59,
        rightMargin=59,
        topMargin=54,
        bottomMargin=54,
        title=f"Bericht Fördermittelmanagement {span}",
        author="Fördernetz",
        lang="de",
    )
    said = f"Fördernetz, Bericht {span}, Stand {german_date(report.asked.today)}."

    def foot(canvas: Any, _: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(59, 30, writable(f"{said} Blatt {canvas.getPageNumber()}"))

    story = list(_story(report, town, span))
    paper.build(story, onFirstPage=foot, onLaterPages=foot)
    return target.getvalue()


class _Styles:
    """The letters of the report."""

    def __init__(self) -> None:
        from reportlab.lib.styles import ParagraphStyle

        self.text = ParagraphStyle("text", fontName="Helvetica", fontSize=9.5, leading=13)
        self.small = ParagraphStyle("small", self.text, fontSize=8, leading=10.5, spaceBefore=3)
        self.cell = ParagraphStyle("cell", self.text, fontSize=8.5, leading=11)
        self.right = ParagraphStyle("right", self.cell, alignment=2)
        self.bold = ParagraphStyle("bold", self.cell, fontName="Helvetica-Bold")
        self.bold_right = ParagraphStyle("bold_right", self.bold, alignment=2)
        head = ParagraphStyle("head", self.text, fontName="Helvetica-Bold", keepWithNext=True)
        self.title = ParagraphStyle("title", head, fontSize=17, leading=22, spaceAfter=4)
        self.part = ParagraphStyle("part", head, fontSize=12, leading=16, spaceBefore=12)
        self.chart = ParagraphStyle("chart", head, fontSize=10, leading=14, spaceBefore=8)


def _story(report: Report, town: Municipality | None, span: str) -> Iterator[Any]:
    from reportlab.platypus import Paragraph, Spacer

    styles = _Styles()
    yield Paragraph(_safe("Bericht des Fördermittelmanagements"), styles.title)
    whom = f"{town.name} und Kreis" if town else "Kreis Groß-Gerau"
    yield Paragraph(_safe(f"{whom}, {span}"), styles.text)
    yield Spacer(1, 6)
    lead = "Im ganzen Kreis: " if town else ""
    yield Paragraph(_safe(f"{lead}{wording.summary(report)}"), styles.text)
    yield from _parts(report, town, styles)
    if len(report.towns) > 1:
        yield from _by_town(report, styles)
    yield from _by_topic(report, styles)
    yield from _reasons(report, styles)


def _parts(report: Report, town: Municipality | None, styles: _Styles) -> Iterator[Any]:
    from reportlab.platypus import KeepTogether, Paragraph

    for group, figures in report.groups():
        head = ["Kennzahl", *([town.short_name] if town else []), "Kreis"]
        rows = [[it.figure.label, *_values(it, town)] for it in figures]
        widths = [_WIDTH - 115 * (len(head) - 1)] + [115] * (len(head) - 1)
        part = Paragraph(_safe(group.value), styles.part)
        yield KeepTogether([part, _table(head, rows, widths, styles)])


def _values(it: Told, town: Municipality | None) -> list[str]:
    unit = it.figure.unit
    county = wording.shown(it.value, unit)
    if it.unknown:
        county += f" ({it.unknown} ohne Betrag)"
    if town is None:
        return [county]
    own = wording.shown(it.of_town(town.ags), unit) if it.figure.private else "-"
    return [own, county]


def _by_town(report: Report, styles: _Styles) -> Iterator[Any]:
    from reportlab.platypus import Paragraph

    told = [report.told[key] for key in wording.BY_TOWN]
    names = {town.ags: town.short_name for town in report.towns}
    euros = report.told["bewilligte-euro"]
    part = Paragraph("Nach Kommune", styles.part)
    yield from _chart(part, euros, [*names.items()], euros.by_town, styles)
    head = ["Kommune", *(it.figure.label for it in told)]
    rows = [
        [name, *(wording.shown(it.of_town(ags), it.figure.unit) for it in told)]
        for ags, name in names.items()
    ]
    rows.append(["Im Kreis zusammen", *(wording.shown(it.value, it.figure.unit) for it in told)])
    yield _table(head, rows, [92.0, 52, 47, 48, 72, 68, 48, 50], styles)
    yield Paragraph(_safe(wording.JOINT_NOTE), styles.small)


def _by_topic(report: Report, styles: _Styles) -> Iterator[Any]:
    from reportlab.platypus import Paragraph

    topics = wording.topics_of(report)
    if not topics:
        return
    told = [report.told[key] for key in wording.BY_TOPIC]
    part = Paragraph(_safe("Nach Förderbereich, ganzer Kreis"), styles.part)
    euros = report.told["bewilligte-euro"]
    pairs = [(topic, topic) for topic in topics]
    yield from _chart(part, euros, pairs, euros.by_topic, styles)
    head = ["Förderbereich", *(it.figure.label for it in told)]
    rows = [
        [topic, *(wording.shown(it.by_topic.get(topic, 0), it.figure.unit) for it in told)]
        for topic in topics
    ]
    yield _table(head, rows, [132.0, 58, 58, 58, 88, 83], styles)
    yield Paragraph(_safe(wording.TOPICS_NOTE), styles.small)


def _reasons(report: Report, styles: _Styles) -> Iterator[Any]:
    from reportlab.platypus import KeepTogether, Paragraph, Spacer

    found = wording.with_reasons(report)
    if found:
        yield Paragraph(_safe("Gründe, ganzer Kreis"), styles.part)
    for it in found:
        rows = [[reason, str(count)] for reason, count in wording.reasons_of(it)]
        table = _table([it.figure.label, "Anzahl"], rows, [_WIDTH - 60, 60], styles)
        yield KeepTogether([table, Spacer(1, 8)])


def _chart(
    part: Any, told: Told, names: list[tuple[str, str]], values: dict[str, int], styles: _Styles
) -> Iterator[Any]:
    """A heading and a chart of what is above nothing; all values stand in the table below it."""
    from reportlab.platypus import KeepTogether, Paragraph

    rows = [(writable(name), values[key]) for key, name in names if values.get(key, 0) > 0]
    if not rows:
        yield part
        return
    written = [writable(wording.shown(value, told.figure.unit)) for _, value in rows]
    shorter = [(name if len(name) <= 34 else f"{name[:33]}…", value) for name, value in rows]
    said = f"{told.figure.label} (alle Werte stehen in der Tabelle)"
    head = Paragraph(_safe(said), styles.chart)
    yield KeepTogether([part, head, bars(shorter, written, _WIDTH)])


def _table(head: list[str], rows: list[list[str]], widths: Sequence[float], styles: _Styles) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Paragraph, Table

    def line(words: list[str], first: Any, others: Any) -> list[Any]:
        kinds = [first, *(others for _ in words[1:])]
        return [Paragraph(_safe(it), kind) for it, kind in zip(words, kinds, strict=True)]

    cells = [line(head, styles.bold, styles.bold_right)]
    cells += [line(row, styles.cell, styles.right) for row in rows]
    look = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor("#171a2b")),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, HexColor("#c8cbd7")),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ]
    return Table(cells, colWidths=widths, style=look, repeatRows=1, hAlign="LEFT")


def _safe(line: str) -> str:
    return escape(writable(line), quote=False)
