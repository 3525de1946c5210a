"""A programme on one or two sheets of paper: what its page answers first, as a PDF file."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from io import BytesIO
from typing import Any

from index.programme import Programme
from index.record import Contact
from index.status import german_date
from webapp.programmes.history import Fit
from webapp.programmes.passages import gist
from webapp.programmes.quick_check import quick_check

_MOST_FITS, _MOST_LINES, _LONGEST = 6, 8, 420
_LIKE = {"≥": ">=", "≤": "<=", "→": "->", "−": "-", "\u2011": "-", "\u2010": "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on the paper: the programme, whom it fits, the day, and where its page is."""

    programme: Programme
    fits: tuple[Fit, ...]
    today: date
    address: str


def pdf_of(sheet: Sheet) -> bytes:
    """Write the sheets as a PDF file."""
    # Most processes never write one: the library is read when somebody asks.
    from reportlab.platypus import SimpleDocTemplate

    target, found = BytesIO(), sheet.programme
    paper = SimpleDocTemplate(
        target,
        leftMargin=51,
        rightMargin=51,
        topMargin=45,
        bottomMargin=51,
        title=found.title,
        author="Fördernetz",
        lang=found.language,
    )
    said = f"Fördernetz, Stand {german_date(sheet.today)}. Maßgeblich ist die amtliche Seite."

    def foot(canvas: Any, _: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(51, 30, f"{said} Blatt {canvas.getPageNumber()}")

    paper.build(list(_story(sheet)), onFirstPage=foot, onLaterPages=foot)
    return target.getvalue()


def rows(sheet: Sheet) -> Iterator[tuple[str, list[str]]]:
    """Yield what the table says, heading and lines; an absent answer is said to be absent."""
    found = sheet.programme
    for answer in quick_check(found, sheet.today):
        lines = [*answer.lines] or ["keine Angabe"]
        if answer.unstated:
            lines.append(f"Keine Angabe: {', '.join(answer.unstated)}")
        yield answer.question, [*lines, *filter(None, [answer.note])]
    yield "Ansprechpartner", [_contact(it) for it in found.contacts[:2]] or ["keine Angabe"]
    yield "Amtliche Seite", [found.official_page or "keine Angabe"]
    yield "In Fördernetz", [sheet.address]
    if fits := [_fit(it) for it in sheet.fits[:_MOST_FITS]]:
        yield "Passt zu", fits
    yield "Quellen", [line for telling in found.tellings for line in _source(telling)]


def writable(text: str) -> str:
    """Replace letters that the letters of the paper lack by the nearest ones."""
    return "".join(_letter(one) for one in text if one.isprintable())


def _letter(one: str) -> str:
    for attempt in (one, _LIKE.get(one, ""), unicodedata.normalize("NFKD", one)[:1]):
        if attempt and attempt.encode("windows-1252", "ignore").decode("windows-1252") == attempt:
            return attempt
    return "?"


def _story(sheet: Sheet) -> Iterator[Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    text = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=13.5)
    label = ParagraphStyle("label", text, fontSize=9, textColor=HexColor("#555866"))
    title = ParagraphStyle("title", text, fontName="Helvetica-Bold", fontSize=16, leading=20)
    found = sheet.programme
    yield Paragraph(_safe(" · ".join((*found.levels, *found.funders))), label)
    yield Paragraph(_safe(found.title), ParagraphStyle("head", title, spaceAfter=6))
    yield Paragraph(_safe(gist(found)), ParagraphStyle("gist", text, spaceAfter=8))
    cells = [
        [Paragraph(_safe(name), label), [Paragraph(_safe(line), text) for line in lines]]
        for name, lines in ((name, lines[:_MOST_LINES]) for name, lines in rows(sheet))
    ]
    look = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEABOVE", (0, 0), (-1, -1), 0.5, HexColor("#c8cbd7")),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ]
    yield Table(cells, colWidths=[95, 398], style=look)


def _safe(line: str) -> str:
    short = line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"
    return escape(writable(short), quote=False)


def _contact(it: Contact) -> str:
    place = f"{it.postcode} {it.city}".strip()
    return ", ".join(part for part in (it.name, it.street, place, it.phone, it.email) if part)


def _fit(it: Fit) -> str:
    verdict = "passt" if it.eligible == "yes" else "zu klären"
    return f"{it.title} ({it.municipality}): {verdict}. {' '.join(it.reasons[:2])}".strip()


def _source(telling: Any) -> Iterator[str]:
    record = telling.record
    yield f"{telling.source_label}, Stand {german_date(telling.last_seen)}: {record.url}"
    terms = record.attribution or telling.source_label
    yield terms if not record.licence or record.licence in terms else f"{terms}, {record.licence}"
