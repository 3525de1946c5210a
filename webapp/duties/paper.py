"""The hand-over pack as a PDF file: each akte with what is due, who knows, and what lies in it."""

from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import Any

from index.record import Contact
from index.status import german_date
from webapp.applications.award import in_words
from webapp.duties.handing_over import Folder, Pack
from webapp.duties.keepers import Care
from webapp.programmes.sheet import writable

_NOBODY = "niemand"


def pdf_of(pack: Pack) -> bytes:
    """Write the pack."""
    # Most processes never write one: the library is read when somebody asks.
    from reportlab.platypus import SimpleDocTemplate

    target = BytesIO()
    paper = SimpleDocTemplate(
        target,
        leftMargin=51,
        rightMargin=51,
        topMargin=45,
        bottomMargin=51,
        title=f"Übergabe {pack.whose}",
        author="Fördernetz",
        lang="de",
    )
    said = f"Fördernetz, Übergabe, Stand {german_date(pack.today)}. Vertraulich."

    def foot(canvas: Any, _: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(51, 30, writable(f"{said} Blatt {canvas.getPageNumber()}"))

    paper.build(list(_story(pack)), onFirstPage=foot, onLaterPages=foot)
    return target.getvalue()


def opening(pack: Pack) -> str:
    """What the pack holds, in one sentence."""
    akten = "1 Förderakte" if len(pack.folders) == 1 else f"{len(pack.folders)} Förderakten"
    duties = "1 offene Pflicht" if pack.duties == 1 else f"{pack.duties} offene Pflichten"
    asked = len(pack.questions)
    questions = "1 offene Rückfrage" if asked == 1 else f"{asked} offene Rückfragen"
    return f"{akten}, {duties}, {questions}."


def rows(folder: Folder, pack: Pack) -> Iterator[tuple[str, list[str]]]:
    """Yield what is told of one akte, heading and lines; what is absent is said to be."""
    akte = folder.akte
    yield "Stand", [akte.stage.label]
    yield "Programm", [akte.programme_title]
    towns = [f"{it.town} ({it.part.label})" for it in akte.applicants]
    yield "Antragsteller", [", ".join(towns)]
    yield "Zuständig", [_who(pack, akte.responsible, akte.deputy)]
    if akte.deadline:
        yield "Antragsfrist", [german_date(akte.deadline)]
    yield "Bescheid", [in_words(folder.award) if folder.award else "keiner eingetragen"]
    if folder.award and folder.award.conditions:
        yield "Auflagen", [folder.award.conditions]
    yield "Nächster Schritt", [akte.next_step or "keiner eingetragen"]
    yield "Offene Schritte", [_step(it.title, it.due_on) for it in folder.steps] or ["keine"]
    yield "Offene Pflichten", [_duty(it, pack) for it in folder.duties] or ["keine"]
    yield "Kontakt Fördergeber", [_contact(it) for it in folder.contacts] or ["nicht bekannt"]
    files = [f"{it.name} ({it.kind.label}, {it.size_in_words})" for it in folder.files]
    yield "Dateien", files or ["keine in der Akte"]


def _duty(care: Care, pack: Pack) -> str:
    duty = care.duty
    late = " (überfällig)" if duty.is_overdue(pack.today) else ""
    who = _who(pack, duty.responsible, duty.deputy)
    return f"{german_date(duty.due_on)}{late}: {duty.title}. {who}. Grundlage: {duty.basis}"


def _who(pack: Pack, responsible: int | None, deputy: int | None) -> str:
    names = [pack.names.get(it or 0, _NOBODY) for it in (responsible, deputy)]
    return f"Verantwortlich: {names[0]}, Vertretung: {names[1]}"


def _step(title: str, due_on: Any) -> str:
    return f"{title}, bis {german_date(due_on)}" if due_on else title


def _contact(it: Contact) -> str:
    place = f"{it.postcode} {it.city}".strip()
    return ", ".join(part for part in (it.name, place, it.phone, it.email) if part)


def _story(pack: Pack) -> Iterator[Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    text = ParagraphStyle("text", fontName="Helvetica", fontSize=9.5, leading=12.5)
    label = ParagraphStyle("label", text, fontSize=9, textColor=HexColor("#555866"))
    title = ParagraphStyle("title", text, fontName="Helvetica-Bold", fontSize=16, leading=20)
    part = ParagraphStyle("part", title, fontSize=12, leading=15, spaceBefore=14, spaceAfter=4)
    look = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEABOVE", (0, 0), (-1, -1), 0.5, HexColor("#c8cbd7")),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ]
    yield Paragraph(_safe(f"Übergabe: {pack.whose}"), title)
    yield Paragraph(_safe(opening(pack)), text)
    for folder in pack.folders:
        yield Paragraph(_safe(folder.akte.title), part)
        # One row per line: a row that is longer than a page cannot be broken.
        cells = [
            [Paragraph(_safe(name if first else ""), label), Paragraph(_safe(line), text)]
            for name, lines in rows(folder, pack)
            for first, line in _numbered(lines)
        ]
        yield Table(cells, colWidths=[95, 398], style=look)
    if pack.questions:
        yield Paragraph("Offene Rückfragen an das Fördermittelmanagement", part)
    for question in pack.questions:
        yield Paragraph(_safe(f"{german_date(question.asked_on)}: {question.subject}"), text)


def _numbered(lines: list[str]) -> Iterator[tuple[bool, str]]:
    """The paragraphs of the lines, each with whether it is the first."""
    parts = [part for line in lines for part in line.splitlines() if part.strip()]
    yield from ((index == 0, part) for index, part in enumerate(parts))


def _safe(line: str) -> str:
    return escape(writable(line), quote=False)
