"""What a member pays as a letter on A4: the basis, the calculation, the amount."""

from collections.abc import Iterator
from datetime import date
from html import escape
from io import BytesIO
from typing import Any

from index.municipality import HOME, municipality
from index.status import german_date
from index.store import Database
from webapp.cost_shares.fixing import Statement
from webapp.cost_shares.numbers import written
from webapp.cost_shares.splitting import Share, Span
from webapp.filters import cent, zahl
from webapp.programmes.sheet import writable

_SENDER = "06433"


def pdf_of(db: Database, statement: Statement, share: Share) -> bytes:
    """Write the letter to one member as a PDF file."""
    # Most processes never write one: the library is read when somebody asks.
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    target = BytesIO()
    paper = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=71,
        rightMargin=57,
        topMargin=57,
        bottomMargin=57,
        title=f"Umlage {statement.year}, {share.payer.name}",
        author="Fördernetz",
        lang="de",
    )

    def foot(canvas: Any, _: Any) -> None:
        canvas.setFont("Helvetica", 8)
        said = f"Umlage {statement.year}, Fassung {statement.number}, {share.payer.name}."
        canvas.drawString(71, 30, writable(f"{said} Blatt {canvas.getPageNumber()}"))

    story = list(_story(db, statement, share))
    paper.build(story, onFirstPage=foot, onLaterPages=foot)
    return target.getvalue()


def basis(statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield on what the calculation rests, name and words."""
    rule, costs = statement.rule, statement.split.costs
    yield "Gesamtkosten des Jahres", cent(costs.total)
    yield "Davon gefördert (IKZ)", cent(costs.funding)
    yield "Von den Mitgliedern zu tragen", cent(costs.net)
    yield f"Sockelbetrag, {rule.base_percent} %", cent(statement.split.base)
    yield f"Nach Größenklassen, {100 - rule.base_percent} %", cent(statement.split.by_class)
    yield "Einwohnerzahlen", rule.census
    yield "Größenklassen", "; ".join(_class(it) for it in rule.classes)
    if rule.note:
        yield "Vereinbart in", rule.note
    if statement.note:
        yield "Kosten laut", statement.note


def calculation(statement: Statement, share: Share) -> Iterator[tuple[str, str, str]]:
    """Yield the steps to the amount: name, how it is worked out, amount."""
    split, payer = statement.split, share.payer
    days = f"{zahl(payer.days)} von {zahl(split.days)} Teilnahmetagen aller Mitglieder"
    yield "Sockelbetrag", f"{cent(split.base)} × {days}", cent(share.base)
    yield (
        "Nach Größenklasse",
        f"{cent(split.by_class)} × {written(payer.points)} von {written(split.points)} Punkten",
        cent(share.by_class),
    )
    yield "Anteil", "", cent(share.total)


def spans_in_words(spans: tuple[Span, ...]) -> str:
    """Say from when to when a member belonged to which class."""
    return "; ".join(
        f"{german_date(it.first)} bis {german_date(it.last)}: {it.size_class},"
        f" {it.days} Tage × Gewicht {written(it.weight)}"
        for it in spans
    )


def rounding(share: Share) -> str:
    """Say what became of the part of a cent."""
    parts = {"Sockelbetrag": share.base_rounded_up, "Größenklasse": share.class_rounded_up}
    up = " und ".join(name for name, yes in parts.items() if yes)
    how = "Einzelne Cent gehen an die größten Reste, bei gleichen nach amtlichem Gemeindeschlüssel."
    return f"{how} Aufgerundet: {up}." if up else f"{how} Hier wurde nicht aufgerundet."


def _class(it: Any) -> str:
    bounds = [f"{word} {zahl(n)}" for word, n in (("ab", it.lower), ("bis", it.upper)) if n]
    return f"{it.name} ({' '.join(bounds)}) Gewicht {written(it.weight)}".replace(" ()", "")


def _story(db: Database, statement: Statement, share: Share) -> Iterator[Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Spacer

    text = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=13.5, spaceAfter=5)
    small = ParagraphStyle("small", text, fontSize=8.5, leading=11)
    head = ParagraphStyle("head", text, fontName="Helvetica-Bold", fontSize=14, leading=18)
    part = ParagraphStyle("part", head, fontSize=10.5, leading=14, spaceBefore=8)
    sender, town = municipality(db, _SENDER), municipality(db, share.payer.ags)
    assert sender
    assert town
    yield Paragraph(_safe(f"{sender.name} · Fördermittelmanagement"), small)
    yield Spacer(1, 22)
    yield Paragraph(f"{_safe(town.name)}<br/>{_safe(HOME.value)}", text)
    yield Spacer(1, 26)
    yield Paragraph(f"Stand: {german_date(date.fromisoformat(statement.at[:10]))}", small)
    yield Paragraph(f"Umlage {statement.year} für das Fördermittelmanagement", head)
    said = f"Ihr Anteil an den Kosten des Jahres {statement.year} beträgt"
    yield Paragraph(f"{said} <b>{cent(share.total)}</b>.", text)
    if statement.changed:
        before = f"Diese Fassung {statement.number} ersetzt die Fassung {statement.number - 1}."
        yield Paragraph(_safe(f"{before} Geändert: {statement.changed}"), text)
    yield Paragraph("Grundlage", part)
    yield _pairs(basis(statement), text, small)
    yield Paragraph("Rechnung", part)
    yield _sums([*calculation(statement, share)], text, small)
    yield Spacer(1, 6)
    points = "Punkte sind Tage der Teilnahme mal Gewicht der Größenklasse."
    yield Paragraph(_safe(f"{points} {spans_in_words(share.payer.spans)}."), small)
    yield Paragraph(_safe(rounding(share)), small)


def _pairs(rows: Iterator[tuple[str, str]], text: Any, small: Any) -> Any:
    from reportlab.platypus import Paragraph, Table

    cells = [[Paragraph(_safe(name), small), Paragraph(_safe(said), text)] for name, said in rows]
    return Table(cells, colWidths=[140, 327], style=_look())


def _sums(rows: list[tuple[str, str, str]], text: Any, small: Any) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    right = ParagraphStyle("right", text, alignment=2)
    cells = [
        [Paragraph(_safe(a), text), Paragraph(_safe(b), small), Paragraph(_safe(c), right)]
        for a, b, c in rows
    ]
    last = [
        Paragraph(f"<b>{_safe(rows[-1][0])}</b>", text),
        "",
        Paragraph(f"<b>{rows[-1][2]}</b>", right),
    ]
    return Table([*cells[:-1], last], colWidths=[110, 257, 100], style=_look())


def _look() -> list[tuple[Any, ...]]:
    from reportlab.lib.colors import HexColor

    return [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEABOVE", (0, 0), (-1, -1), 0.5, HexColor("#c8cbd7")),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]


def _safe(line: str) -> str:
    return escape(writable(line), quote=False)
