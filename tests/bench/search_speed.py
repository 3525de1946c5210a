"""Print how fast the search answers: p50 and p95 in milliseconds, seconds and size of the index.

    .venv/bin/python tests/bench/search_speed.py --folder data
    .venv/bin/python tests/bench/search_speed.py --programmes 5000 [--like REGISTER] [--keep FOLDER]

The first form asks an existing data folder; the second builds a register of N programmes as
corpus.py does, from the texts of ../shared/volume and of the register --like. The questions are
those of ../shared/gold unless --questions names a file of {id, query} lines; --shared names another
place. Seconds of CPU stand beside the clock, for a busy machine.
"""

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from corpus import DAY, make_register

from index.schema import open_database
from index.search.build import rebuild
from index.search.engine import Question, search
from index.search.whoosh_shelf import current_folder
from index.store import Database


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def measure(
    db: Database, folder: Path, questions: list[str], rounds: int
) -> tuple[list[float], list[float]]:
    """Answer every question a few times, after one round to warm up: milliseconds, and of CPU."""
    clock, cpu = [], []
    for number in range(rounds + 1):
        for words in questions:
            started, worked = time.perf_counter(), time.process_time()
            search(folder, db, Question(words), DAY)
            if number:
                clock.append((time.perf_counter() - started) * 1000)
                cpu.append((time.process_time() - worked) * 1000)
    return sorted(clock), sorted(cpu)


def report(db: Database, folder: Path, questions: list[str], rounds: int) -> None:
    clock, cpu = measure(db, folder, questions, rounds)
    current = current_folder(folder)
    assert current is not None
    size = sum(path.stat().st_size for path in current.iterdir()) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    count = db.execute("select count(*) from programme").fetchone()[0]
    say(f"{count} programmes, {len(clock)} questions, index {size:.1f} MB, memory {memory:.0f} MB")
    for name, times in (("clock", clock), ("CPU", cpu)):
        p50, p95 = statistics.median(times), times[int(0.95 * len(times))]
        say(f"{name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, longest {times[-1]:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--folder", type=Path)
    where.add_argument("--programmes", type=int)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--like", type=Path)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    file = options.questions or options.shared / "gold/search_dev.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["query"] for line in lines if line.strip()]
    with tempfile.TemporaryDirectory() as temporary:
        if options.folder:
            folder = options.folder
            db = open_database(folder)
        else:
            folder = options.keep or Path(temporary)
            db = make_register(folder, options.shared / "volume", options.programmes, options.like)
            started = time.process_time()
            rebuild(db, folder)
            say(f"index built in {time.process_time() - started:.1f} s of CPU")
        report(db, folder, questions, options.rounds)
        db.close()


if __name__ == "__main__":
    main()
