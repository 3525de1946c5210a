"""A crawl that is killed loses nothing and doubles nothing; the next one goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from export_builder import ROOT, programme, write_export
from small_replay import Page, SmallReplay, small_replay

from index.answers import answers_of
from index.store import Database

HOST = "www.foerderdatenbank.de"
COUNT = 170
TEXT = "<p>Anträge sind bis zum 31. Oktober 2026 zu stellen. Es gibt bis zu 60 Prozent.</p>" * 2


@pytest.fixture
def replay(tmp_path: Path) -> Iterator[SmallReplay]:
    """An export that is large enough to be read in several processes and batches."""
    members = {
        f"{ROOT}Foerderprogramm/Bund/muster-{number}.xml": programme(
            title=f"Muster {number}", bodyText=f"<p>Nummer {number}.</p>{TEXT}"
        )
        for number in range(COUNT)
    }
    file = write_export(tmp_path / "export.zip", members)
    with small_replay() as running:
        running.pages[f"{HOST}/FDB/WS/export"] = Page(file.read_bytes(), headers={"ETag": '"a"'})
        yield running


@pytest.fixture
def start(db: Database, replay: SmallReplay) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Start a crawl in a process of its own."""
    started: list[subprocess.Popen[str]] = []
    more = dict(FOERDERNETZ_REPLAY=replay.base, FOERDERNETZ_DELAY_FACTOR="0")

    def crawl() -> subprocess.Popen[str]:
        command = "from webapp.cli import main; main()"
        words = ["crawl", "foerderdatenbank", "--json", "--today", "2026-06-15"]
        process = subprocess.Popen(
            [sys.executable, "-c", command, *words],
            env=os.environ | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        started.append(process)
        return process

    yield crawl
    for process in started:
        process.kill()
        process.communicate()


def wait_for(condition: Callable[[], bool], seconds: float = 200) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.005)


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(word) for task in tasks for word in task.read_text(encoding="ascii").split()]


def cut_off(db: Database, process: subprocess.Popen[str], number: int, enough: int) -> list[int]:
    """Send a signal when enough records are there; gives the helpers that the process had."""
    wait_for(lambda: db["record"].count >= enough or process.poll() is not None)
    time.sleep(0.05)
    helpers = children(process.pid) if process.poll() is None else []
    process.send_signal(number)
    process.wait(timeout=200)
    return helpers


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for children in /proc")
def test_a_killed_crawl_loses_and_doubles_nothing(
    db: Database, start: Callable[[], subprocess.Popen[str]]
) -> None:
    helpers: list[int] = []
    for number, enough in ((signal.SIGKILL, 1), (signal.SIGTERM, 30)):
        helpers += cut_off(db, start(), number, enough)
        # Batches are kept whole: what is there is complete.
        for (version,) in db.execute("select id from version order by random() limit 5"):
            assert answers_of(db, version)
        assert db["record"].count == db["version"].count == db["programme"].count

    last = start()
    assert last.wait(timeout=300) == 0
    assert db["record"].count == db["version"].count == db["programme"].count == COUNT
    events = list(
        db.query("select kind, count(*) as n, count(distinct record) as r from event group by kind")
    )
    assert events == [dict(kind="new", n=COUNT, r=COUNT)]
    assert next(db.query("select seen, status from run order by id desc")) == dict(
        seen=COUNT, status="ok"
    )
    assert not list(db.query("select 1 from run where status = 'running'"))
    assert db["answer"].count == COUNT
    assert helpers, "no crawl was cut off while it had helpers"
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in helpers), 10)
