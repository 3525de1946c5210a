"""The manager's page of the sources: next run, filled fields, rejected items, a chart in words."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import MONDAY, Save, make_record, make_source
from visitors import visitor

from index.rhythm import Rhythm, days_to_wait, next_night, rhythm_in
from index.runs import finish_run, reject, start_run
from index.source import remember_source
from index.store import Database
from webapp.accounts.account import Role
from webapp.cli import main
from webapp.operation.schedule import AT_ONCE, due_sources, end_of, plan
from webapp.sources.chart import HEIGHT, chart_of
from webapp.sources.queries import Run, filled_fields

NIGHT = timedelta(hours=5)


def planned(db: Database) -> dict[str, datetime | None]:
    return {it.source: it.next_run for it in plan(db, MONDAY)}


def end(db: Database, day: date, error: str | None = None) -> None:
    finish_run(db, start_run(db, "sample", day), day, error=error)


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("zweimal pro Woche, nachts", Rhythm.TWICE_A_WEEK),
        ("wöchentlich", Rhythm.WEEKLY),
        ("nie", None),
        ("", None),
    ],
)
def test_the_rhythm_is_read_from_the_description(text: str, rhythm: Rhythm | None) -> None:
    assert rhythm_in(text) is rhythm


def test_failures_are_tried_again_soon_and_then_less_and_less_often() -> None:
    assert [days_to_wait(Rhythm.WEEKLY, n) for n in range(6)] == [7, 1, 2, 4, 7, 7]
    assert days_to_wait(Rhythm.DAILY, 9) == 1


def test_sources_spread_over_the_night() -> None:
    moments = {next_night(f"quelle {n}", MONDAY, 1) for n in range(30)}
    assert len(moments) > 20
    start = datetime.combine(MONDAY + timedelta(days=1), datetime.min.time())
    assert all(start < moment < start + NIGHT for moment in moments)


def test_the_next_run_follows_from_the_last(db: Database) -> None:
    assert planned(db) == {"sample": AT_ONCE}
    end(db, MONDAY)
    week = planned(db)["sample"]
    assert week is not None
    assert week.date() == MONDAY + timedelta(days=7)
    assert due_sources(db, end_of(MONDAY + timedelta(days=6))) == []
    assert due_sources(db, end_of(MONDAY + timedelta(days=40))) == ["sample"]
    end(db, MONDAY, error="kaputt")
    soon = planned(db)["sample"]
    assert soon is not None
    assert soon.date() == MONDAY + timedelta(days=1)


def test_a_source_that_is_switched_off_or_without_rhythm_is_never_due(db: Database) -> None:
    remember_source(db, make_source("aus", switched_off=True))
    remember_source(db, make_source("hand", rhythm="nie"))
    assert planned(db) == {"sample": AT_ONCE, "aus": None, "hand": None}


def test_watched_addresses_decide_when_the_watch_list_is_read(db: Database) -> None:
    remember_source(db, make_source("watched"))
    assert planned(db)["watched"] is None
    row = dict(url="https://a.example/", level="Land", added_on="2026-06-01")
    db.table("watch").insert(row | dict(next_on="2026-06-20"))
    moment = planned(db)["watched"]
    assert moment is not None
    assert moment.date() == date(2026, 6, 20)
    db.table("watch").insert(row | dict(url="https://b.example/"))
    assert planned(db)["watched"] == AT_ONCE
    db.execute("update watch set paused = 1")
    assert planned(db)["watched"] is None


def test_the_share_of_filled_fields_counts_what_says_something(db: Database, save: Save) -> None:
    save(
        make_record(deadline_text="Bis Mai", funders=("Amt",)),
        make_record(key="b", url="https://www.example.org/b", title="B", regions=()),
    )
    shares = filled_fields(db)["sample"]
    assert (shares["title"], shares["deadline_text"], shares["regions"]) == (1, 0.5, 0.5)
    assert (shares["funders"], shares["news"], shares["call"]) == (0.5, 0, 0)


def test_the_chart_says_the_same_in_words() -> None:
    runs = [Run(MONDAY, "ok", 40), Run(MONDAY, "failed", 0), Run(MONDAY, "thin", 20)]
    chart = chart_of(runs)
    assert [bar.height for bar in chart.bars] == [HEIGHT, 3, HEIGHT // 2]
    assert chart.saying == (
        "Einträge je Lauf: 15.06.2026 40, 15.06.2026 0 (fehlgeschlagen), 15.06.2026 20 (zu wenig)"
    )
    assert chart_of([]).width > 0


@pytest.fixture
def troubled(db: Database, save: Save) -> Database:
    remember_source(db, make_source("aus", label="Neue Quelle", switched_off=True))
    save(make_record())
    run = start_run(db, "sample", MONDAY)
    reject(db, run, "https://www.example.org/<x>", "kein <b>Titel</b>")
    finish_run(db, run, MONDAY, error="Gesperrt: HTML statt ZIP.")
    return db


def test_the_page_shows_everything_about_a_source(troubled: Database, data_folder: Path) -> None:
    text = visitor(troubled, data_folder, Role.MANAGER).get("/quellen").text
    for said in (
        "Gesperrt: HTML statt ZIP.",
        "fehlgeschlagen",
        "15.06.2026",
        "16.06.2026, 0",
        "https://www.example.org/&lt;x&gt;",
        "kein &lt;b&gt;Titel&lt;/b&gt;",
        '<dt>Kurzbeschreibung</dt><dd class="number">100 %</dd>',
        'role="img" aria-label="Einträge je Lauf: 15.06.2026 1, 15.06.2026 0 (fehlgeschlagen)"',
        "abgeschaltet",
        "foerdernetz crawl aus",
    ):
        assert said in text, said
    assert text.index("Musterquelle") < text.index("Neue Quelle")
    assert "style=" not in text


@pytest.mark.parametrize("address", ["/quellen", "/quellen/adressen", "/quellen/links"])
@pytest.mark.parametrize(
    ("role", "code"), [("manager", 200), ("admin", 200), ("staff", 403), ("reader", 403)]
)
def test_only_manager_and_admin_see_the_sources(
    db: Database, data_folder: Path, address: str, role: str, code: int
) -> None:
    client = visitor(db, data_folder, Role(role))
    assert client.get(address).status_code == code
    assert ('href="/quellen"' in client.get("/").text) is (code == 200)


def test_the_command_tells_the_same(troubled: Database) -> None:
    def run(*arguments: str) -> str:
        return CliRunner().invoke(main, ["sources", *arguments, "--today", "2026-06-16"]).stdout

    found: dict[str, dict[str, Any]] = {it["source"]: it for it in json.loads(run("--json"))}
    sample = found["sample"]
    assert sample["next_run"].startswith("2026-06-16T0")
    assert sample["fields"]["summary"] == 1
    assert sample["rejected_items"][0]["reason"] == "kein <b>Titel</b>"
    assert [run["seen"] for run in sample["runs"]] == [1, 0]
    assert (found["aus"]["switched_off"], found["aus"]["next_run"]) == (True, None)
    assert "nächster Lauf 2026-06-16" in run()
    assert "abgeschaltet" in run()
