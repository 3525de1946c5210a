"""Three weeks of the EU portal, sites and watched pages, replayed: only real changes count."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from served import copy_folder

from index.address import address_key
from index.record import SourceRecord
from index.schema import create_database, open_database
from index.store import Database
from index.versions import load_record
from index.vocabulary import Level, Region

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "from webapp.cli import main; main()"]
WEEKS = {1: "2026-06-15", 2: "2026-06-22", 3: "2026-06-29"}
SITES = (
    "balm", "bbsr", "fznum", "hessen", "kfw", "klimakommunen", "nahmobil", "nki", "smarteregion",
    "sportland", "wibank",
)  # fmt: skip
PAGES = (*SITES, "watched")
SOURCES = {"eu": ("eu",), "page": PAGES}
KINDS = {"new": "new", "changed": "changed", "missing": "gone", "returned": "returned"}
LEAKS = ("Servicetelefon", "Infotag", "Matomo", "Cookies", "Impressum", "Newsletter:")


@contextmanager
def replay(shared: Path, week: int, *more: str) -> Iterator[str]:
    command = [sys.executable, str(shared / "sources/serve.py"), "--port", "0", *more]
    server = subprocess.Popen([*command, "--edition", str(week)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().split()[-1]
    finally:
        server.terminate()
        server.communicate(timeout=30)


def crawl(folder: Path, base: str, day: str, *sources: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [*PROGRAM, "crawl", *sources, "--json", "--today", day],
        capture_output=True,
        text=True,
        timeout=240,
        cwd=ROOT,
        env=dict(
            os.environ,
            FOERDERNETZ_DATA=str(folder),
            FOERDERNETZ_REPLAY=base,
            FOERDERNETZ_DELAY_FACTOR="0",
        ),
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines, done.stderr
    return lines


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after three weeks of crawls."""
    shared = ROOT.parent / "shared"
    if not shared.is_dir():
        pytest.skip(f"The material beside the project is not here ({shared}).")
    folder = tmp_path_factory.mktemp("weeks")
    watch_everything(folder, shared)
    for week, day in WEEKS.items():
        with replay(shared, week) as base:
            for result in crawl(folder, base, day, "eu", *PAGES):
                assert result["status"] == "ok", result
    return folder


def watch_everything(folder: Path, shared: Path) -> None:
    create_database(folder).close()
    subprocess.run(
        [*PROGRAM, "watch", str(shared / "sources/watchlist.csv")],
        check=True,
        cwd=ROOT,
        env=dict(os.environ, FOERDERNETZ_DATA=str(folder)),
    )


@pytest.fixture
def crawled(weeks: Path) -> Iterator[Database]:
    database = open_database(weeks)
    yield database
    database.close()


@pytest.fixture
def truth(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "sources/data/editions.json").read_text())
    return found


def told(db: Database, day: str, kind: str, sources: tuple[str, ...]) -> set[str]:
    marks = ",".join("?" * len(sources))
    sql = f"""
        select address_key from event join record on record.id = event.record
        where event.day = ? and event.kind = ? and source in ({marks})
    """
    return {row["address_key"] for row in db.query(sql, [day, kind, *sources])}


@pytest.mark.parametrize("kind", SOURCES)
def test_three_weeks_bring_exactly_what_really_changed(
    crawled: Database, truth: dict[str, Any], kind: str
) -> None:
    for week, day in WEEKS.items():
        real = truth["truth"][str(week)][kind]
        for ours, theirs in KINDS.items():
            listed = [one["url"] if isinstance(one, dict) else one for one in real[theirs]]
            expected = {address_key(url) for url in listed}
            if week == 1 and ours == "new":
                first = (one for one in truth["index"] if 1 in one["present"])
                expected = {one["key"] for one in first if one["kind"] == kind}
            assert told(crawled, day, ours, SOURCES[kind]) == expected, (week, ours)


def records(db: Database, *sources: str) -> list[SourceRecord]:
    marks = ",".join("?" * len(sources))
    rows = db.query(f"select id from record where source in ({marks})", list(sources))
    return [load_record(db, row["id"]) for row in rows]


def test_no_row_of_the_old_index_makes_a_topic_open(
    crawled: Database, truth: dict[str, Any]
) -> None:
    stale = {
        address_key(one["topic_url"]): one["deadline"]
        for one in truth["truth"]["3"]["eu"]["stale_legacy"]
    }
    known = {address_key(record.url): record for record in records(crawled, "eu")}

    assert len(stale) == 84
    for key in stale:
        call = known[key].call
        assert call is not None
        assert all(day.isoformat() < WEEKS[3] for day in call.deadlines)


def everything_told(db: Database, until: str) -> set[tuple[Any, ...]]:
    sql = f"""
        select event.day, event.kind, event.fields, source, address_key from event
        join record on record.id = event.record
        where source in ({",".join("?" * len(PAGES))}) and event.day <= ?
    """
    return set(db.execute(sql, [*PAGES, until]).fetchall())


def test_watched_pages_that_get_a_source_of_their_own_are_neither_doubled_nor_changed(
    crawled: Database, shared: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    watch_everything(folder, shared)
    for week in (1, 2):
        with replay(shared, week) as base:
            for result in crawl(folder, base, WEEKS[week], *reversed(PAGES)):
                assert result["status"] == "ok", result

    other_way_round = open_database(folder)
    assert everything_told(other_way_round, WEEKS[2]) == everything_told(crawled, WEEKS[2])
    assert other_way_round["programme"].count == other_way_round["record"].count == 40
    other_way_round.close()


def test_nothing_around_a_page_leaks_into_its_record(crawled: Database) -> None:
    found = records(crawled, *PAGES)

    assert len(found) == 41
    for record in found:
        text = f"{record.title} {record.summary.text} {record.description.text}"
        assert not any(leak in text for leak in LEAKS), record.url
        assert record.title


def test_pages_of_hessen_hold_in_hessen_and_pages_of_the_bund_everywhere(
    crawled: Database,
) -> None:
    for record in records(crawled, *PAGES):
        expected = Region.HESSE if record.levels == (Level.STATE,) else Region.NATIONWIDE
        assert record.regions == (expected,), record.url


def test_a_shrunken_search_and_a_relaunch_change_no_record(
    weeks: Path, shared: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    copy_folder(weeks, folder)
    with replay(shared, 3, "--fault", "sedia-shrunk", "--fault", "layout-change") as base:
        eu, wibank = crawl(folder, base, "2026-07-06", "eu", "wibank")

    assert (eu["status"], wibank["status"]) == ("thin", "failed")
    for result in (eu, wibank):
        kinds = ("new", "changed", "missing", "gone", "returned")
        assert {result[kind] for kind in kinds} == {0}
