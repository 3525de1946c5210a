"""Decisions written out as test cases, and today's reader held against them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import Save, make_record
from decision_visits import WHY, decide, stated
from flask.testing import FlaskClient
from visitors import visitor

from index.schema import create_database
from index.store import Database
from webapp.accounts.account import Role
from webapp.cli import main

RIGHT = "Die Zweckbindungsfrist beträgt grundsätzlich 10 Jahre."
UNREAD = "Wir zahlen drei Viertel, also 75 von hundert Euro."


@pytest.fixture
def manager(db: Database, data_folder: Path) -> FlaskClient:
    return visitor(db, data_folder, Role.MANAGER)


def run(*words: str) -> str:
    answer = CliRunner().invoke(main, list(words))
    assert answer.exit_code == 0, answer.output
    return answer.stdout


@pytest.fixture
def file(db: Database, tmp_path: Path, save: Save, manager: FlaskClient) -> Path:
    text = f"{RIGHT} {UNREAD} Projekte dauern 3 Jahre."
    number = save(make_record(description=text), facts=stated(10, RIGHT, "retention_period_years"))
    decide(manager, number, "retention_period_years", kind="confirm")
    sent = dict(kind="correct", reason=WHY, value="75")
    decide(manager, number, "funding_rate_max", passage=UNREAD, **sent)
    decide(manager, number, "population_min", kind="confirm")
    target = tmp_path / "cases.jsonl"
    assert "3 Testfälle" in run("export-facts", str(target))
    return target


def by_fact(text: str) -> dict[str, dict[str, Any]]:
    return {line["fact"]: line for line in map(json.loads, text.splitlines())}


def test_a_case_says_what_is_to_be_read_from_which_words(file: Path) -> None:
    case = by_fact(file.read_text("utf-8"))["funding_rate_max"]
    assert (case["value"], case["decision"]) == (75, "correct")
    assert (case["quote"], case["field"]) == (UNREAD, "description")
    assert len(case["fingerprint"]) == 32
    assert WHY not in file.read_text("utf-8")


def test_todays_reader_is_held_against_the_version_that_was_decided_on(file: Path) -> None:
    said = by_fact(run("replay-facts", str(file), "--json"))
    assert {name: (it["agrees"], it["on"]) for name, it in said.items()} == {
        "retention_period_years": (True, "version"),
        "funding_rate_max": (False, "version"),
        "population_min": (True, "version"),
    }
    text = run("replay-facts", str(file))
    assert "erwartet bis zu 75 %, gelesen keine Angabe\n" in text
    assert "2 von 3 stimmen überein, 1 weichen ab, 0 sind hier nicht prüfbar." in text


def test_elsewhere_the_quote_alone_is_read(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOERDERNETZ_DATA", str(tmp_path / "elsewhere"))
    create_database(tmp_path / "elsewhere").close()
    said = by_fact(run("replay-facts", str(file), "--json"))
    assert said["retention_period_years"]["agrees"] is True
    assert said["retention_period_years"]["on"] == "quote"
    assert said["population_min"]["agrees"] is None


@pytest.mark.parametrize(
    "line",
    [
        "7",
        '{"fact": "deadlines"}',
        '{"url": "u", "fact": "mood", "value": 1, "decision": "confirm"}',
    ],
)
def test_a_line_that_is_no_case_is_named(db: Database, tmp_path: Path, line: str) -> None:
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text(f"\n{line}\n", "utf-8")
    answer = CliRunner().invoke(main, ["replay-facts", str(wrong)])
    assert answer.exit_code == 2
    assert "Zeile 2" in answer.stderr
