"""Every job is written down: by timer or by hand, however it ends, and killed ones too."""

import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import MONDAY, Save, make_record
from visitors import visitor
from work_runs import ROOT

from index.runs import finish_run, start_run
from index.store import Database
from webapp.accounts.account import Role
from webapp.cli import main
from webapp.stamp import stamp
from webapp.work import commands
from webapp.work.jobs import LABELS, last_jobs
from webapp.work.journal import forget_old_jobs, recorded, settle_broken_off, tell
from webapp.work.journaled import JOBS
from webapp.work.steps import STEPS, Done, Step

KILLED = """
import os, pathlib
from webapp.work.journal import recorded
with recorded(pathlib.Path(os.environ["FOERDERNETZ_DATA"]), "digest", by_hand=True):
    print("holds", flush=True)
    input()
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words])


def ended(db: Database) -> list[tuple[object, ...]]:
    rows = db.query("select name, by_hand, outcome, said from job order by id")
    return [tuple(row.values()) for row in rows]


def test_a_command_is_written_down_with_what_it_did(
    db: Database, save: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(make_record())
    assert run("reindex").exit_code == 0
    monkeypatch.setenv("INVOCATION_ID", "a unit of systemd")
    run("backup", str(tmp_path / "fort" / "sicherung"))
    (first, second) = ended(db)
    assert first == ("reindex", 1, "gelungen", "1 Programme im Suchindex.")
    assert second[:3] == ("backup", 0, "nicht gelungen")
    assert "ist nicht möglich" in str(second[3])
    row = next(db.query("select * from job"))
    assert row["started_at"] <= row["ended_at"]
    assert row["seconds"] > 0


def test_bad_input_and_questions_leave_no_trace(db: Database, tmp_path: Path) -> None:
    assert run("restore", str(tmp_path / "fehlt")).exit_code == 2
    assert run("sources").exit_code == 0
    assert ended(db) == []


def test_regular_work_writes_down_what_it_did_and_not_what_was_not_due(
    db: Database, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        commands,
        "STEPS",
        (
            step_named("judge_projects", Done("Geprüft: 2 Vorhaben.")),
            step_named("check_links", None),
            step_named("read_sources", Done("Nicht alles gelang.", well=False)),
        ),
    )
    run("work", "--today", MONDAY.isoformat())
    assert ended(db) == [
        ("judge_projects", 0, "gelungen", "Geprüft: 2 Vorhaben."),
        ("read_sources", 0, "nicht gelungen", "Nicht alles gelang."),
    ]
    last = {it.name: it for it in last_jobs(db)}
    assert (last["judge_projects"].failed, last["read_sources"].failed) == (False, True)
    assert last["read_sources"].well_at is None


def step_named(name: str, result: Done | None) -> Step:
    def step(_: object) -> Done | None:
        return result

    step.__name__ = name
    return step


def test_of_an_unexpected_fault_only_its_kind_is_kept(db: Database, data_folder: Path) -> None:
    def fail() -> None:
        with recorded(data_folder, "digest", by_hand=True):
            tell("Briefe: 3.")
            raise ValueError("anna@geheim.example")

    with pytest.raises(ValueError, match="geheim"):
        fail()
    assert ended(db) == [("digest", 1, "nicht gelungen", "Briefe: 3. Fehler: ValueError.")]


def test_what_a_job_starts_belongs_to_it(db: Database, data_folder: Path) -> None:
    with recorded(data_folder, "read_sources", by_hand=False):
        assert run("reindex").exit_code == 0
    assert [row[0] for row in ended(db)] == ["read_sources"]


def test_a_killed_job_is_shown_as_broken_off(db: Database, data_folder: Path) -> None:
    client = visitor(db, data_folder, Role.MANAGER)
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ,
    )
    assert child.stdout
    child.stdout.readline()
    assert settle_broken_off(db, data_folder) == 0
    assert "läuft</span>" in client.get("/quellen/vorgaenge").text
    child.send_signal(signal.SIGKILL)
    child.communicate()
    page = client.get("/quellen/vorgaenge").text
    assert "abgebrochen</span>" in page
    assert "läuft</span>" not in page
    assert settle_broken_off(db, data_folder) == 1
    assert ended(db)[0][2] == "abgebrochen"


def test_the_page_shows_jobs_and_sources_paged_and_by_name(db: Database, data_folder: Path) -> None:
    finish_run(db, start_run(db, "sample", MONDAY), MONDAY)
    for number in range(60):
        row = dict(name="backup", by_hand=0, seconds=number * 100, outcome="gelungen", said="")
        db.table("job").insert(row | dict(started_at=f"2026-06-15T08:{number:02}:00+00:00"))
    client = visitor(db, data_folder, Role.MANAGER)
    text = client.get("/quellen/vorgaenge").text
    assert "Quelle lesen: Musterquelle" in text
    assert "1 h 38 min" in text
    assert text.count('<strong class="breakable') == 50
    second = client.get("/quellen/vorgaenge?was=backup&seite=2").text
    assert second.count('<strong class="breakable') == 10
    assert "keinen Vorgang" in client.get("/quellen/vorgaenge?wie=abgebrochen").text


def test_jobs_go_after_400_days(db: Database) -> None:
    moment = datetime(2026, 6, 15, 9).astimezone()
    for days in (399, 401):
        begun = stamp(moment - timedelta(days=days))
        db.table("job").insert(dict(name="backup", by_hand=0, started_at=begun))
    assert (forget_old_jobs(db, moment), forget_old_jobs(db, moment)) == (1, 0)


def test_every_job_has_a_german_name() -> None:
    names = {*JOBS, *(step.__name__ for step in STEPS)}
    assert names <= set(LABELS), json.dumps(sorted(names - set(LABELS)))
