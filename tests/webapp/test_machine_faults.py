"""A full or read-only disk is told in one German sentence, and what was typed is given back."""

import errno
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from visitors import RIEDSTADT

from index.store import Database
from webapp.cli import main
from webapp.file_faults import trouble
from webapp.stamp import stamp

FULL = sqlite3.OperationalError("database or disk is full")
SHUT = sqlite3.OperationalError("attempt to write a readonly database")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (FULL, "Die Platte ist voll."),
        (SHUT, "nicht beschreiben"),
        (sqlite3.DatabaseError("database disk image is malformed"), "beschädigt"),
        (sqlite3.OperationalError("database is locked"), "belegt"),
        (OSError(errno.ENOSPC, "No space left on device"), "Die Platte ist voll."),
        (OSError(errno.EROFS, "Read-only file system"), "nicht beschreiben"),
        (OSError(errno.EIO, "Input/output error"), "liest oder schreibt nicht richtig"),
    ],
)
def test_a_command_tells_what_the_machine_is_short_of(
    db: Database, monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("webapp.search.commands.rebuild", fail)
    done = CliRunner().invoke(main, ["reindex"])
    assert done.exit_code == 1
    assert says in done.stderr
    assert "foerdernetz doctor" in done.stderr
    assert "Traceback" not in done.output


def test_a_fault_of_ours_is_no_fault_of_the_machine() -> None:
    assert trouble(sqlite3.OperationalError("no such table: x")) is None
    assert trouble(OSError(errno.ENOENT, "No such file or directory")) is None


def shut(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let nothing be written."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("webapp.projects.routes.queries.save_project", fail)


def token_of(client: FlaskClient) -> str:
    return client.get("/vorhaben/neu").text.split('name="csrf_token" value="')[1].split('"')[0]


def test_what_was_typed_stands_on_the_page_that_says_that_nothing_was_saved(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = dict(title="Radweg <am> Altrhein", municipality=RIEDSTADT, csrf_token=token_of(client))
    form |= dict(applicant_type="", looking_for="", stage="")
    with monkeypatch.context() as broken:
        shut(broken, FULL)
        answer = client.post("/vorhaben/neu", data=form)
    assert answer.status_code == 507
    assert "Die Platte ist voll. Gespeichert wurde nichts." in answer.text
    assert 'name="title" value="Radweg &lt;am&gt; Altrhein"' in answer.text
    assert "Noch einmal senden" in answer.text

    again = form | dict(csrf_token=answer.text.split('name="csrf_token" value="')[1].split('"')[0])
    assert client.post("/vorhaben/neu", data=again).status_code == 303


def test_a_database_that_others_write_to_is_nothing_to_repair(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut(monkeypatch, sqlite3.OperationalError("database is locked"))
    form = dict(title="Radweg", municipality=RIEDSTADT, csrf_token=token_of(client))
    answer = client.post("/vorhaben/neu", data=form | dict(applicant_type="", looking_for=""))
    assert answer.status_code == 503
    assert "Bitte versuchen Sie es gleich noch einmal." in answer.text
    assert "Technik" not in answer.text


def test_a_form_with_a_secret_is_not_shown_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut(monkeypatch, SHUT)
    form = dict(title="Radweg", municipality=RIEDSTADT, csrf_token=token_of(client))
    form |= dict(applicant_type="", looking_for="", stage="", password="Grüne Wiesen")
    answer = client.post("/vorhaben/neu", data=form)
    assert answer.status_code == 507
    assert "Grüne Wiesen" not in answer.text


def test_pages_can_be_read_while_nothing_can_be_written(
    db: Database, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after a while, when a session would note that it was used."""
    client.get("/vorhaben")
    earlier = stamp(datetime.now(UTC) - timedelta(hours=1))
    db.execute("update session set used_at = ?", [earlier])
    db.conn.commit()
    connect = sqlite3.connect

    def read_only(*given: object, **more: object) -> sqlite3.Connection:
        connection = connect(*given, **more)  # type: ignore[call-overload]
        connection.execute("pragma query_only = on")
        return connection

    monkeypatch.setattr("index.schema.sqlite3.connect", read_only)
    # A database that is open already would be written to as before.
    monkeypatch.setattr("webapp.request._thread.open", None)
    assert client.get("/vorhaben").status_code == 200
