"""Of old backups so many stay as were asked for, and nothing else in the folder is touched."""

import os
import stat
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import MONDAY
from served import only_a_file

from index.store import Database
from webapp.cli import main
from webapp.operation.retention import Keep, named, superfluous

DAYS = [MONDAY - timedelta(days=n) for n in range(500)]


def backup(*args: str, today: date = MONDAY) -> Result:
    done = CliRunner().invoke(main, ["backup", *args, "--today", today.isoformat()])
    assert done.exit_code == 0, done.output
    return done


@pytest.fixture
def shelf(db: Database, tmp_path: Path) -> Path:
    """An empty folder for backups."""
    folder = tmp_path / "sicherungen"
    folder.mkdir()
    return folder


def test_the_last_days_weeks_and_months_stay() -> None:
    kept = sorted(set(DAYS) - set(superfluous(DAYS, Keep())), reverse=True)
    assert kept[:14] == DAYS[:14]
    sundays = [MONDAY - timedelta(days=1 + 7 * n) for n in range(7)]
    assert set(sundays) <= set(kept)
    month_ends = [day for day in DAYS if (day + timedelta(days=1)).day == 1][:11]
    assert set(month_ends) <= set(kept)
    assert len(kept) == len({*DAYS[:14], *sundays, *month_ends, MONDAY})


def test_days_without_a_backup_let_no_other_go() -> None:
    rare = [MONDAY - timedelta(days=400 * n) for n in range(5)]
    assert superfluous(rare, Keep()) == []
    assert superfluous([], Keep()) == []


def test_a_folder_gets_the_backup_of_the_day_and_is_thinned_out(shelf: Path) -> None:
    for n in range(6):
        backup(str(shelf), "--daily", "3", "--weekly", "0", "--monthly", "0",
               today=MONDAY - timedelta(days=6 - n))  # fmt: skip
    done = backup(str(shelf), "--daily", "3", "--weekly", "0", "--monthly", "0")
    assert "Ältere Sicherungen gelöscht: 1." in done.output
    assert sorted(it.name for it in shelf.iterdir()) == [
        named(shelf, MONDAY - timedelta(days=n)).name for n in (2, 1, 0)
    ]
    assert {stat.S_IMODE(it.stat().st_mode) for it in shelf.iterdir()} == {0o600}


def test_only_what_is_ours_goes(shelf: Path) -> None:
    old = MONDAY - timedelta(days=900)
    foreign = [shelf / "brief.docx", shelf / "2020-01-01.sqlite3.alt", named(shelf, old)]
    for file in foreign:
        file.write_text("Das ist keine Sicherung.", encoding="utf-8")
    half = shelf / "2026-06-01.sqlite3.unfinished"
    half.write_text("halb", encoding="utf-8")
    os.utime(half, (time.time() - 2 * 24 * 3600,) * 2)
    for n in (3, 2, 1):
        backup(str(shelf), "--daily", "1", "--weekly", "0", "--monthly", "0",
               today=MONDAY - timedelta(days=n))  # fmt: skip
    assert all(it.exists() for it in foreign)
    assert not half.exists()
    assert len(list(shelf.iterdir())) == len(foreign) + 1


def test_the_backup_just_made_stays_when_the_clock_was_a_year_ahead(shelf: Path) -> None:
    for n in range(3):
        backup(str(shelf), today=MONDAY + timedelta(days=365 + n))
    backup(str(shelf), "--daily", "1", "--weekly", "0", "--monthly", "0")
    assert named(shelf, MONDAY).exists()


@only_a_file
def test_a_backup_that_fails_lets_no_older_one_go(
    shelf: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in (3, 2, 1):
        backup(str(shelf), today=MONDAY - timedelta(days=n))
    (data_folder / "foerdernetz.sqlite3").write_bytes(b"kaputt" * 1000)
    words = ["backup", str(shelf), "--daily", "1", "--today", MONDAY.isoformat()]
    assert CliRunner().invoke(main, words).exit_code == 2
    assert len(list(shelf.iterdir())) == 3
