"""The doctor names what is wrong and what to do; the source list shows how reading goes."""

import json
import shutil
import socket
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import MONDAY, Save, make_record, make_source
from served import only_a_file

from index.hints import Hint, keep_hints
from index.runs import NOT_READ, finish_run, reject, start_run
from index.schema import FILE_NAME
from index.search.build import rebuild
from index.source import remember_source
from index.store import Database
from webapp.cli import main


def run(*args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--today", MONDAY.isoformat()])


def doctor() -> tuple[int, dict[str, dict[str, Any]]]:
    result = run("doctor", "--json")
    report = json.loads(result.stdout)
    assert report["ok"] == (result.exit_code == 0)
    return result.exit_code, {finding["check"]: finding for finding in report["findings"]}


@pytest.fixture
def healthy(db: Database, save: Save, data_folder: Path) -> Database:
    """An installation in which nothing is wrong."""
    save(make_record())
    rebuild(db, data_folder)
    return db


def test_a_healthy_installation_is_fine(healthy: Database) -> None:
    code, findings = doctor()
    assert code == 0
    assert findings["Datenbank"]["state"] == "ok"
    assert findings["Suchindex"]["message"] == "1 Programme"


def test_the_readable_report_says_the_same(healthy: Database) -> None:
    result = run("doctor")
    assert result.exit_code == 0
    assert "gut      Suchindex: 1 Programme" in result.stdout


def test_a_missing_data_folder_is_named(data_folder: Path) -> None:
    code, findings = doctor()
    assert code == 1
    assert str(data_folder) in findings["Datenordner"]["message"]
    assert "foerdernetz init" in findings["Datenordner"]["advice"]


@only_a_file
def test_a_missing_index_is_found(healthy: Database, data_folder: Path) -> None:
    shutil.rmtree(data_folder / "search")
    code, findings = doctor()
    assert code == 1
    assert findings["Suchindex"]["state"] == "wrong"
    assert "foerdernetz reindex" in findings["Suchindex"]["advice"]


def test_an_index_out_of_step_is_found(healthy: Database, save: Save) -> None:
    save(make_record(), make_record(key="bad", url="https://www.example.org/bad", title="Bäder"))
    code, findings = doctor()
    assert code == 1
    assert findings["Suchindex"]["message"] == "1 Programme im Index, 2 in der Datenbank."


@only_a_file
def test_a_damaged_database_is_found(healthy: Database, data_folder: Path) -> None:
    healthy.close()
    (data_folder / FILE_NAME).write_bytes(b"kaputt" * 1000)
    code, findings = doctor()
    assert code == 1
    assert "foerdernetz restore" in findings["Datenbank"]["advice"]


@only_a_file
def test_a_database_of_somebody_else_is_found(data_folder: Path) -> None:
    data_folder.mkdir()
    with closing(sqlite3.connect(data_folder / FILE_NAME)) as connection:
        connection.execute("create table rezept (name text)")
    code, findings = doctor()
    assert code == 1
    assert "keine Datenbank von Fördernetz" in findings["Datenbank"]["message"]


@only_a_file
def test_a_reference_into_nothing_is_found(healthy: Database) -> None:
    healthy.execute("pragma foreign_keys = off")
    healthy.execute("delete from programme")
    healthy.conn.commit()
    code, findings = doctor()
    assert code == 1
    assert "programme_record" in findings["Datenbank"]["message"]


def test_a_failed_source_is_found(healthy: Database) -> None:
    finish_run(healthy, start_run(healthy, "sample", MONDAY), MONDAY, error="HTTP 503")
    code, findings = doctor()
    assert code == 1
    assert findings["Quelle sample"]["message"] == "HTTP 503"
    assert "foerdernetz crawl sample" in findings["Quelle sample"]["advice"]


def test_a_source_that_nobody_read_for_weeks_is_mentioned(healthy: Database, save: Save) -> None:
    late = CliRunner().invoke(main, ["doctor", "--json", "--today", "2026-07-15"])
    findings = {f["check"]: f for f in json.loads(late.stdout)["findings"]}
    assert findings["Quelle sample"]["message"] == "Seit 30 Tagen nicht gelesen."


def test_a_mail_server_that_does_not_answer_is_found(
    healthy: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        monkeypatch.setenv("FOERDERNETZ_SMTP_URL", f"smtp://127.0.0.1:{taken.getsockname()[1]}")
        code, findings = doctor()
    assert code == 1
    assert "antwortet nicht" in findings["E-Mail"]["message"]


@pytest.mark.parametrize("url", ["http://mail.example", "smtp://", "smtp://mail.example:viele"])
def test_a_mail_address_that_is_none_is_found_without_showing_it(
    healthy: Database, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("FOERDERNETZ_SMTP_URL", url)
    code, findings = doctor()
    assert code == 1
    assert "FOERDERNETZ_SMTP_URL" in findings["E-Mail"]["message"]


def test_little_disk_space_is_found(healthy: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=10 * 1024 * 1024)
    monkeypatch.setattr("webapp.operation.health.shutil.disk_usage", lambda _: usage)
    code, findings = doctor()
    assert code == 1
    assert findings["Plattenplatz"]["message"] == "Nur noch 10 MB frei."


def test_sources_show_items_last_run_and_alarms(db: Database, save: Save) -> None:
    save(make_record())
    run_number = start_run(db, "sample", MONDAY)
    reject(db, run_number, "https://www.example.org/x", "kein Titel")
    finish_run(db, run_number, MONDAY)
    (source,) = json.loads(run("sources", "--json").stdout)
    assert (source["source"], source["items"], source["last_run"]) == ("sample", 1, "2026-06-15")
    assert source["status"] == "thin"
    assert "Nur 0 Einträge, beim letzten Mal 1." in source["alarms"]
    assert "1 Eintrag war nicht lesbar." in source["alarms"]


def test_what_could_not_be_read_is_counted_in_one_sentence_only(db: Database) -> None:
    run_number = start_run(db, "sample", MONDAY)
    reject(db, run_number, "https://amt.example/x", "kein Titel")
    sentence = f"{NOT_READ} 1, zuerst https://amt.example/x: kein Titel"
    finish_run(db, run_number, MONDAY, notices=(sentence,))
    (source,) = json.loads(run("sources", "--json").stdout)
    assert source["alarms"] == [f"Erster Lauf ohne einen Eintrag. {sentence}"]


def test_sources_show_a_source_before_its_first_run(db: Database) -> None:
    remember_source(db, make_source("spaeter", label="Spätere Quelle"))
    lines = run("sources").stdout
    assert "spaeter" in lines
    assert "nie gelesen – Spätere Quelle" in lines


def test_a_run_that_was_cut_off_is_an_alarm(db: Database) -> None:
    start_run(db, "sample", date(2026, 6, 14))
    (source,) = json.loads(run("sources", "--json").stdout)
    assert source["alarms"] == ["Der Lauf vom 2026-06-14 wurde nicht beendet."]


def test_a_blocked_export_is_told_with_the_way_around_it_and_early_signals_are_counted(
    db: Database,
) -> None:
    for name in ("foerderdatenbank", "foerderdatenbank-rss"):
        remember_source(db, make_source(name))
    run_number = start_run(db, "foerderdatenbank", MONDAY)
    finish_run(db, run_number, MONDAY, error="Gesperrt.")
    url = "https://www.foerderdatenbank.de/FDB/Content/DE/Foerderprogramm/EU/brunnen.html"
    keep_hints(
        db,
        "foerderdatenbank-rss",
        [Hint(source="foerderdatenbank-rss", url=url, title="Brunnen", day=MONDAY)],
    )

    lines = run("sources").stdout
    assert lines.count("Gesperrt.") == 1
    assert "import-export DATEI.zip" in lines
    assert "1 früher Hinweis" in lines
    by_name = {row["source"]: row for row in json.loads(run("sources", "--json").stdout)}
    assert by_name["foerderdatenbank-rss"]["hints"] == 1


def put_letter(db: Database, **more: str) -> None:
    row = dict(day="2026-06-01", message_id="<m>", email="a@b.example", state="waiting")
    db.table("letter").insert(row | dict(claimed_at="2026-06-01T06:00:00+00:00") | more)


@pytest.mark.parametrize(
    ("letter", "state", "says", "advice"),
    [
        (
            dict(error="451 später"),
            "wrong",
            "1 Brief wartet länger als einen Tag, seit dem",
            "digest",
        ),
        (dict(error="451 später"), "wrong", "Zuletzt hieß es: 451 später", "digest"),
        (
            dict(
                state="claimed",
                claimed_at=f"{MONDAY}T00:00:00+00:00",
                leased_until="2026-06-14T09:00:00+00:00",
            ),
            "notice",
            "Der Versand von 1 Brief brach ab.",
            "unter derselben Message-ID",
        ),
        (dict(state="failed"), "notice", "1 Brief ging in 30 Tagen nicht hinaus", "noch einmal"),
        (dict(send_after="2026-06-30T06:00:00+00:00"), "ok", "keiner hängt", ""),
        (dict(state="sent"), "ok", "keiner hängt", ""),
    ],
)
def test_a_letter_that_hangs_is_named_with_what_to_do(
    healthy: Database, letter: dict[str, str], state: str, says: str, advice: str
) -> None:
    put_letter(healthy, **letter)
    found = doctor()[1]["Briefe"]
    assert (found["state"], says in found["message"]) == (state, True)
    assert advice in found["advice"]


def test_an_address_that_gets_nothing_is_counted_and_its_letter_does_not_hang(
    healthy: Database,
) -> None:
    put_letter(healthy)
    row = dict(email="a@b.example", since="2026-06-01T06:00:00+00:00", said="550")
    healthy.table("undeliverable").insert(row)
    found = doctor()[1]["Briefe"]
    assert found["state"] == "notice"
    assert found["message"].startswith("1 Adresse bekommt nichts mehr")
