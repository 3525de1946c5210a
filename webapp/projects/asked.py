"""What each Vorhaben asks for, kept so that one programme can be held against all at once."""

from collections.abc import Mapping

from index.schema import writing
from index.store import Database
from matcher.shelf import Shelf
from matcher.wishes import Asked, Wishes, packed
from webapp.projects.marks import code_mark
from webapp.projects.queries import projects_by_id

_NEW = """
    insert into asked (project, code, terms, weights, themes, loan) values (?, ?, ?, ?, ?, ?)
    on conflict (project) do update set code = excluded.code, terms = excluded.terms,
        weights = excluded.weights, themes = excluded.themes, loan = excluded.loan
"""
_KEPT = "select project, terms, weights, themes, loan from asked where code = ?"
_MISSING = "select id from project where id not in (select project from asked where code = ?)"


def store_asked(db: Database, found: Mapping[str, Asked]) -> None:
    """Keep what some Vorhaben ask for, by their ids."""
    rows = [
        (number, code_mark(), it.terms, it.weights, it.themes, it.loan)
        for number, it in found.items()
    ]
    with writing(db):
        db.conn.executemany(_NEW, rows)


def all_asked(db: Database, shelf: Shelf) -> tuple[list[str], Wishes]:
    """The ids of all Vorhaben, and what they ask for; what is missing is read and kept."""
    missing = [row["id"] for row in db.query(_MISSING, [code_mark()])]
    if missing:
        found = projects_by_id(db, missing)
        store_asked(db, {one.id: packed(one, shelf.wishes(one)) for one in found.values()})
    rows = db.execute(_KEPT, [code_mark()]).fetchall()
    asked = (
        Asked(terms=terms, weights=weights, themes=themes, loan=loan)
        for _, terms, weights, themes, loan in rows
    )
    return [row[0] for row in rows], Wishes(asked)
