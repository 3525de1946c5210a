"""Where the files of Förderakten lie: in the data folder, named by what is in them."""

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

FOLDER = "files"


class NoSpace(Exception):
    """A file that could not be kept; the message is one German sentence."""


def path_of(folder: Path, digest: str) -> Path:
    """Where a file lies; the first two signs are a folder, so that none grows too long."""
    return folder / FOLDER / digest[:2] / digest


def keep(folder: Path, data: bytes) -> str:
    """Keep a file, whole or not at all; gives its name. The same content is kept once.

    Raises:
        NoSpace: when the disk is full or cannot be written.
    """
    digest = sha256(data).hexdigest()
    target = path_of(folder, digest)
    if is_whole(target, digest):
        return digest
    unfinished = target.with_name(f"{digest}.{os.getpid()}.unfinished")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o600)
        unfinished.replace(target)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise NoSpace(
            "Die Datei ließ sich nicht speichern: Der Platz reicht nicht oder der Ordner ist"
            " gesperrt. Bitte sagen Sie der Technik Bescheid."
        ) from error
    return digest


def read(folder: Path, digest: str) -> bytes | None:
    """What is in a file; nothing when it is missing or another one now."""
    try:
        data = path_of(folder, digest).read_bytes()
    except OSError:
        return None
    return data if sha256(data).hexdigest() == digest else None


def drop(folder: Path, digest: str) -> None:
    """Delete a file that nothing points to any more."""
    with suppress(OSError):
        path_of(folder, digest).unlink(missing_ok=True)


def is_whole(path: Path, digest: str) -> bool:
    """Whether a file is there and says what its name says."""
    try:
        with path.open("rb") as file:
            found = sha256()
            while piece := file.read(1024 * 1024):
                found.update(piece)
    except OSError:
        return False
    return found.hexdigest() == digest


def all_files(folder: Path) -> Iterator[Path]:
    """Every file that is kept, by name."""
    yield from sorted(it for it in (folder / FOLDER).glob("??/*") if it.suffix == "")
