"""Backup and restore of a database on a server: the same file that a folder's database gives."""

import tempfile
from contextlib import closing
from pathlib import Path

from index.schema import (
    FILE_NAME,
    UnreadableDatabase,
    create_database,
    database_in_file,
    open_database,
)
from index.store.moving import move

_OWN = "foerdernetz-"


def write_file(folder: Path, target: Path) -> None:
    """Copy the server's database of this data folder into a file, as it is at one moment.

    Raises:
        UnreadableDatabase: when the server does not answer or has no database of ours.
        UnmovableDatabase: when the copy is not what the server has.
    """
    with tempfile.TemporaryDirectory(prefix=_OWN, dir=target.parent) as name:
        with (
            closing(open_database(folder)) as server,
            closing(database_in_file(Path(name))) as file,
        ):
            move(server, file, anew=True)
        (Path(name) / FILE_NAME).chmod(0o600)  # it holds password hashes and addresses
        (Path(name) / FILE_NAME).replace(target)


def put_back(folder: Path, copied: Path) -> Path | None:
    """Exchange the server's records for those of the file in the folder `copied`.

    All of it happens in one transaction: whoever reads meanwhile has the old ones. Gives the file
    that keeps what the server had, if it had anything.
    """
    kept: Path | None = folder / f"{FILE_NAME}.before-restore"
    try:
        write_file(folder, folder / f"{FILE_NAME}.before-restore")
    except UnreadableDatabase:
        kept = None  # no database was made there yet; an absent server fails below
    with closing(database_in_file(copied)) as file, closing(create_database(folder)) as server:
        move(file, server, anew=True)
    return kept
