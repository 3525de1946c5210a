"""The chapters of the handbook and the pictures in them, as files beside this module."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from webapp.markdown import Page, page_of

PAGES = Path(__file__).parent / "pages"
PICTURES = PAGES / "bild"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: `name` is its address and its file."""

    name: str
    title: str
    about: str


CHAPTERS = (
    Chapter("verwaltung", "Für die Verwaltung", "Suchen, Vorhaben beschreiben, Brief lesen"),
    Chapter(
        "antrag",
        "Vom Antrag bis zum Nachweis",
        "Förderakten, Pflichten, Beratung, Wissen, Konto",
    ),
    Chapter(
        "management",
        "Für das Fördermittelmanagement",
        "Prüfen, empfehlen, beraten, Quellen pflegen",
    ),
    Chapter("betrieb", "Für den Betrieb", "Einrichten, sichern, wiederherstellen, nachsehen"),
)


def chapter(name: str) -> Chapter | None:
    """Find a chapter by its address."""
    return next((it for it in CHAPTERS if it.name == name), None)


@lru_cache
def content_of(it: Chapter) -> Page:
    """Give a chapter as HTML; the file cannot change while the site runs."""
    return page_of((PAGES / f"{it.name}.md").read_text(encoding="utf-8"))
