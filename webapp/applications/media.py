"""Which files an akte takes: told by what is in them, never by the name alone."""

import re
import zlib
from enum import StrEnum
from io import BytesIO
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile

from webapp.files.archives import would_swell


class MediaType(StrEnum):
    """A kind of file that an akte takes; nothing in it can run."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TEXT = "text/plain"


ENDINGS = {
    ".pdf": MediaType.PDF,
    ".docx": MediaType.DOCX,
    ".xlsx": MediaType.XLSX,
    ".odt": MediaType.ODT,
    ".ods": MediaType.ODS,
    ".png": MediaType.PNG,
    ".jpg": MediaType.JPEG,
    ".jpeg": MediaType.JPEG,
    ".txt": MediaType.TEXT,
}
ALLOWED = "PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG, TXT"
LONGEST_NAME = 160

_PARTS = {"word/document.xml": MediaType.DOCX, "xl/workbook.xml": MediaType.XLSX}
_BEGINNINGS = (
    (b"%PDF-", MediaType.PDF),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
)
_DAMAGED = (
    BadZipFile, EOFError, KeyError, LZMAError, NotImplementedError, OSError, RuntimeError,
    ValueError, zlib.error,
)  # fmt: skip
"""What reading an archive raises that is none."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


class RefusedFile(Exception):
    """A file that is not taken; the message is one German sentence."""


def media_type_of(name: str, data: bytes) -> MediaType:
    """Tell what a file is.

    Raises:
        RefusedFile: when it is empty, of another kind, or not what its name says.
    """
    if not data:
        raise RefusedFile("Die Datei ist leer.")
    said = ENDINGS.get(_ending(name))
    if said is None:
        raise RefusedFile(f"Angenommen werden {ALLOWED}.")
    found = _found_in(data)
    if found is not said:
        raise RefusedFile(f"Der Inhalt ist keine Datei der Art {_ending(name)[1:].upper()}.")
    return said


def tidy_name(name: str) -> str:
    """The name without folders and without signs that a file system or a header stumbles over."""
    last = re.split(r"[\\/]", name)[-1]
    kept = re.sub(r'[\x00-\x1f\x7f"<>|:*?;]', "", last).strip(". ")
    stem, ending = kept[: -len(_ending(kept)) or None], _ending(kept)
    return f"{stem[: LONGEST_NAME - len(ending)]}{ending}"


def _ending(name: str) -> str:
    return name[name.rfind(".") :].lower() if "." in name else ""


def _found_in(data: bytes) -> MediaType | None:
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    return _office(data) if data.startswith(b"PK\x03\x04") else _text(data)


def _office(data: bytes) -> MediaType | None:
    """A document of an office program; one with macros is none of ours."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if would_swell(archive):
                raise RefusedFile("In der Datei steckt ausgepackt mehr, als ein Dokument enthält.")
            names = archive.namelist()
            if any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
                return None
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                said = archive.read("mimetype").decode("ascii", "replace").strip()
                return next((kind for kind in (MediaType.ODT, MediaType.ODS) if kind == said), None)
    except _DAMAGED:
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)


def _text(data: bytes) -> MediaType | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return None if _CONTROL.search(text) else MediaType.TEXT
