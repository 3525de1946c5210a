"""A file that cannot be read or written is told of in one German sentence."""

import errno
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import Save, make_record

from webapp.cli import main
from webapp.file_faults import why_not


@pytest.mark.parametrize(
    "command",
    [
        ("restore", "{}/fehlt.bak"),
        ("backup", "{}/ohne/ordner.bak"),
        ("import-export", "{}/fehlt.zip"),
        ("watch", "{}/fehlt.csv"),
        ("export-facts", "{}/ohne/faelle.jsonl"),
        ("export-xflb", "{}/ohne/liste.xml"),
        ("replay-facts", "{}/fehlt.jsonl"),
        ("meetings", "{}/fehlt.ics", "--municipality", "06433011"),
    ],
    ids=lambda command: command[0],
)
def test_a_command_says_in_german_which_file_it_could_not_use(
    command: tuple[str, ...], save: Save, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(make_record())
    monkeypatch.setenv("FOERDERNETZ_DATA", str(data_folder))
    done = CliRunner().invoke(main, [part.format(data_folder) for part in command])

    assert done.exit_code == 2
    assert str(data_folder) in done.output
    assert "gibt es nicht" in done.output or "keine Datei anlegen" in done.output
    assert "Errno" not in done.output


def test_an_unknown_fault_keeps_the_words_of_the_system() -> None:
    assert why_not(OSError(errno.EISDIR, "Is a directory")) == "das ist ein Ordner"
    assert why_not(OSError(errno.EIO, "Input/output error")) == "Input/output error"
    assert why_not(sqlite3.DatabaseError("something new")) == "something new"
    assert "UTF-8" in why_not(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"))
