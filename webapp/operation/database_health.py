"""The doctor's look at the database and the search index."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from index.schema import FILE_NAME, UnreadableDatabase, open_database
from index.search.build import MissingIndex, indexed
from index.search.shelves import shelf_of
from index.search.whoosh_shelf import WhooshShelf
from index.store import server_address
from webapp.file_faults import why_not
from webapp.operation.finding import Finding, notice, ok, wrong
from webapp.operation.steps import applied_steps, pending_steps, unknown_steps
from webapp.settings import Settings

_RESTORE = "Die letzte Sicherung mit »foerdernetz restore DATEI« einspielen."


def database(settings: Settings) -> Iterator[Finding]:
    """Whether the database is there, ours, of this version and whole."""
    if server_address(settings.data):
        yield _on_server(settings)
        return
    path = settings.data / FILE_NAME
    if not path.exists():
        yield wrong("Datenbank", f"{path} fehlt.", "»foerdernetz init« oder »foerdernetz restore«.")
        return
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as connection:
            yield from _inside(connection)
    except sqlite3.Error as error:
        yield wrong("Datenbank", f"Nicht lesbar: {why_not(error)}.", _RESTORE)


def _on_server(settings: Settings) -> Finding:
    """What can be told of a server from here; whether its disk is whole, its own tools tell."""
    try:
        with closing(open_database(settings.data)) as db:
            tables = len(db.table_names())
    except UnreadableDatabase as error:
        return wrong("Datenbank", str(error), "FOERDERNETZ_DATABASE und den Server prüfen.")
    return ok("Datenbank", f"der Server antwortet, {tables} Tabellen dieser Fassung")


def _inside(connection: sqlite3.Connection) -> Iterator[Finding]:
    if not applied_steps(connection):
        yield wrong("Datenbank", "Die Datei ist keine Datenbank von Fördernetz.", _RESTORE)
        return
    if unknown_steps(connection):
        yield wrong(
            "Datenbank", "Sie stammt aus einer neueren Fassung.", "Das Programm aktualisieren."
        )
    if pending := pending_steps(connection):
        yield notice(
            "Datenbank",
            f"{len(pending)} Schritte des Schemas stehen aus.",
            "Der nächste Befehl holt sie nach.",
        )
    damaged = connection.execute("pragma integrity_check").fetchone()[0]
    if damaged != "ok":
        yield wrong("Datenbank", f"Beschädigt: {damaged.splitlines()[0]}", _RESTORE)
    orphans = connection.execute("pragma foreign_key_check").fetchall()
    if orphans:
        tables = ", ".join(sorted({row[0] for row in orphans}))
        yield wrong("Datenbank", f"{len(orphans)} Verweise ins Leere ({tables}).", _RESTORE)
    elif damaged == "ok":
        yield ok("Datenbank", "lesbar, unversehrt, Verweise stimmen")


def _damage(settings: Settings) -> str:
    shelf = shelf_of(settings.data)
    edition = shelf.edition()
    if edition is None or not isinstance(shelf, WhooshShelf):
        return ""
    return shelf.damage(edition)


def search_index(settings: Settings) -> Iterator[Finding]:
    """Whether the search knows the programmes that the database has."""
    advice = "»foerdernetz reindex« aufrufen."
    with closing(open_database(settings.data)) as db:
        sql = """
            select count(*) from programme where hidden_because is null
            and id in (select programme from programme_record)
        """
        known = db.execute(sql).fetchone()[0]
    if damage := _damage(settings):
        yield wrong("Suchindex", f"Dateien sind beschädigt: {damage}.", advice)
        return
    try:
        found = indexed(settings.data)
    except MissingIndex as error:
        yield wrong("Suchindex", str(error), advice)
        return
    if found is None:
        yield wrong("Suchindex", "Er fehlt.", advice)
    elif found != known:
        counts = f"{found} Programme im Index, {known} in der Datenbank."
        yield wrong("Suchindex", counts, advice)
    else:
        yield ok("Suchindex", f"{found} Programme")
