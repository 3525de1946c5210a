"""Three weeks of the real export, replayed: what the crawl reports is what really changed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from index.address import address_key
from index.store import Database

FIELD_OF = {
    "gsb:procInfluence": "deadline_text",
    "gsb:header": "status_line",
    "gsb:teaserText": "summary",
    "gsb:summary": "description",
}
PROGRAM = [sys.executable, "-c", "from webapp.cli import main; main()"]
WEEKS = {1: "2026-06-15", 2: "2026-06-22", 3: "2026-06-29"}


@contextmanager
def replay(shared: Path, week: int) -> Iterator[str]:
    command = [sys.executable, str(shared / "sources/serve.py"), "--port", "0"]
    server = subprocess.Popen([*command, "--edition", str(week)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().split()[-1]
    finally:
        server.terminate()
        server.communicate(timeout=30)


def crawl(base: str, day: str) -> dict[str, Any]:
    done = subprocess.run(
        [*PROGRAM, "crawl", "foerderdatenbank", "--json", "--today", day],
        capture_output=True,
        text=True,
        timeout=240,
        cwd=Path(__file__).parents[2],
        env=dict(os.environ, FOERDERNETZ_REPLAY=base, FOERDERNETZ_DELAY_FACTOR="0"),
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def events(db: Database, day: str) -> dict[str, dict[str, list[str]]]:
    """By kind and address the fields that were told."""
    sql = """
        select kind, url, fields from event join record on record.id = event.record
        where event.day = ?
    """
    found: dict[str, dict[str, list[str]]] = {
        kind: {} for kind in ("new", "changed", "missing", "gone", "returned")
    }
    for row in db.query(sql, [day]):
        found[row["kind"]][address_key(row["url"])] = json.loads(row["fields"])
    return found


def keys(things: list[Any]) -> set[str]:
    return {address_key(thing["url"] if isinstance(thing, dict) else thing) for thing in things}


@pytest.fixture
def editions(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "sources/data/editions.json").read_text())
    return found


def test_three_weeks_bring_exactly_what_really_changed(
    db: Database, shared: Path, editions: dict[str, Any]
) -> None:
    for week, day in WEEKS.items():
        with replay(shared, week) as base:
            result = crawl(base, day)
        listed = {
            entry["key"]
            for entry in editions["index"]
            if entry["kind"] == "fdb" and week in entry["present"]
        }
        sql = "select address_key from record where presence = 'present'"
        present = {row["address_key"] for row in db.query(sql)}
        assert not listed - present
        assert (result["status"], result["rejected"]) == ("ok", 0)
        found, truth = events(db, day), editions["truth"][str(week)]["fdb"]
        if week == 1:
            continue
        assert set(found["new"]) == keys(truth["new"])
        assert set(found["missing"]) == keys(truth["gone"])
        assert set(found["returned"]) == keys(truth["returned"])
        assert set(found["changed"]) == keys(truth["changed"])
        for change in truth["changed"]:
            assert found["changed"][address_key(change["url"])] == [FIELD_OF[change["property"]]]
