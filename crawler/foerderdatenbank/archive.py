"""The ZIP of the export, read member by member; nothing of it is ever written to a folder."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

LONGEST_DOCUMENT = 8 * 1024 * 1024
MOST_MEMBERS = 300_000


class UnreadableArchive(Exception):
    """The file is no export; the message is one German sentence."""


class UnreadableMember(Exception):
    """One document of the export cannot be read; the message is one German sentence."""


class Archive:
    """An opened export."""

    def __init__(self, path: Path) -> None:
        """Open the file and look whether it is an export.

        Raises:
            UnreadableArchive: says what it is instead.
        """
        with path.open("rb") as file:
            refuse_what_is_no_zip(file.read(2048))
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise UnreadableArchive("Das Archiv ist beschädigt oder unvollständig.") from error
        self._members = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        if len(self._members) > MOST_MEMBERS:
            raise UnreadableArchive(
                f"Das Archiv hat {len(self._members)} Dateien, das ist zu viel."
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def documents(self) -> Iterator[str]:
        """The names of the XML documents, in the order of the file."""
        return (name for name in self._members if name.endswith(".xml"))

    def read(self, name: str) -> bytes:
        """Read one document, never more than `LONGEST_DOCUMENT` of it.

        Raises:
            UnreadableMember: when its name leads elsewhere, it is too long or damaged.
        """
        if not _stays_inside(name):
            raise UnreadableMember("Der Name führt aus dem Archiv hinaus.")
        info = self._members[name]
        if info.file_size > LONGEST_DOCUMENT:
            raise UnreadableMember(
                f"Entpackt {info.file_size // 1024 // 1024} MB, das ist zu groß."
            )
        try:
            with self._zip.open(info) as file:
                content = file.read(LONGEST_DOCUMENT + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError) as error:
            raise UnreadableMember(f"Beschädigt: {error}.") from error
        except NotImplementedError as error:
            raise UnreadableMember(f"Unbekannt gepackt: {error}.") from error
        if len(content) > LONGEST_DOCUMENT:
            raise UnreadableMember("Länger als angegeben und zu groß.")
        return content


def refuse_what_is_no_zip(beginning: bytes) -> None:
    """Tell what arrived when it is no ZIP file.

    Raises:
        UnreadableArchive: a page of the bot protection, any other page, or something else.
    """
    if beginning.startswith(b"PK"):
        return
    text = beginning.decode("utf-8", "replace").lower()
    if "radware" in text or "captcha" in text or "perfdrive" in text:
        raise UnreadableArchive("Gesperrt: statt des Archivs kam die Seite eines Bot-Schutzes.")
    if "<html" in text or "<!doctype" in text:
        raise UnreadableArchive("Gesperrt: statt des Archivs kam eine HTML-Seite.")
    raise UnreadableArchive("Das ist kein ZIP-Archiv.")


def _stays_inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/") and "\\" not in name
