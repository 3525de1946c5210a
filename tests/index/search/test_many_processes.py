"""Two workers search and one process reads and rebuilds, all at once; nobody sees half an index."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from searching import SAMPLES, asking, keys, make_register
from served import on_server

from index.search.build import rebuild
from index.search.shelves import shelf_of

ROOT = Path(__file__).parents[3]
SECONDS = 2.5

WORKER = """
import sys, time
from datetime import date
from pathlib import Path
from index.schema import open_database
from index.search.engine import Question, search
from index.search.suggest import suggest

folder, until = Path(sys.argv[1]), time.monotonic() + float(sys.argv[2])
db, day, asked = open_database(folder), date(2026, 6, 15), 0
while time.monotonic() < until:
    found = search(folder, db, Question("Freibad"), day)
    assert [hit.url for hit in found.hits] == ["https://www.example.org/bad"], found.hits
    everything = search(folder, db, Question(""), day)
    assert everything.total == int(sys.argv[3]), everything.total
    assert sum(v.count for v in everything.facets["source"]) == everything.total
    suggest(folder, db, "schwimmb", day)
    asked += 1
print(asked)
"""

CRAWLER = """
import sys, time
from pathlib import Path
from index.schema import open_database
from index.search.build import rebuild, update

folder, until = Path(sys.argv[1]), time.monotonic() + float(sys.argv[2])
db, changed = open_database(folder), 0
while time.monotonic() < until:
    update(db, folder, [1 + changed % 10])
    changed += 1
    if changed % 4 == 0:
        rebuild(db, folder)
print(changed)
"""


def start(code: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_workers_search_while_a_crawler_changes_and_rebuilds(tmp_path: Path) -> None:
    make_register(tmp_path).close()
    running = [start(WORKER, tmp_path, SECONDS, len(SAMPLES)) for _ in range(2)]
    running.append(start(CRAWLER, tmp_path, SECONDS))
    for process in running:
        said, wrong = process.communicate(timeout=60)
        assert process.returncode == 0, wrong
        assert int(said) > 0


@pytest.mark.parametrize("end", ["kill", "terminate"])
def test_a_rebuild_that_is_killed_leaves_a_whole_index(tmp_path: Path, end: str) -> None:
    db = make_register(tmp_path)
    rebuild(db, tmp_path)
    before = shelf_of(tmp_path).edition()
    code = CRAWLER.replace("changed % 4 == 0", "True")
    process = start(code, tmp_path, 30)
    time.sleep(1.2)
    getattr(process, end)()
    process.communicate(timeout=30)
    ask = asking(db, tmp_path)
    assert keys(ask("Freibad")) == ["bad"]
    assert ask("").total == len(SAMPLES)
    assert rebuild(db, tmp_path) == len(SAMPLES)
    assert shelf_of(tmp_path).edition() != before
    if not on_server:
        folders = [path for path in (tmp_path / "search").iterdir() if path.is_dir()]
        assert len(folders) <= 2
    db.close()
