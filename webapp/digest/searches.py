"""What is new in the saved searches of a person, or in what a subscriber chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from index.municipality import HOME
from index.programme import Programme
from index.search.engine import MissingIndex, Question, found_programmes
from index.store import Database
from index.vocabulary import ApplicantType
from webapp.digest.ledger import Line, Told, Why
from webapp.digest.letter import Finding, SearchSection
from webapp.digest.readers import Reader
from webapp.digest.shelf import Shelf
from webapp.saved.queries import SavedSearch, saved_searches
from webapp.search.addresses import question_at

MOST_ITEMS = 5
MOST_IN_AREAS = 15
_PROJECT = "suche:"
_LOOKED_AT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSearch:
    """A saved search with the programmes in it that the person has not been told of."""

    search: SavedSearch
    programmes: tuple[int, ...]


def ledger_project(search: int) -> str:
    """What stands in the ledger in place of a Vorhaben."""
    return f"{_PROJECT}{search}"


def due_searches(
    db: Database, folder: Path, reader: Reader, told: Told, today: date
) -> list[DueSearch]:
    """The searches for the letter; what any letter told of is left out, as is what was known.

    Without a search index there are none; the letter about Vorhaben goes out all the same.
    """
    due = []
    for search, question in _ordered(db, reader):
        try:
            found = found_programmes(folder, db, question, today)
        except MissingIndex:
            return []
        new = [n for n in found if n not in search.known and n not in told.programmes]
        due.append(DueSearch(search=search, programmes=tuple(new[:_LOOKED_AT])))
    return due


def searches_in(db: Database, reader: Reader, lines: Iterable[Line]) -> list[DueSearch]:
    """What a letter in the outbox tells below searches; a removed search is left out."""
    items: dict[str, list[int]] = {}
    for line in lines:
        if line.why is Why.SAVED_SEARCH and line.programme is not None:
            items.setdefault(line.subject, []).append(line.programme)
    return [
        DueSearch(search=search, programmes=tuple(items[ledger_project(search.id)]))
        for search, _ in _ordered(db, reader)
        if ledger_project(search.id) in items
    ]


def search_sections(
    due: Iterable[DueSearch], shelf: Shelf, told_above: Iterable[int]
) -> tuple[SearchSection, ...]:
    """The sections of one letter: no programme twice, and no more than a few per search."""
    told = set(told_above)
    sections = []
    for item in due:
        most = MOST_ITEMS if item.search.id else MOST_IN_AREAS
        programmes = shelf.usable(number for number in item.programmes if number not in told)
        new = [it for it in programmes.values() if _is_new(it, item.search)]
        told.update(it.id for it in new[:most])
        if new:
            sections.append(
                SearchSection(
                    search=item.search.id,
                    name=item.search.name,
                    address=item.search.address,
                    findings=tuple(_finding(it, item.search, shelf) for it in new[:most]),
                    remaining=max(0, len(new) - most),
                )
            )
    return tuple(sections)


def _ordered(db: Database, reader: Reader) -> list[tuple[SavedSearch, Question]]:
    """The searches that somebody wants told of in the letter."""
    if reader.account:
        saved = saved_searches(db, reader.account.id)
        return [(it, question_at(it.address)) for it in saved if it.in_letter]
    return [_of_areas(reader)] if reader.since else []


def _of_areas(reader: Reader) -> tuple[SavedSearch, Question]:
    """What a subscriber chose, as a search: programmes for municipalities here, by area."""
    assert reader.since is not None
    filters: dict[str, tuple[str, ...]] = dict(
        region=(HOME.value,), applicant=(ApplicantType.MUNICIPALITY.value,)
    )
    if reader.areas:
        filters["funding_area"] = reader.areas
    question = Question(words="", filters=filters | dict(new_since=(reader.since.isoformat(),)))
    search = SavedSearch(
        id=0,
        name=", ".join(reader.areas) or "Alle Förderbereiche",
        address=urlencode(filters, doseq=True),
        in_letter=True,
        known=frozenset(),
        saved_on=reader.since,
    )
    return search, question


def _is_new(programme: Programme, search: SavedSearch) -> bool:
    """Whether it is news: words may find an old programme only because others rank it anew."""
    if search.id and not question_at(search.address).words:
        return True
    return max(programme.first_seen, programme.last_changed) >= search.saved_on


def _finding(programme: Programme, search: SavedSearch, shelf: Shelf) -> Finding:
    subject = ledger_project(search.id)
    line = Line(why=Why.SAVED_SEARCH, programme=programme.id, subject=subject)
    return Finding(
        programme=programme,
        standing=shelf.standing(programme),
        money=shelf.money(programme),
        days_left=shelf.days_left(programme),
        own_lines=(line,),
    )
