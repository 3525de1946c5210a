"""Print how fast suggestions come, and how soon a single change is searchable.

    .venv/bin/python tests/bench/typing_speed.py --programmes 500 5000 50000

Each register holds programmes from the texts of ../shared/volume, their titles and first 300
characters; --shared names another place. Every beginning of the titles' and topics' words that
somebody would type is asked for once, after one question that opens the index.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import search_speed
from sqlite_utils import Database

from index.search.build import rebuild, update
from index.search.engine import Question, search
from index.search.suggest import suggest
from index.text import RichText

TYPED = (
    "radweg", "schwimmbad", "leere läden", "klimaschutz", "energy", "sustainable cities",
    "digital innovation", "research", "förderung von", "stadt", "wasser", "transport",
)  # fmt: skip


def short_records(volume: Path, count: int) -> Iterator[search_speed.SourceRecord]:
    for record in _records(volume, count):
        yield replace(record, description=RichText(), funders=(f"Amt {record.key[-2:]}",))


_records = search_speed.records


def beginnings() -> Iterator[str]:
    for text in TYPED:
        yield from (text[:length] for length in range(2, len(text) + 1))


def measure(db: Database, folder: Path) -> None:
    search(folder, db, Question(""), search_speed.DAY)
    times = []
    for typed in beginnings():
        started = time.perf_counter()
        suggest(folder, db, typed, search_speed.DAY)
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    p50, p95 = statistics.median(times), times[int(0.95 * len(times))]
    say = search_speed.say
    say(f"{len(times)} beginnings: p50 {p50:.1f} ms, p95 {p95:.1f} ms, longest {times[-1]:.0f} ms")
    started = time.perf_counter()
    update(db, folder, [7])
    written = time.perf_counter() - started
    search(folder, db, Question("energy"), search_speed.DAY)
    found = time.perf_counter() - started
    say(f"one change: written after {written:.2f} s, first answer with it after {found:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--programmes", type=int, nargs="+", default=[500, 5000])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    search_speed.records = short_records
    for count in options.programmes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            db = search_speed.make_register(folder, options.shared / "volume", count)
            rebuild(db, folder)
            search_speed.say(f"{count} programmes")
            measure(db, folder)
            db.close()


if __name__ == "__main__":
    sys.exit(main())
