"""The files of an akte: which there are, taking one in, and taking one out again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from index.rows import add_row
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.applications import file_store
from webapp.applications.akte import Application, What
from webapp.applications.history import Told, note_deed, note_event
from webapp.applications.media import RefusedFile, media_type_of, tidy_name
from webapp.audit.log import Deed
from webapp.filters import zahl
from webapp.stamp import stamp

MEGABYTE = 1024 * 1024


class FileKind(StrEnum):
    """What a file is for an akte."""

    APPLICATION = "application"
    AWARD = "award"
    REPORT = "report"
    PROOF = "proof"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The German word for people to read."""
        return _LABELS[self]


_LABELS = {
    FileKind.APPLICATION: "Antrag und Anlagen",
    FileKind.AWARD: "Bescheid",
    FileKind.REPORT: "Mittelabruf und Verwendungsnachweis",
    FileKind.PROOF: "Beschluss und Nachweise",
    FileKind.OTHER: "anderes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file of an akte; `sha256` is its name in the store."""

    id: int
    application: int
    kind: FileKind
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a file and all files of one akte may be, in megabytes."""

    file: int = 10
    akte: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What somebody sends in."""

    kind: FileKind
    name: str
    data: bytes


_STANDING = "select * from application_file where removed_at is null"


def files_of(db: Database, number: int) -> list[Kept]:
    """The files of an akte, by kind, the newest first."""
    rows = db.query(f"{_STANDING} and application = ? order by kind, id desc", [number])
    return [_from_row(row) for row in rows]


def file(db: Database, number: int, which: int) -> Kept | None:
    """One file of an akte."""
    rows = db.query(f"{_STANDING} and application = ? and id = ?", [number, which])
    return next(map(_from_row, rows), None)


def take_in(
    db: Database,
    folder: Path,
    found: Application,
    sent: Sent,
    limits: Limits,
    account: Account,
    now: datetime,
) -> int:
    """Keep a file in an akte; gives its number.

    Raises:
        RefusedFile: when it is of no kind that is taken, or too large.
        NoSpace: when the disk is full; then nothing of it is kept.
    """
    name = tidy_name(sent.name)
    kind = media_type_of(name, sent.data)
    size = len(sent.data)
    if size > limits.file * MEGABYTE:
        raise RefusedFile(f"Eine Datei hat höchstens {limits.file} MB.")
    digest = sha256(sent.data).hexdigest()
    try:
        with writing(db):
            _demand_room(db, found.id, size, limits)
            file_store.keep(folder, sent.data)
            row = dict(application=found.id, kind=sent.kind.value, name=name, sha256=digest)
            row |= dict(media_type=kind.value, account=account.id, by=account.email)
            number = add_row(db, "application_file", size=size, at=stamp(now), **row)
            told = Told(what=What.FILE, after=name, words=sent.kind.label)
            note_event(db, found.id, told, account, now)
            note_deed(db, found, Deed.AKTE_FILE, account, "hinzugefügt")
    except BaseException:
        drop_if_unused(db, folder, digest)
        raise
    return number


def take_out(
    db: Database, folder: Path, found: Application, it: Kept, account: Account, now: datetime
) -> None:
    """Delete a file; the history keeps that it was there."""
    with writing(db):
        db.table("application_file").update(it.id, dict(removed_at=stamp(now)))
        told = Told(what=What.FILE, before=it.name, words="gelöscht")
        note_event(db, found.id, told, account, now)
        note_deed(db, found, Deed.AKTE_FILE, account, "gelöscht")
    drop_if_unused(db, folder, it.sha256)


def drop_if_unused(db: Database, folder: Path, digest: str) -> None:
    """Delete from the store what nothing points to; the lock keeps others from adding it now."""
    sql = f"""
        select 1 from ({_STANDING}) where sha256 = :digest
        union all select 1 from attached_file where sha256 = :digest
    """
    with writing(db):
        if next(iter(db.query(sql, dict(digest=digest))), None) is None:
            file_store.drop(folder, digest)


def _demand_room(db: Database, number: int, size: int, limits: Limits) -> None:
    sql = f"select coalesce(sum(size), 0) as n from ({_STANDING} and application = ?)"
    if next(db.query(sql, [number]))["n"] + size > limits.akte * MEGABYTE:
        raise RefusedFile(f"Alle Dateien einer Akte haben zusammen höchstens {limits.akte} MB.")


def _from_row(row: dict[str, Any]) -> Kept:
    kept = ("id", "application", "name", "media_type", "size", "sha256", "by", "at")
    return Kept(**{name: row[name] for name in kept}, kind=FileKind(row["kind"]))
