"""A small invented register to search in."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from conftest import MONDAY, make_record, make_source

from index.facts import Facts
from index.record import SourceRecord
from index.register import save_record
from index.runs import finish_run, start_run
from index.schema import create_database
from index.search.engine import Found, Question, Sort, search
from index.source import remember_source
from index.store import Database
from index.vocabulary import ApplicantType, Level, Region

Ask = Callable[..., Found]


def sample(key: str, title: str, summary: str = "", **more: Any) -> SourceRecord:
    address = f"https://www.example.org/{key}"
    return make_record(key=key, url=address, title=title, summary=summary, **more)


SAMPLES = (
    sample("radweg", "Radwege für Städte und Gemeinden", "Gefördert wird der Bau von Radwegen."),
    sample("bad", "Sanierung von Schwimmbädern", "Zuschuss für Hallenbäder und Freibäder."),
    sample(
        "klima",
        "Klimaschutz in Kommunen (444)",
        "Begrünung von Schulhöfen.",
        product_numbers=("444",),
    ),
    sample(
        "bayern",
        "Bayerisches Programm für Radwege",
        "Gefördert wird der Bau von Radwegen.",
        regions=(Region.BAVARIA,),
    ),
    sample(
        "bund",
        "Denkmalpflege des Bundes",
        "Erhaltung von Denkmälern.",
        levels=(Level.FEDERAL,),
        regions=(Region.NATIONWIDE,),
    ),
    sample(
        "firma",
        "Denkmalpflege in Betrieben",
        "Erhaltung von Denkmälern.",
        levels=(Level.FEDERAL,),
        regions=(Region.NATIONWIDE,),
        eligible_applicants=(ApplicantType.COMPANY,),
    ),
    sample(
        "eu",
        "Cycling and walking for better cities",
        "Projects improve the bicycle network of towns.",
        language="en",
        levels=(Level.EU,),
        regions=(Region.EU,),
    ),
    sample(
        "ende",
        "Altes Programm für Museen",
        "Museumsförderung",
        status_line="Antragstellung nicht mehr möglich",
    ),
    sample("museum", "Programm für Museen", "Museumsförderung"),
    sample(
        "nebenbei", "Hilfe für Vereine", "Ein Verein darf auch ein Museum <betreiben> & pflegen."
    ),
)


def make_register(folder: Path, samples: Iterable[SourceRecord] = SAMPLES) -> Database:
    """A database with the sample programmes; the third deadline-free museum is closed."""
    db = create_database(folder)
    remember_source(db, make_source())
    run = start_run(db, "sample", MONDAY)
    for record in samples:
        save_record(db, run, record, Facts(), "test", MONDAY)
    finish_run(db, run, MONDAY)
    return db


def asking(db: Database, folder: Path) -> Ask:
    """A function that asks: words, then page, size and filters by name."""

    def ask(
        words: str,
        today: date = MONDAY,
        page: int = 1,
        size: int = 20,
        sort: Sort = Sort.RELEVANCE,
        **filters: tuple[str, ...],
    ) -> Found:
        return search(folder, db, Question(words, filters, page, size, sort), today)

    return ask


def keys(found: Found) -> list[str]:
    """The keys of the hits, best first."""
    return [hit.url.rsplit("/", 1)[1] for hit in found.hits]
