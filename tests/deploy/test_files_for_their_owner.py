"""What the program writes is for its owner alone, whatever the machine usually does."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from webapp.cli import main


@pytest.fixture(autouse=True)
def _open_machine() -> Iterator[None]:
    """A machine on which new files are for everybody."""
    usual = os.umask(0)
    yield
    os.umask(usual)


def test_nobody_else_reads_the_data_folder_or_a_backup(data_folder: Path, tmp_path: Path) -> None:
    backup = tmp_path / "sicherung.sqlite3"
    for command in (["init"], ["backup", str(backup)]):
        os.umask(0)
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 0, done.output
    written = [data_folder, backup, *data_folder.rglob("*")]
    assert len(written) > 4
    assert {it.name for it in written if it.stat().st_mode & 0o077} == set()
