"""The real command against a small replay: one process per crawl, as in operation."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from export_builder import PROGRAMME, ROOT, programme
from small_replay import Page, Seen, SmallReplay, small_replay
from work_runs import run_program

from index.store import Database

HOST = "www.foerderdatenbank.de"
EXPORT = f"{HOST}/FDB/WS/export"

Crawl = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def replay() -> Iterator[SmallReplay]:
    with small_replay() as running:
        running.pages[f"{HOST}/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 30\n")
        yield running


@pytest.fixture
def crawl(db: Database, replay: SmallReplay, monkeypatch: pytest.MonkeyPatch) -> Crawl:
    """Run `foerdernetz crawl foerderdatenbank --json`; gives exit code, result and messages."""
    monkeypatch.setenv("FOERDERNETZ_REPLAY", replay.base)
    monkeypatch.setenv("FOERDERNETZ_DELAY_FACTOR", "0")

    def run(*arguments: str, today: str = "2026-06-15") -> tuple[int, dict[str, Any], str]:
        command = ["crawl", "foerderdatenbank", "--json", "--today", today, *arguments]
        done = subprocess.run(
            [sys.executable, "-c", "from webapp.cli import main; main()", *command],
            capture_output=True,
            text=True,
            timeout=300,
            cwd=Path(__file__).parents[2],
        )
        return done.returncode, json.loads(done.stdout or "{}"), done.stderr

    return run


def export(**members: str) -> Page:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(PROGRAMME, programme())
        for name, document in members.items():
            archive.writestr(f"{ROOT}Foerderprogramm/Land/Hessen/{name}.xml", document)
    return Page(file.getvalue(), headers={"ETag": '"erste"'})


def test_a_crawl_asks_robots_first_and_next_time_only_for_what_changed(
    crawl: Crawl, replay: SmallReplay, db: Database
) -> None:
    replay.pages[EXPORT] = export(zweites=programme(title="Zweites"))
    code, result, messages = crawl()
    assert code == 0, messages
    assert (result["source"], result["status"]) == ("foerderdatenbank", "ok")
    assert (result["seen"], result["new"], result["error"]) == (2, 2, None)
    assert replay.paths == [f"{HOST}/robots.txt", EXPORT]
    assert all("Foerdernetz/" in seen.headers["User-Agent"] for seen in replay.seen)
    assert "If-None-Match" not in replay.seen[1].headers
    urls = [row["url"] for row in db["record"].rows]
    assert all(url.startswith(f"https://{HOST}/FDB/Content/DE/Foerderprogramm/") for url in urls)

    replay.pages[EXPORT] = lambda seen: Page(
        status=304 if seen.headers.get("If-None-Match") == '"erste"' else 500
    )
    code, result, messages = crawl(today="2026-06-16")
    assert code == 0, messages
    assert (result["seen"], result["unchanged"], result["missing"]) == (2, 2, 0)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Page(b"<html><title>Radware Bot Manager Captcha</title>"), "Gesperrt"),
        (Page(status=302, headers={"Location": f"https://{HOST}/"}), "umgeleitet"),
        (Page(status=302, headers={"Location": "http://127.0.0.1:1/"}), "öffentlichen Netz"),
        (Page(status=403), "Status 403"),
    ],
)
def test_a_failed_crawl_changes_nothing_and_says_why(
    crawl: Crawl, replay: SmallReplay, db: Database, answer: Page, sentence: str
) -> None:
    replay.pages[EXPORT] = answer
    replay.pages[f"{HOST}/"] = Page(b"<html>Startseite")
    code, result, messages = crawl()
    assert code == 1
    assert result["status"] == "failed"
    assert sentence in result["error"]
    assert "Traceback" not in messages
    assert db["record"].count == 0


def test_robots_txt_is_obeyed_also_when_it_is_not_reachable(
    crawl: Crawl, replay: SmallReplay
) -> None:
    replay.pages[EXPORT] = export()
    replay.pages[f"{HOST}/robots.txt"] = Page(b"User-agent: *\nDisallow: /FDB/WS/\n")
    assert "verbietet" in crawl()[1]["error"]
    replay.pages[f"{HOST}/robots.txt"] = Page(status=503)
    assert "nicht erreichbar" in crawl()[1]["error"]
    assert EXPORT not in replay.paths


def test_a_busy_host_is_asked_once_more_when_it_says_when(
    crawl: Crawl, replay: SmallReplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOERDERNETZ_DELAY_FACTOR", "0.01")

    def busy_once(seen: Seen) -> Page:
        first = replay.paths.count(EXPORT) == 1
        return Page(status=429, headers={"Retry-After": "100"}) if first else export()

    replay.pages[EXPORT] = busy_once
    code, result, messages = crawl()
    assert (code, result["new"]) == (0, 1), messages
    robots, first, second = (seen.at for seen in replay.seen)
    assert first - robots >= 0.29, "Crawl-delay of 30 s, one hundredth of it"
    assert second - first >= 0.95, "Retry-After of 100 s, one hundredth of it"


def test_the_pause_of_a_host_holds_between_two_sources_as_well(
    replay: SmallReplay, monkeypatch: pytest.MonkeyPatch, db: Database
) -> None:
    monkeypatch.setenv("FOERDERNETZ_REPLAY", replay.base)
    monkeypatch.setenv("FOERDERNETZ_DELAY_FACTOR", "0.03")
    run_program("crawl", "foerderdatenbank", "foerderdatenbank-rss", today=date(2026, 6, 15))

    assert replay.paths[:3] == [f"{HOST}/robots.txt", EXPORT, f"{HOST}/robots.txt"]
    gaps = [after.at - before.at for before, after in pairwise(replay.seen)]
    assert min(gaps) > 0.03 * 30 - 0.05
