"""The files of Förderakten are in the backup, come back checked, and the doctor misses none."""

import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from akten import NOON, open_akte
from click.testing import CliRunner, Result
from visitors import person

from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import account_with_id
from webapp.applications.file_store import all_files
from webapp.applications.files import FileKind, Limits, Sent, files_of, take_in, take_out
from webapp.cli import main
from webapp.operation.file_archive import archive_of, back_up_files
from webapp.operation.file_health import files_of_akten
from webapp.settings import Settings


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


@pytest.fixture
def backup(db: Database, data_folder: Path, tmp_path: Path) -> Path:
    """A backup with one file, which is in the data folder too."""
    account = account_with_id(db, person(db, Role.STAFF))
    assert account
    akte = open_akte(db, account)
    sent = Sent(kind=FileKind.OTHER, name="Antrag.pdf", data=b"%PDF-1.7 MARKE")
    take_in(db, data_folder, akte, sent, Limits(), account, NOON)
    target = tmp_path / "sicherung.sqlite3"
    said = run("backup", str(target)).output
    assert "Dateien der Förderakten: 1" in said
    return target


def test_lost_files_are_found_by_the_doctor_and_come_back_from_the_backup(
    db: Database, data_folder: Path, backup: Path
) -> None:
    (kept,) = all_files(data_folder)
    assert next(files_of_akten(Settings(data=data_folder))).state == "ok"
    kept.write_bytes(b"anders")
    found = next(files_of_akten(Settings(data=data_folder)))
    assert (found.state, "zuerst Antrag.pdf" in found.message) == ("wrong", True)
    assert "Dateien der Förderakten: 1" in run("restore", str(backup)).output
    assert kept.read_bytes() == b"%PDF-1.7 MARKE"


def test_a_restore_without_the_archive_says_what_is_missing(
    db: Database, data_folder: Path, backup: Path
) -> None:
    archive_of(backup).unlink()
    next(all_files(data_folder)).unlink()
    done = run("restore", str(backup))
    assert "1 Dateien der Förderakten fehlen, zuerst Antrag.pdf." in done.output


def test_a_foreign_archive_writes_nothing_outside_the_folder(
    db: Database, data_folder: Path, backup: Path, tmp_path: Path
) -> None:
    with tarfile.open(archive_of(backup), "w") as archive:
        entry = tarfile.TarInfo("../../fremd.txt")
        entry.size = 3
        archive.addfile(entry, BytesIO(b"weg"))
    done = run("restore", str(backup))
    assert done.exit_code == 2
    assert "beschädigt" in done.output
    assert list(tmp_path.rglob("fremd.txt")) == []


def test_an_archive_with_a_link_is_damaged(backup: Path) -> None:
    with tarfile.open(archive_of(backup), "w") as archive:
        entry = tarfile.TarInfo("verweis")
        entry.type, entry.linkname = tarfile.SYMTYPE, "nirgends"
        archive.addfile(entry)
    done = run("restore", str(backup))
    assert (done.exit_code, "beschädigt" in done.output) == (2, True)


def test_without_files_no_old_archive_stays(db: Database, data_folder: Path, backup: Path) -> None:
    account = account_with_id(db, 1)
    assert account
    take_out(db, data_folder, open_akte(db, account), files_of(db, 1)[0], account, NOON)
    assert back_up_files(data_folder, backup) == 0
    assert not archive_of(backup).exists()


def test_the_archive_is_for_the_owner_alone(backup: Path) -> None:
    assert archive_of(backup).stat().st_mode & 0o077 == 0
