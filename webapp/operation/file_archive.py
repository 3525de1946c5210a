"""The files of Förderakten beside a backup: one archive, whole or absent, checked by content."""

import tarfile
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from index.store import Database
from webapp.applications.file_store import NoSpace, all_files, is_whole, keep, path_of, read
from webapp.file_faults import why_not
from webapp.operation.safekeeping import UnusableBackup

_LONGEST = 64
"""A file is named by the SHA-256 of its content."""


def archive_of(backup: Path) -> Path:
    """Where the files of a backup lie."""
    return backup.with_name(f"{backup.name}.files.tar")


def back_up_files(folder: Path, backup: Path) -> int:
    """Write the files beside a backup; gives how many. Without files there is no archive.

    Raises:
        UnusableBackup: when the archive cannot be written; then there is none.
    """
    target = archive_of(backup)
    unfinished = target.with_name(f"{target.name}.unfinished")
    found = list(all_files(folder))
    try:
        if not found:
            target.unlink(missing_ok=True)
            return 0
        with tarfile.open(unfinished, "w") as archive:
            for path in found:
                _put(archive, path.name, read(folder, path.name))
        unfinished.chmod(0o600)
        unfinished.replace(target)
    except OSError as error:
        raise UnusableBackup(
            f"Die Dateien lassen sich nicht sichern: {why_not(error)}; die Datenbank ist gesichert."
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return len(found)


def restore_files(folder: Path, backup: Path) -> int:
    """Put the files of a backup back, each checked; gives how many. What is there stays.

    Raises:
        UnusableBackup: when the archive is damaged or the disk is full.
    """
    source = archive_of(backup)
    if not source.exists():
        return 0
    count = 0
    try:
        with tarfile.open(source, "r:") as archive:
            for member in archive:
                opened = archive.extractfile(member) if member.isreg() else None
                content = opened.read() if opened else b""
                # The name is only compared: no path of an archive is ever written to.
                if sha256(content).hexdigest() != member.name:
                    raise UnusableBackup(f"{source} ist beschädigt: {member.name[:_LONGEST]}.")
                keep(folder, content)
                count += 1
    except (OSError, tarfile.TarError, NoSpace) as error:
        raise UnusableBackup(f"{source} lässt sich nicht einspielen: {error}") from error
    return count


def missing_files(db: Database, folder: Path) -> list[str]:
    """The names of files that something has and the data folder has not, or not as they were."""
    sql = """
        select distinct sha256, name from application_file where removed_at is null
        union select sha256, name from attached_file order by name
    """
    return [
        row["name"]
        for row in db.query(sql)
        if not is_whole(path_of(folder, row["sha256"]), row["sha256"])
    ]


def _put(archive: tarfile.TarFile, name: str, data: bytes | None) -> None:
    """Add one file; a damaged one is left out, the doctor tells of it."""
    if data is not None:
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        archive.addfile(entry, BytesIO(data))
