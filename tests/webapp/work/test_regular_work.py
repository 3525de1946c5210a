"""One command for one timer: what is due is done once, in order, and never by two at a time."""

import fcntl
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import MONDAY, Save, make_record
from small_replay import Page, SmallReplay, small_replay
from visitors import RIEDSTADT
from work_runs import run_program

from index.record import Link
from index.runs import finish_run, start_run
from index.search.build import has_index
from index.store import Database
from matcher.project import Project, Town
from webapp.accounts.account import Role
from webapp.accounts.queries import create_account
from webapp.cli import main
from webapp.crawling.reader import remember_sources
from webapp.digest.mail import MailServerDown
from webapp.digest.postman import Outcome
from webapp.digest.sending import When
from webapp.projects.queries import save_project
from webapp.settings import Settings
from webapp.work import steps
from webapp.work.steps import STEPS, Done, Shift

PAGE = b"<main><h1>Brunnen</h1><h2>Was wird gef&ouml;rdert?</h2><p>%s</p></main>"


def work(day: date = MONDAY) -> Result:
    return CliRunner().invoke(main, ["work", "--today", day.isoformat()])


def read_everything(db: Database, day: date = MONDAY) -> None:
    """Leave no source due: each had an empty run on that day."""
    for name in remember_sources(db):
        finish_run(db, start_run(db, name, day), day)


