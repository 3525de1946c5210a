"""Print how fast the search answers: p50 and p95 in milliseconds, seconds and size of the index.

    .venv/bin/python tests/bench/search_speed.py --folder data
    .venv/bin/python tests/bench/search_speed.py --programmes 5000 [--keep FOLDER]

The first form asks an existing data folder; the second builds a register of N programmes from the
German and English texts of ../shared/volume (beyond those, halves of two texts are joined to a new
one). The questions are those of ../shared/gold unless --questions names a file of {id, query}
lines; --shared names another place. Seconds of CPU stand beside the clock, for a busy machine.
"""

import argparse
import gzip
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from index.facts import Facts
from index.record import SourceRecord
from index.register import save_record
from index.runs import finish_run, start_run
from index.schema import create_database, open_database
from index.search.build import current_folder, rebuild
from index.search.engine import Question, search
from index.source import Source, remember_source
from index.text import rich_from_text
from index.vocabulary import ApplicantType, FundingType, Level, Region

DAY = date(2026, 11, 22)
LEVELS = {"EU": (Level.EU, Region.EU), "de": (Level.FEDERAL, Region.NATIONWIDE)}
SOURCE = Source(
    name="bench",
    label="Messung",
    operator="Messung",
    level=Level.OTHER,
    address="https://bench.example/",
    licence="",
    attribution="",
    rhythm="",
    precedence=1,
)


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def records(volume: Path, count: int) -> Iterator[SourceRecord]:
    """Real texts first, then new ones from halves of two."""
    with gzip.open(volume / "opportunities.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["lang"] in ("de", "en")]
    for number in range(count):
        row, other = rows[number % len(rows)], rows[(number * 7 + 3) % len(rows)]
        text, title = row["description"] or "", row["title"]
        if number >= len(rows):
            more = other["description"] or ""
            text = text[: len(text) // 2] + " " + more[len(more) // 2 :]
            title = f"{title} – {other['title']}"
        level, region = LEVELS.get(row["source"], LEVELS["de"])
        yield SourceRecord(
            source="bench",
            key=str(number),
            url=f"https://bench.example/{number}",
            title=title,
            language=row["lang"],
            summary=rich_from_text(text[:300]),
            description=rich_from_text(text),
            levels=(level,),
            regions=(region,),
            funding_types=(tuple(FundingType)[number % 3],),
            eligible_applicants=(tuple(ApplicantType)[number % 9],),
        )


def make_register(folder: Path, volume: Path, count: int) -> Database:
    db = create_database(folder)
    remember_source(db, SOURCE)
    run = start_run(db, SOURCE.name, DAY)
    for record in records(volume, count):
        save_record(db, run, record, Facts(), "bench", DAY)
    finish_run(db, run, DAY)
    return db


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
            db = make_register(folder, options.shared / "volume", options.programmes)
            started = time.process_time()
            rebuild(db, folder)
            say(f"index built in {time.process_time() - started:.1f} s of CPU")
        report(db, folder, questions, options.rounds)
        db.close()


if __name__ == "__main__":
    main()
