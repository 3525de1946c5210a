"""What is new in the saved searches of a person, for their letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from index.programme import Programme
from index.search.engine import MissingIndex, found_programmes
from webapp.accounts.account import Account
from webapp.digest.letter import Finding, SearchSection
from webapp.digest.shelf import Shelf
from webapp.programmes.quick_check import quick_check
from webapp.saved.queries import SavedSearch, saved_searches
from webapp.search.addresses import question_at

SAVED_SEARCH = "saved search"
"""The reason for which a programme stands in a letter below a saved search."""

MOST_ITEMS, MOST_MONEY = 5, 2
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


def due_searches(db: Database, folder: Path, account: Account, today: date) -> list[DueSearch]:
    """The saved searches for the letter; what any letter told of is left out, as is what was known.

    Without a search index there are none; the letter about Vorhaben goes out all the same.
    """
    ordered = [search for search in saved_searches(db, account.id) if search.in_letter]
    told = _told(db, account) if ordered else set()
    due = []
    for search in ordered:
        try:
            found = found_programmes(folder, db, question_at(search.address), today)
        except MissingIndex:
            return []
        new = [number for number in found if number not in search.known and number not in told]
        due.append(DueSearch(search=search, programmes=tuple(new[:_LOOKED_AT])))
    return due


def searches_in(db: Database, account: Account, letter: int) -> list[DueSearch]:
    """What a claimed letter tells below saved searches; a removed search is left out."""
    sql = "select project, programme from letter_item where letter = ? and reason = ?"
    items: dict[str, list[int]] = {}
    for row in db.query(sql, [letter, SAVED_SEARCH]):
        items.setdefault(row["project"], []).append(row["programme"])
    return [
        DueSearch(search=search, programmes=tuple(items[ledger_project(search.id)]))
        for search in saved_searches(db, account.id)
        if ledger_project(search.id) in items
    ]


def search_sections(
    due: Iterable[DueSearch], shelf: Shelf, told_above: Iterable[int]
) -> tuple[SearchSection, ...]:
    """The sections of one letter: no programme twice, and no more than a few per search."""
    told = set(told_above)
    sections = []
    for item in due:
        programmes = shelf.usable(number for number in item.programmes if number not in told)
        new = [it for it in programmes.values() if _is_new(it, item.search)]
        told.update(it.id for it in new[:MOST_ITEMS])
        if new:
            sections.append(
                SearchSection(
                    search=item.search.id,
                    name=item.search.name,
                    address=item.search.address,
                    findings=tuple(_finding(it, shelf.today) for it in new[:MOST_ITEMS]),
                    remaining=max(0, len(new) - MOST_ITEMS),
                )
            )
    return tuple(sections)


def _told(db: Database, account: Account) -> set[int]:
    sql = """
        select distinct letter_item.programme
        from letter_item join letter on letter.id = letter_item.letter
        where letter_item.account = ? and letter.state in ('sent', 'claimed')
    """
    return {row["programme"] for row in db.query(sql, [account.id])}


def _is_new(programme: Programme, search: SavedSearch) -> bool:
    """Whether it is news: words may find an old programme only because others rank it anew."""
    if not question_at(search.address).words:
        return True
    return max(programme.first_seen, programme.last_changed) >= search.saved_on


def _finding(programme: Programme, today: date) -> Finding:
    answers = {answer.question: answer.lines for answer in quick_check(programme, today)}
    standing = programme.standing(today)
    ahead = standing.next_deadline
    return Finding(
        programme=programme,
        standing=standing,
        money=answers["Wie viel"][:MOST_MONEY],
        days_left=(ahead - today).days if ahead else None,
    )
