"""The one database: opened, brought up to date by the steps of index/migrations, written to."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.migrations import migrations
from index.search.locking import locked
from index.store import (
    Database,
    DatabaseError,
    NewerDatabase,
    OperationalError,
    is_busy,
    open_on_server,
    server_address,
)
from index.upgrading import keep_copy, newer_steps

FILE_NAME = "foerdernetz.sqlite3"
_LOCK_NAME = "schema.lock"
_PAGES_KIB = 64 * 1024
BUSY_SECONDS = 30.0
_MOMENT_MS = 200


class UnreadableDatabase(Exception):
    """The database is missing, damaged or not ours; the message is one German sentence."""


def open_database(folder: Path) -> Database:
    """Open the database of a data folder and bring its schema up to date.

    Foreign keys are enforced and the journal is a WAL, so readers never wait for a writer.

    Raises:
        UnreadableDatabase: when the folder holds no database or a damaged one.
    """
    if address := server_address(folder):
        return _on_server(address)
    path = folder / FILE_NAME
    if not path.exists():
        raise UnreadableDatabase(
            f"In {folder} liegt keine Datenbank; legen Sie sie mit »foerdernetz init« an."
        )
    try:
        return _connect(path)
    except (sqlite3.DatabaseError, OSError) as error:
        raise UnreadableDatabase(f"Die Datenbank {path} ist nicht lesbar: {error}.") from error


def create_database(folder: Path) -> Database:
    """Create the data folder and its database, or open the one that is there."""
    folder.mkdir(parents=True, exist_ok=True)
    if address := server_address(folder):
        return _on_server(address, make=True)
    return _connect(folder / FILE_NAME)


def database_in_file(folder: Path) -> Database:
    """The database in the folder's own file, made if need be, whatever the setting says."""
    folder.mkdir(parents=True, exist_ok=True)
    return _connect(folder / FILE_NAME)


def database_on_server(address: str) -> Database:
    """The database at this address, made if need be.

    Raises:
        UnreadableDatabase: when the server does not answer.
    """
    return _on_server(address, make=True)


def _on_server(address: str, *, make: bool = False) -> Database:
    try:
        return open_on_server(address, migrations, make=make)
    except LookupError as error:
        raise UnreadableDatabase(
            "Auf dem Server liegt noch keine Datenbank; legen Sie sie mit »foerdernetz init« an."
        ) from error
    except NewerDatabase as error:
        raise UnreadableDatabase(
            f"Die Datenbank auf dem Server stammt aus einer neueren Fassung ({error});"
            " aktualisieren Sie das Programm."
        ) from error
    except DatabaseError as error:
        raise UnreadableDatabase(
            f"Die Datenbank auf dem Server ist nicht erreichbar: {error}."
        ) from error


def _connect(path: Path | str) -> Database:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    db = Database(connection)
    db.execute("pragma foreign_keys = on")
    db.execute("pragma synchronous = normal")
    if db.journal_mode != "wal":
        db.enable_wal()
    if newer := newer_steps(db):
        db.close()
        raise UnreadableDatabase(
            f"Die Datenbank {path} stammt aus einer neueren Fassung ({max(newer)}); aktualisieren"
            " Sie das Programm oder spielen Sie die Sicherung von vor dem Wechsel ein."
        )
    if migrations.pending(db):
        _take_steps(db, path)
    return db


def _take_steps(db: Database, path: Path | str) -> None:
    """Bring the schema up to date, one process at a time: all of a new version start at once."""
    if path == ":memory:":
        migrations.apply(db)
        return
    with locked(Path(path).with_name(_LOCK_NAME)):
        if not migrations.pending(db):
            return
        try:
            keep_copy(db, Path(path))
        except (OSError, sqlite3.Error) as error:
            raise UnreadableDatabase(
                "Vor dem Wechsel auf die neue Fassung lässt sich die Datenbank nicht sichern:"
                f" {error}. Nichts wurde geändert."
            ) from error
        migrations.apply(db)


def database_in_memory() -> Database:
    """A fresh database that is gone when it is closed."""
    return _connect(":memory:")


@contextmanager
def impatient(db: Database) -> Iterator[None]:
    """Wait only a moment for the write lock; a page must not stand still while a crawl writes."""
    db.execute(f"pragma busy_timeout = {_MOMENT_MS}")
    try:
        yield
    finally:
        db.execute(f"pragma busy_timeout = {int(BUSY_SECONDS * 1000)}")


def expect_many_writes(db: Database) -> None:
    """Give this connection memory for pages that would else be written out again and again."""
    db.execute(f"pragma cache_size = -{_PAGES_KIB}")


@contextmanager
def unless_busy() -> Iterator[None]:
    """Leave out what may be left out while somebody else writes; any other fault is raised."""
    try:
        yield
    except OperationalError as error:
        if not is_busy(error):
            raise


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Hold the write lock for one piece of work: all of it is kept, or nothing.

    Unlike `db.atomic()` it takes the lock at once, so two writers queue instead of failing.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    db.execute("begin immediate")
    try:
        yield
    except BaseException:
        db.rollback()
        raise
    db.commit()