@pytest.fixture
def replay(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallReplay]:
    with small_replay() as running:
        monkeypatch.setenv("FOERDERNETZ_REPLAY", running.base)
        monkeypatch.setenv("FOERDERNETZ_DELAY_FACTOR", "0")
        yield running


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Note which processes would be started; every one of them ends well."""
    started: list[tuple[str, ...]] = []

    def note(_: Shift, *command: str) -> int:
        started.append(command)
        return 0

    monkeypatch.setattr(steps, "_in_a_process", note)
    return started


@pytest.fixture
def shift(db: Database, data_folder: Path) -> Callable[..., Shift]:
    def at(hour: int, day: date = MONDAY) -> Shift:
        moment = datetime.combine(day, datetime.min.time()) + timedelta(hours=hour)
        return Shift(db, Settings(data=data_folder), day, moment)

    return at


def test_a_watched_page_is_read_found_and_left_alone_until_it_is_due(
    db: Database, data_folder: Path, replay: SmallReplay
) -> None:
    read_everything(db)
    url = "https://brunnen.example/programm"
    db.table("watch").insert(dict(url=url, level="Land", funder="Amt", added_on="2026-06-15"))
    db.conn.commit()
    replay.pages["brunnen.example/programm"] = Page(PAGE % b"Brunnen.")

    done = run_program("work", today=MONDAY)
    assert done.returncode == 0, done.stderr
    assert "Gelesen: watched." in done.stdout
    assert "Suche aufgebaut" in done.stdout
    assert replay.paths == ["brunnen.example/robots.txt", "brunnen.example/programm"]
    assert has_index(data_folder)

    again = work()
    assert (again.exit_code, again.stderr) == (0, "Nichts zu tun.\n")
    row = next(iter(db["watch"].rows))
    assert (row["state"], row["next_on"]) == ("gelesen", "2026-06-22")


def test_a_source_that_failed_is_told_and_the_other_steps_go_on(
    db: Database, monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    monkeypatch.setattr(steps, "_in_a_process", lambda *_: 1)
    done = work()
    assert done.exit_code == 1
    assert "Nicht alles gelang." in done.stdout
    assert "Suche aufgebaut: 0 Programme." in done.stdout


def test_sources_that_somebody_reads_by_hand_just_now_are_left_for_the_next_time(
    db: Database, data_folder: Path
) -> None:
    with (data_folder / "crawl.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        done = run_program("work", today=MONDAY)
    assert "Nichts gelesen" in done.stdout
    assert "Gelesen:" not in done.stdout
    assert "Es läuft schon ein Abruf" in done.stderr
    assert db["run"].count == 0


def test_after_weeks_off_everything_is_done_once(
    db: Database, children: list[tuple[str, ...]]
) -> None:
    read_everything(db)
    assert work().exit_code == 0
    assert children == []
    later = MONDAY + timedelta(days=60)
    work(later)
    ((name, due, *sources),) = children
    assert (name, due) == ("crawl", "--due")
    assert {"eu", "foerderdatenbank", "wibank"} <= set(sources)
    assert "watched" not in sources, "no address is watched"


def test_two_do_not_work_at_the_same_time(db: Database, data_folder: Path) -> None:
    with (data_folder / "work.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        done = work()
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr == "Ein anderer Lauf ist noch bei der Arbeit.\n"
    assert db["task"].count == 0


def test_the_doctor_notices_that_no_timer_calls_any_more(
    db: Database, children: list[tuple[str, ...]]
) -> None:
    def said(day: date) -> tuple[str, str]:
        report = CliRunner().invoke(main, ["doctor", "--json", "--today", day.isoformat()])
        findings = {it["check"]: it for it in json.loads(report.stdout)["findings"]}
        found = findings["Regelmäßige Arbeit"]
        return found["state"], found["message"]

    assert said(MONDAY) == ("notice", "Noch nie gelaufen.")
    work()
    assert said(MONDAY + timedelta(days=1)) == ("ok", "zuletzt am 2026-06-15")
    assert said(MONDAY + timedelta(days=2)) == ("wrong", "Zuletzt am 2026-06-15.")


def test_projects_are_judged_once_a_day_and_after_every_reading(
    db: Database, save: Save, children: list[tuple[str, ...]]
) -> None:
    read_everything(db)
    save_project(db, Project(id="p", title="Radweg", municipality=Town(ags=RIEDSTADT)), MONDAY)
    assert "Geprüft: 1 Vorhaben." in work().stdout
    assert "Geprüft" not in work().stdout
    db.execute("update task set finished_at = '2000-01-01'")
    assert "Geprüft: 0 geänderte Programme, 0 geänderte Vorhaben." in work().stdout


def test_links_are_asked_for_once_a_day(
    db: Database, save: Save, children: list[tuple[str, ...]]
) -> None:
    read_everything(db)
    save(make_record(links=(Link(label="Ziel", url="https://ziel.example/"),)))
    for _ in range(2):
        work()
    assert children == [("check-links", "--limit", "200")]


def test_letters_go_out_by_day_and_once_a_week(
    db: Database, shift: Callable[..., Shift], monkeypatch: pytest.MonkeyPatch
) -> None:
    create_account(db, "leserin@example.org", Role.READER, None, MONDAY)
    sent: list[date] = []

    def send(db: Database, when: When) -> list[Outcome]:
        if sent and when.today < sent[-1] + timedelta(days=7):
            return []
        sent.append(when.today)
        db.execute("update account set letter_checked_on = ?", [when.today.isoformat()])
        return [Outcome(email="leserin@example.org", subject="Neues")]

    monkeypatch.setattr(steps, "send_letters", send)
    assert steps.send_due_letters(shift(6)) is None
    assert steps.send_due_letters(shift(7)) == Done("Briefe: 1.")
    assert steps.send_due_letters(shift(8)) is None
    assert steps.send_due_letters(shift(8, MONDAY + timedelta(days=7))) == Done("Briefe: 1.")
    assert sent == [MONDAY, MONDAY + timedelta(days=7)]


def test_a_mail_server_that_is_down_is_said_and_asked_again(
    db: Database, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_everything(db)
    create_account(db, "leserin@example.org", Role.READER, None, MONDAY)

    def down(*_: object) -> list[Outcome]:
        raise MailServerDown("Der Mailserver mail.example:25 ist nicht zu gebrauchen.")

    monkeypatch.setattr(steps, "send_letters", down)
    for _ in range(2):
        done = work()
        assert done.exit_code == 1
        assert "Der Mailserver mail.example:25 ist nicht zu gebrauchen" in done.stdout


def test_a_letter_rests_on_what_was_read_and_judged_before_it() -> None:
    names = [step.__name__ for step in STEPS]
    assert names.index("read_sources") < names.index("judge_projects") < len(names) - 1
    assert names[-1] == "send_due_letters"
