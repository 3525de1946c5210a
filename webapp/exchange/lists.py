"""The lists that can be taken along: which programmes, in which order, and what was asked."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from index.search.engine import FACET_LABELS, Question, found_programmes
from index.source import remembered_sources
from index.status import german_date
from index.store import Database
from matcher.project import Project
from webapp.desk.queries import news
from webapp.exchange.columns import Cell, Heading, Kind
from webapp.exchange.listing import MOST_ROWS, Item, Listing
from webapp.programmes.wording import CHANGE_LABELS
from webapp.projects.queries import matches_of
from webapp.projects.showing import ShownMatch, shown_matches
from webapp.search.addresses import SORT_LABELS
from webapp.search.boxes import Labels
from webapp.shortlists.queries import Shortlist, entries


def of_search(folder: Path, db: Database, question: Question, today: date) -> Listing:
    """All programmes that answer a search, whatever its page."""
    found = found_programmes(folder, db, question, today)
    return Listing(
        title=f"Suche „{question.words}“" if question.words else "Suche",
        asked=tuple(said_of(db, question, today)),
        items=[Item(programme=number) for number in found],
    )


def said_of(db: Database, question: Question, today: date) -> Iterator[tuple[str, str]]:
    """What a search asks for, in the words of the page: the question, filters, the order."""
    sources = {source.name: source.label for source in remembered_sources(db)}
    labels = Labels(sources, today)
    yield "Suchwörter", question.words or "(keine)"
    for facet, values in question.filters.items():
        yield FACET_LABELS[facet], ", ".join(labels.of(facet, value) for value in values)
    yield "Reihenfolge", SORT_LABELS[question.sort]


def of_news(db: Database, since: date, kind: str, today: date) -> Listing:
    """What the crawls found out since a day, one row for each event."""
    events = news(db, since, kind, 1, MOST_ROWS + 1)
    return Listing(
        title="Neues aus den Quellen",
        asked=(
            ("Zeitraum", f"{german_date(since)} bis {german_date(today)}"),
            ("Art der Änderung", CHANGE_LABELS.get(kind, "alle")),
        ),
        more=(
            Heading(label="Gefunden am", kind=Kind.DAY, width=14),
            Heading(label="Was geschah", width=14),
            Heading(label="Geänderte Felder", width=30),
        ),
        items=[
            Item(
                programme=one.programme,
                more=(one.change.day, one.change.saying, "; ".join(one.change.fields)),
            )
            for one in events
        ],
    )


_OF_MATCHES = (
    Heading(label="Vorhaben", width=30),
    Heading(label="Passung von 100", kind=Kind.NUMBER, width=12),
    Heading(label="Förderfähig", width=12),
    Heading(label="Vorgemerkt", width=12),
    Heading(label="Förderung höchstens", kind=Kind.EURO, width=16),
    Heading(label="Eigenanteil dann", kind=Kind.EURO, width=16),
    Heading(label="Dafür spricht", width=44),
    Heading(label="Dagegen spricht", width=44),
    Heading(label="Letzte Sitzung rechtzeitig", kind=Kind.DAY, width=16),
)


def of_project(db: Database, project: Project, today: date) -> Listing:
    """The programmes that fit one Vorhaben, in the order of its page."""
    shown = shown_matches(db, project, matches_of(db, project.id), today)
    town = project.municipality.name if project.municipality else ""
    return Listing(
        title=f"Passende Programme zu „{project.title}“",
        asked=(("Kommune", town), ("Vorhaben", project.title)),
        more=_OF_MATCHES,
        items=[_of_match(project, it) for it in shown],
    )


def of_kept(db: Database, projects: list[Project], whose: str, today: date) -> Listing:
    """What is kept for these Vorhaben, one row for each pair."""
    items = [
        _of_match(project, it)
        for project in projects
        for it in shown_matches(db, project, matches_of(db, project.id), today)
        if it.kept
    ]
    asked = (("Kommune", whose), ("Auswahl", "bei Vorhaben vorgemerkt"))
    return Listing(title="Vorgemerkte Programme", asked=asked, more=_OF_MATCHES, items=items)


def of_shortlist(db: Database, kept: Shortlist) -> Listing:
    """A Merkliste with its notes, in the order of its page."""
    return Listing(
        title=f"Merkliste „{kept.name}“",
        asked=(("Merkliste", kept.name), ("von", kept.owner)),
        more=(
            Heading(label="Notiz", width=40),
            Heading(label="Gemerkt am", kind=Kind.DAY, width=14),
        ),
        items=[
            Item(programme=it.programme.id, more=(it.note or None, date.fromisoformat(it.at[:10])))
            for it in entries(db, kept.id)
        ],
    )


def _of_match(project: Project, it: ShownMatch) -> Item:
    judgement = it.match.judgement
    more: tuple[Cell, ...] = (
        project.title,
        it.score,
        it.verdict,
        "ja" if it.kept else None,
        _euros(it.money.grant),
        _euros(it.money.own),
        "\n".join(judgement.reasons),
        "\n".join(judgement.obstacles),
        it.plan.meeting.day if it.plan and it.plan.meeting else None,
    )
    return Item(programme=it.programme.id, more=more)


def _euros(cents: int | None) -> Cell:
    return None if cents is None else cents / 100
