"""Kill crawls and imports at random moments, then compare with those that nobody disturbed.

    .venv/bin/python tests/bench/kills.py [--kills 36] [--seed 1] [--shared ../shared] [SOURCE …]

Two editions, two commands: `crawl` of the sources, and `import-export` of the export as a file.
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from faults import PROGRAM, PROJECT, contents, replay, run, say

EXPORT = "www.foerderdatenbank.de/FDB/WS/export"
EDITIONS = (("1", "2026-06-15"), ("2", "2026-06-22"))
GONE = "gone"
SIGNALS = (signal.SIGKILL, signal.SIGTERM)


@dataclass(slots=True)
class Trial:
    """Two registers that do the same work, one of them in spite of signals."""

    name: str
    calm: Path
    killed: Path
    hits: Counter[str] = field(default_factory=Counter)

    def work(self, address: str, words: list[str], kills: int, chance: random.Random) -> None:
        """Do the work once in peace, then with interruptions and once more to the end."""
        start = time.monotonic()
        run(self.calm, address, *words)
        # Rarely to the very end: what was read once is not read again, and then all is over soon.
        latest = 0.7 * (time.monotonic() - start)
        for _ in range(kills):
            number = chance.choice(SIGNALS)
            seconds = chance.uniform(0.5, latest)
            if cut_off(self.killed, address, words, seconds, number):
                self.hits[number.name] += 1
            contents(self.killed)  # checks the database as well
        run(self.killed, address, *words)

    def outcome(self) -> str:
        """What is lost or doubled, compared with the calm one."""
        lost = contents(self.calm).items() - contents(self.killed).items()
        more, fewer = counted(self.killed), counted(self.calm)
        # A source that was read to its end before the signal came is read whole once more, and
        # what is absent three times is gone: the rule, and nothing that is doubled.
        gone = more.pop(GONE, 0) - fewer.pop(GONE, 0)
        doubled, missing = sum((more - fewer).values()), sum((fewer - more).values())
        hits = ", ".join(f"{name} {count}" for name, count in sorted(self.hits.items()))
        return (
            f"cut off {hits}; records lost or other {len(lost)},"
            f" rows and events doubled {doubled}, lacking {missing},"
            f" gone because absent three times {gone}"
        )


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


def counted(folder: Path) -> Counter[str]:
    """How often each kind of event was told of each record, and the rows of what is kept."""
    sql = "select source || ' ' || key || ' ' || kind from event join record on record.id = record"
    with closing(sqlite3.connect(folder / "foerdernetz.sqlite3")) as db:
        found = Counter(row[0] for row in db.execute(f"{sql} where kind <> 'gone'"))
        found[GONE] = db.execute("select count(*) from event where kind = 'gone'").fetchone()[0]
        for table in ("record", "version", "programme", "answer"):
            found[table] = db.execute(f"select count(*) from {table}").fetchone()[0]
        found["run without an end"] = db.execute(
            "select count(*) from run where status = 'running'"
        ).fetchone()[0]
    return found


def works(address: str, sources: list[str], file: Path) -> Iterator[list[str]]:
    """The two commands; the second one reads the export of this edition from a file."""
    yield ["crawl", *sources]
    with urllib.request.urlopen(f"{address}/{EXPORT}") as answer:
        file.write_bytes(answer.read())
    yield ["import-export", str(file)]


def main() -> None:
    """Kill, read to the end, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="*", default=["foerderdatenbank", "wibank", "eu"])
    parser.add_argument("--kills", type=int, default=36)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        trials = [
            Trial(name, work / name / "calm", work / name / "killed")
            for name in ("crawl", "import-export")
        ]
        for trial in trials:
            for folder in (trial.calm, trial.killed):
                run(folder, "", "init")
        kills = -(-options.kills // (len(EDITIONS) * len(trials)))
        for edition, day in EDITIONS:
            with replay(options.shared, edition) as address:
                commands = works(address, options.sources, work / "export.zip")
                for trial, words in zip(trials, commands, strict=True):
                    trial.work(address, [*words, "--json", "--today", day], kills, chance)
                    say(f"edition {edition}, {trial.name}: {trial.outcome()}")


if __name__ == "__main__":
    main()
