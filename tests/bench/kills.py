"""Kill crawls of the replay at random moments, then compare with a crawl that nobody disturbed.

.venv/bin/python tests/bench/kills.py [--kills 20] [--seed 1] [--shared ../shared] [SOURCE …]
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from faults import PROGRAM, PROJECT, contents, replay, run, say


def cut_off(folder: Path, address: str, words: list[str], seconds: float, number: int) -> bool:
    """Start a command and send it a signal after a while; tells whether it was still running."""
    env = os.environ | dict(
        FOERDERNETZ_DATA=str(folder),
        FOERDERNETZ_REPLAY=address,
        FOERDERNETZ_DELAY_FACTOR="0",
        PYTHONPATH=str(PROJECT),
    )
    quiet = subprocess.DEVNULL
    with subprocess.Popen([*PROGRAM, *words], env=env, stdout=quiet, stderr=quiet) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(number)
            process.wait()
            return True
    return False


def events(folder: Path) -> Counter[str]:
    """How often each kind of event was told of each record."""
    sql = "select source || ' ' || key || ' ' || kind from event join record on record.id = record"
    with closing(sqlite3.connect(folder / "foerdernetz.sqlite3")) as db:
        return Counter(row[0] for row in db.execute(sql))


def main() -> None:
    """Kill, read to the end, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="*", default=["foerderdatenbank", "wibank", "eu"])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    words = ["crawl", *options.sources, "--json", "--today"]
    with tempfile.TemporaryDirectory() as temporary:
        calm, killed = Path(temporary) / "calm", Path(temporary) / "killed"
        longest, hits = 1.0, 0
        for folder in (calm, killed):
            run(folder, "", "init")
        for edition, day in (("1", "2026-06-15"), ("2", "2026-06-22")):
            with replay(options.shared, edition) as address:
                start = time.monotonic()
                run(calm, address, *words, day)
                longest = time.monotonic() - start
                for _ in range(options.kills // 2):
                    number = chance.choice((signal.SIGKILL, signal.SIGTERM))
                    seconds = chance.uniform(0.5, longest)
                    hits += cut_off(killed, address, [*words, day], seconds, number)
                    contents(killed)  # checks the database as well
                run(killed, address, *words, day)
            same = contents(calm) == contents(killed)
            once = events(calm) == events(killed)
            say(f"edition {edition}: {hits} cut off, same records {same}, same events {once}")


if __name__ == "__main__":
    main()
