"""Which files hang on a conversation or a training, taking one in and taking one out."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.applications import file_store
from webapp.applications.files import MEGABYTE, drop_if_unused
from webapp.applications.media import RefusedFile, media_type_of, tidy_name
from webapp.filters import zahl
from webapp.stamp import stamp

MOST = 40
"""So many files a conversation or a training has at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """What files hang on: exactly one of the two."""

    enquiry: int | None = None
    training: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file; `sha256` is its name in the store."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    by: str
    at: str

    @property
    def size_in_words(self) -> str:
        """How large it is, as people read it."""
        if self.size < MEGABYTE:
            return f"{max(1, round(self.size / 1024))} KB"
        return f"{zahl(round(self.size / MEGABYTE, 1))} MB"


_OF = "select * from attached_file where enquiry is ? and training is ?"


def attached(db: Database, place: Place) -> list[Attached]:
    """The files of a place, in the order in which they came."""
    rows = db.query(f"{_OF} order by id", [place.enquiry, place.training])
    return [_from_row(row) for row in rows]


def one_attached(db: Database, place: Place, which: int) -> Attached | None:
    """One file, if it hangs there."""
    rows = db.query(f"{_OF} and id = ?", [place.enquiry, place.training, which])
    return next(map(_from_row, rows), None)


def attach(
    db: Database,
    folder: Path,
    place: Place,
    sent: tuple[str, bytes],
    most_megabytes: int,
    account: Account,
    now: datetime,
) -> int:
    """Take in a file by name and content; gives its number.

    Raises:
        RefusedFile: when it is of no kind that is taken, too large or one too many.
        NoSpace: when the disk is full; then nothing of it is kept.
    """
    name, data = tidy_name(sent[0]), sent[1]
    kind = media_type_of(name, data)
    if len(data) > most_megabytes * MEGABYTE:
        raise RefusedFile(f"Eine Datei hat höchstens {most_megabytes} MB.")
    digest = sha256(data).hexdigest()
    row = dict(enquiry=place.enquiry, training=place.training, name=name, sha256=digest)
    row |= dict(media_type=kind.value, size=len(data), account=account.id, by=account.email)
    try:
        with writing(db):
            if len(attached(db, place)) >= MOST:
                raise RefusedFile(f"Hier hängen schon {MOST} Dateien.")
            file_store.keep(folder, data)
            added = db.table("attached_file").insert(row | dict(at=stamp(now)))
    except BaseException:
        drop_if_unused(db, folder, digest)
        raise
    return int(added.last_pk)  # type: ignore[arg-type]


def detach(db: Database, folder: Path, it: Attached) -> None:
    """Delete a file."""
    with writing(db):
        db.execute("delete from attached_file where id = ?", [it.id])
    drop_if_unused(db, folder, it.sha256)


def _from_row(row: dict[str, Any]) -> Attached:
    names = ("id", "name", "media_type", "size", "sha256", "by", "at")
    return Attached(**{name: row[name] for name in names})
