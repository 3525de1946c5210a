"""Backup and restore: one file, consistent while the site runs, checked before it counts."""

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from index.schema import FILE_NAME, UnreadableDatabase, create_database
from index.store import server_address
from index.store.moving import UnmovableDatabase
from webapp.file_faults import why_not
from webapp.operation import server_backup
from webapp.operation.steps import applied_steps, unknown_steps

_MAGIC = b"SQLite format 3\x00"
_BESIDE = ("-wal", "-shm")
_PATIENCE_SECONDS = 30


class UnusableBackup(Exception):
    """A backup that cannot be written or read; the message is one German sentence."""


def back_up(folder: Path, target: Path) -> int:
    """Copy the database of a data folder into one file; gives its size in bytes.

    The copy is written beside the target, checked and renamed: the target is whole or absent.
    An older backup of that name is replaced, any other file is left alone.

    Raises:
        UnusableBackup: when there is nothing to copy, or the copy cannot be written or is damaged.
    """
    source = folder / FILE_NAME
    if not source.exists() and not server_address(folder):
        raise UnusableBackup(f"In {folder} liegt keine Datenbank.")
    if target.resolve() == source.resolve():
        raise UnusableBackup(f"{target} ist die Datenbank selbst; nennen Sie eine andere Datei.")
    unfinished = target.with_name(f"{target.name}.unfinished")
    _remove(unfinished)
    try:
        if target.is_file() and not is_database(target):
            raise UnusableBackup(
                f"{target} gibt es schon und ist keine Sicherung; nennen Sie eine andere Datei."
            )
        if server_address(folder):
            server_backup.write_file(folder, unfinished)
        else:
            _copy(source, unfinished)
        with closing(sqlite3.connect(unfinished)) as copy:
            _demand_integrity(copy)
            copy.execute("pragma journal_mode = delete")  # one file, readable from anywhere
        unfinished.replace(target)
    except (UnreadableDatabase, UnmovableDatabase) as error:
        raise UnusableBackup(str(error)) from error
    except (OSError, sqlite3.Error) as error:
        raise UnusableBackup(
            f"Die Sicherung {target} ist nicht möglich: {why_not(error)}."
        ) from error
    finally:
        _remove(unfinished)
    return target.stat().st_size


def restore(folder: Path, backup: Path) -> Path | None:
    """Put a backup in the place of the database; gives the file that keeps the old one.

    The content is exchanged inside the database in one transaction, so a running site reads
    either the old one or the new one.

    Raises:
        UnusableBackup: when the file is foreign, damaged or from a newer program.
    """
    source = folder / FILE_NAME
    demand_ours(backup)
    if backup.resolve() == source.resolve():
        raise UnusableBackup(f"{backup} ist die Datenbank selbst.")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if server_address(folder):
            return _restore_on_server(folder, backup)
        kept = _set_aside(source) if source.exists() else None
        _copy(backup, source)
        create_database(folder).close()
    except (UnreadableDatabase, UnmovableDatabase) as error:
        raise UnusableBackup(str(error)) from error
    except (OSError, sqlite3.Error) as error:
        raise UnusableBackup(f"{backup} lässt sich nicht einspielen: {why_not(error)}.") from error
    return kept


def _restore_on_server(folder: Path, backup: Path) -> Path | None:
    with tempfile.TemporaryDirectory(prefix="foerdernetz-", dir=folder) as copied:
        _copy(backup, Path(copied) / FILE_NAME)
        return server_backup.put_back(folder, Path(copied))


def demand_ours(backup: Path) -> None:
    """Refuse a file that is no whole backup of ours, or of a newer program.

    Raises:
        UnusableBackup: says why.
    """
    try:
        looks_right = is_database(backup)
    except OSError as error:
        raise UnusableBackup(f"{backup} ist nicht lesbar: {why_not(error)}.") from error
    if not looks_right:
        raise UnusableBackup(f"{backup} ist keine Sicherung von Fördernetz.")
    try:
        with closing(_reading(backup)) as connection:
            _demand_integrity(connection)
            ours, unknown = applied_steps(connection), unknown_steps(connection)
    except sqlite3.Error as error:
        raise UnusableBackup(f"{backup} ist beschädigt: {why_not(error)}.") from error
    if not ours:
        raise UnusableBackup(f"{backup} ist eine fremde Datenbank, keine Sicherung.")
    if unknown:
        raise UnusableBackup(f"{backup} stammt aus einer neueren Fassung von Fördernetz.")


def is_database(path: Path) -> bool:
    """Tell whether a file begins like a database."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _set_aside(source: Path) -> Path:
    """Keep a copy of the old database; a damaged one is moved away as it is."""
    kept = source.with_name(f"{source.name}.before-restore")
    _remove(kept)
    try:
        _copy(source, kept)
        with closing(sqlite3.connect(kept)) as copy:
            _demand_integrity(copy)
    except sqlite3.DatabaseError:
        _remove(kept)
        source.rename(kept)
        _remove(source)  # what lies beside it
    return kept


def _copy(source: Path, target: Path) -> None:
    with (
        closing(_reading(source)) as reader,
        closing(sqlite3.connect(target, timeout=_PATIENCE_SECONDS)) as writer,
    ):
        reader.backup(writer)
    target.chmod(0o600)  # it holds password hashes and addresses


def _reading(path: Path) -> sqlite3.Connection:
    """Open for reading; a lone file without a journal may lie on a read-only medium."""
    lone = not any(Path(f"{path}{suffix}").exists() for suffix in _BESIDE)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    mode = "immutable=1" if lone and not writable else "mode=rw"
    address = f"{path.resolve().as_uri()}?{mode}"
    return sqlite3.connect(address, uri=True, timeout=_PATIENCE_SECONDS)


def _demand_integrity(connection: sqlite3.Connection) -> None:
    found = connection.execute("pragma integrity_check").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(str(found).splitlines()[0])


def _remove(path: Path) -> None:
    for name in (str(path), *(f"{path}{suffix}" for suffix in _BESIDE)):
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)
