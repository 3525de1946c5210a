"""A Förderakte on paper, for the file of the council."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from io import BytesIO
from typing import Any

from index.status import german_date
from webapp.applications.akte import Application
from webapp.applications.award import Award, in_words
from webapp.applications.files import Kept
from webapp.applications.money import AMOUNTS, LABELS, Money
from webapp.applications.steps import Step
from webapp.filters import cent, datum
from webapp.programmes.sheet import writable

_ROW = ("Kommune", *(LABELS[name] for name in (*AMOUNTS, "own")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What stands on the paper; `names` tells people by the number of their account."""

    akte: Application
    steps: tuple[Step, ...]
    award: Award | None
    files: tuple[Kept, ...]
    vorhaben: tuple[str, ...]
    names: Mapping[int, str]
    today: date
    address: str


def pdf_of(dossier: Dossier) -> bytes:
    """Write the sheets as a PDF file."""
    # Most processes never write one: the library is read when somebody asks.
    from reportlab.platypus import SimpleDocTemplate

    target = BytesIO()
    paper = SimpleDocTemplate(
        target,
        leftMargin=51,
        rightMargin=51,
        topMargin=45,
        bottomMargin=51,
        title=f"Förderakte {dossier.akte.id}: {dossier.akte.title}",
        author="Fördernetz",
        lang="de",
    )
    said = f"Förderakte {dossier.akte.id}, Stand {german_date(dossier.today)}, {dossier.address}"

    def foot(canvas: Any, _: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(51, 30, f"{writable(said)}  Blatt {canvas.getPageNumber()}")

    paper.build(list(_story(dossier)), onFirstPage=foot, onLaterPages=foot)
    return target.getvalue()


def cover_rows(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """What the paper says first: heading and answer; an absent one is said to be absent."""
    akte = dossier.akte
    yield "Stand", akte.stage.label
    yield "Programm", akte.programme_title
    yield "Vorhaben", ", ".join(dossier.vorhaben) or "keine Angabe"
    yield "Antragsteller", ", ".join(f"{it.town} ({it.part.label})" for it in akte.applicants)
    basis = f" ({akte.deadline_basis})" if akte.deadline_basis else ""
    yield "Antragsfrist", f"{datum(akte.deadline)}{basis}" if akte.deadline else "keine Angabe"
    yield "Nächster Schritt", akte.next_step or "keine Angabe"
    for label, number in (("Zuständig", akte.responsible), ("Vertretung", akte.deputy)):
        yield label, dossier.names.get(number or 0, "keine Angabe")
    if award := dossier.award:
        yield "Bescheid", in_words(award)
        yield "Auflagen", award.conditions or "keine Angabe"


def money_rows(akte: Application) -> Iterator[tuple[str, ...]]:
    """The amounts of each applicant, and their totals where there are several."""
    for it in akte.applicants:
        yield (it.town, *_amounts(it.money))
    if akte.is_joint:
        yield ("zusammen", *_amounts(akte.money))


def step_line(it: Step) -> str:
    """One step of the checklist in one line."""
    town = f" ({it.town})" if it.town else ""
    due = f", bis {datum(it.due_on)}" if it.due_on else ""
    done = f" – erledigt am {datum(it.done_at)}" if it.done else ""
    return f"[{'x' if it.done else '  '}] {it.title}{town}{due}{done}"


def _amounts(money: Money) -> Iterator[str]:
    """What is told; nobody has to tell that there are no Mittel Dritter."""
    for name in (*AMOUNTS, "own"):
        none = name == "third_party" and money.own is not None
        yield cent(getattr(money, name)) or ("keine" if none else "offen")


def _story(dossier: Dossier) -> Iterator[Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Spacer, Table

    text = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=13.5)
    small = ParagraphStyle("small", text, fontSize=8, leading=10.5)
    label = ParagraphStyle("label", text, fontSize=9, textColor=HexColor("#555866"))
    head = ParagraphStyle("head", text, fontName="Helvetica-Bold", fontSize=12, spaceBefore=10)
    title = ParagraphStyle("title", head, fontSize=16, leading=20, spaceAfter=6)
    lines = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEABOVE", (0, 0), (-1, -1), 0.5, HexColor("#c8cbd7")),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ]
    akte = dossier.akte
    yield Paragraph(_safe(f"Förderakte {akte.id}"), label)
    yield Paragraph(_safe(akte.title), title)
    cells = [[Paragraph(_safe(a), label), _paragraphs(b, text)] for a, b in cover_rows(dossier)]
    yield Table(cells, colWidths=[95, 398], style=lines)
    yield Paragraph("Geld", head)
    table = [[Paragraph(_safe(it), small) for it in row] for row in (_ROW, *money_rows(akte))]
    yield Table(table, colWidths=[93, *[80] * 5], style=lines, repeatRows=1)
    yield Paragraph("Checkliste", head)
    for it in dossier.steps:
        yield Paragraph(_safe(step_line(it)), text)
    yield Paragraph("Dateien", head)
    for kept in dossier.files:
        yield Paragraph(_safe(f"{kept.name} ({kept.kind.label}, {datum(kept.at)})"), text)
    if not dossier.files:
        yield Paragraph("keine", text)
    yield Spacer(1, 6)


def _paragraphs(said: str, style: Any) -> list[Any]:
    from reportlab.platypus import Paragraph

    return [Paragraph(_safe(line), style) for line in said.splitlines() if line.strip()]


def _safe(line: str) -> str:
    return escape(writable(line), quote=False)
