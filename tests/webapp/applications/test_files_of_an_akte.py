"""Files are what they say, stay whole or are not kept, and go only where they may be seen."""

import io
import zipfile
from pathlib import Path

import pytest
from akten import NOON, open_akte
from visitors import person

from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_with_id
from webapp.applications import file_store
from webapp.applications.akte import Application
from webapp.applications.deleting import delete_application
from webapp.applications.file_store import NoSpace, all_files, path_of
from webapp.applications.files import FileKind, Limits, Sent, files_of, take_in, take_out
from webapp.applications.media import MediaType, RefusedFile, media_type_of, tidy_name
from webapp.files.archives import MOST_MEMBERS, MOST_UNPACKED

PDF, PNG, JPEG = b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n....", b"\xff\xd8\xff\xe0...."
HTML = b"<html><script>alert(1)</script></html>"


def _archive(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


DOCX, XLSX = _archive(word__document_xml=b"<w/>"), _archive(xl__workbook_xml=b"<x/>")
ODT = _archive(mimetype=b"application/vnd.oasis.opendocument.text")
ODS = _archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")
MACRO = _archive(word__document_xml=b"<w/>", word__vbaProject=b"x")
DAMAGED = ODT.replace(b"\x14\x00\x00\x00\x00\x00", b"\x14\x00\x00\x00\x08\x00")  # says: deflated


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", PDF, MediaType.PDF),
        ("a.PNG", PNG, MediaType.PNG),
        ("a.jpeg", JPEG, MediaType.JPEG),
        ("a.docx", DOCX, MediaType.DOCX),
        ("a.xlsx", XLSX, MediaType.XLSX),
        ("a.odt", ODT, MediaType.ODT),
        ("a.ods", ODS, MediaType.ODS),
        ("a.txt", "Grüße".encode("cp1252"), MediaType.TEXT),
    ],
)
def test_a_file_is_told_by_its_content(name: str, data: bytes, kind: MediaType) -> None:
    assert media_type_of(name, data) is kind


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", HTML),
        ("a.svg", b"<svg/>"),
        ("a.pdf", HTML),
        ("a.pdf", b""),
        ("a.png", JPEG),
        ("a.docx", MACRO),
        ("a.docx", XLSX),
        ("a.docx", b"PK\x03\x04kaputt"),
        ("a.odt", DOCX),
        ("a.odt", DAMAGED),
        ("a.zip", DOCX),
        ("a.exe", b"MZ"),
        ("a.txt", b"\x00\x01\x02"),
        ("pdf", PDF),
    ],
)
def test_anything_else_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(RefusedFile):
        media_type_of(name, data)


def test_an_archive_that_would_swell_is_refused_before_it_is_unpacked() -> None:
    swelling = io.BytesIO()
    with zipfile.ZipFile(swelling, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"")
        # What it says of itself counts: no reader unpacks more than that.
        archive.getinfo("word/document.xml").file_size = MOST_UNPACKED + 1
    crowded = _archive(word__document_xml=b"", **{f"x{n}": b"" for n in range(MOST_MEMBERS)})
    for data in (swelling.getvalue(), crowded):
        with pytest.raises(RefusedFile, match="ausgepackt"):
            media_type_of("a.docx", data)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/Antrag.pdf", "Antrag.pdf"),
        ("C:\\Akten\\Antrag.pdf", "Antrag.pdf"),
        ('An"tr\r\nag;.pdf', "Antrag.pdf"),
        ("x" * 300 + ".pdf", "x" * 156 + ".pdf"),
    ],
)
def test_a_name_keeps_nothing_that_does_harm(sent: str, kept: str) -> None:
    assert tidy_name(sent) == kept


@pytest.fixture
def riedstadt(db: Database) -> Account:
    found = account_with_id(db, person(db, Role.STAFF))
    assert found
    return found


@pytest.fixture
def akte(db: Database, riedstadt: Account) -> Application:
    return open_akte(db, riedstadt)


def _sent(data: bytes = PDF, name: str = "Antrag.pdf") -> Sent:
    return Sent(kind=FileKind.APPLICATION, name=name, data=data)


def test_the_same_content_is_kept_once_and_goes_with_the_last_akte(
    db: Database, data_folder: Path, akte: Application, riedstadt: Account
) -> None:
    other = open_akte(db, riedstadt)
    for it in (akte, other):
        take_in(db, data_folder, it, _sent(), Limits(), riedstadt, NOON)
    assert len(list(all_files(data_folder))) == 1
    take_out(db, data_folder, akte, files_of(db, akte.id)[0], riedstadt, NOON)
    assert len(list(all_files(data_folder))) == 1
    delete_application(db, data_folder, other, riedstadt)
    assert list(all_files(data_folder)) == []


def test_only_the_owner_of_the_data_folder_reads_the_files(
    db: Database, data_folder: Path, akte: Application, riedstadt: Account
) -> None:
    take_in(db, data_folder, akte, _sent(), Limits(), riedstadt, NOON)
    path = path_of(data_folder, files_of(db, akte.id)[0].sha256)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("limits", [Limits(file=0), Limits(akte=0)])
def test_what_is_too_large_leaves_nothing_behind(
    db: Database, data_folder: Path, akte: Application, riedstadt: Account, limits: Limits
) -> None:
    with pytest.raises(RefusedFile, match="höchstens 0 MB"):
        take_in(db, data_folder, akte, _sent(), limits, riedstadt, NOON)
    assert (list(all_files(data_folder)), files_of(db, akte.id)) == ([], [])


def test_a_full_disk_is_said_in_one_sentence_and_nothing_half_is_kept(
    db: Database,
    data_folder: Path,
    akte: Application,
    riedstadt: Account,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(file_store.os, "fsync", full)
    with pytest.raises(NoSpace, match="Der Platz reicht nicht"):
        take_in(db, data_folder, akte, _sent(), Limits(), riedstadt, NOON)
    assert [it for it in (data_folder / "files").rglob("*") if it.is_file()] == []
    assert files_of(db, akte.id) == []


def test_a_damaged_file_is_not_given_away(
    db: Database, data_folder: Path, akte: Application, riedstadt: Account
) -> None:
    take_in(db, data_folder, akte, _sent(), Limits(), riedstadt, NOON)
    digest = files_of(db, akte.id)[0].sha256
    path_of(data_folder, digest).write_bytes(HTML)
    assert file_store.read(data_folder, digest) is None
