"""The ZIP of the export, read member by member; nothing of it is ever written to a folder."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

LONGEST_DOCUMENT = 8 * 1024 * 1024
MOST_MEMBERS = 300_000
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 1
_ZLIB_HEADER = b"\x78\x9c"
_DAMAGED = (
    *(zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError, EOFError),
    struct.error,
)
"""What opening a damaged archive raises."""


class UnreadableArchive(Exception):
    """The file is no export; the message is one German sentence."""


class UnreadableMember(Exception):
    """One document of the export cannot be read; the message is one German sentence."""


@dataclass(frozen=True, slots=True)
class Member:
    """A document of the archive: its bytes, and the same as zlib packs them."""

    content: bytes
    packed: bytes
    """Nothing where the archive packs it in another way."""


class Archive:
    """An opened export."""

    def __init__(self, path: Path) -> None:
        """Open the file and look whether it is an export.

        Raises:
            UnreadableArchive: says what it is instead.
        """
        self._file = path.open("rb")
        try:
            refuse_what_is_no_zip(self._file.read(2048))
            self._zip = zipfile.ZipFile(self._file)
            self._members = _members_of(self._zip)
        except _DAMAGED as error:
            self._file.close()
            raise UnreadableArchive("Das Archiv ist beschädigt oder unvollständig.") from error
        except UnreadableArchive:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()
        self._file.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def documents(self) -> Iterator[str]:
        """The names of the XML documents, in the order of the file."""
        return (name for name in self._members if name.endswith(".xml"))

    def read(self, name: str) -> Member:
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
            if info.compress_type == zipfile.ZIP_DEFLATED and not info.flag_bits & _ENCRYPTED:
                return self._deflated(info)
            with self._zip.open(info) as file:
                return Member(_not_too_long(file.read(LONGEST_DOCUMENT + 1)), b"")
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError) as error:
            raise UnreadableMember(f"Beschädigt: {error}.") from error
        except NotImplementedError as error:
            raise UnreadableMember(f"Unbekannt gepackt: {error}.") from error

    def _deflated(self, info: zipfile.ZipInfo) -> Member:
        """Unpack a member, and keep what was packed: the register stores it as it is.

        Packing it again would take longer than everything else that is done with a document.
        """
        self._file.seek(info.header_offset)
        header = self._file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise zipfile.BadZipFile("kein Kopf an der angegebenen Stelle")
        _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        self._file.seek(name_length + extra_length, 1)
        packed = self._file.read(info.compress_size)
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        content = _not_too_long(unpacker.decompress(packed, LONGEST_DOCUMENT + 1))
        if not unpacker.eof or unpacker.unused_data or zlib.crc32(content) != info.CRC:
            raise zipfile.BadZipFile("die Prüfsumme stimmt nicht")
        # A zlib stream is a deflate stream between two bytes and another sum.
        check = zlib.adler32(content).to_bytes(4, "big")
        return Member(content, b"".join((_ZLIB_HEADER, packed, check)))


def _members_of(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    members = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    if len(members) > MOST_MEMBERS:
        raise UnreadableArchive(f"Das Archiv hat {len(members)} Dateien, das ist zu viel.")
    return members


def _not_too_long(content: bytes) -> bytes:
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
