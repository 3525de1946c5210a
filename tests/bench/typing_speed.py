"""Print how fast suggestions come, and how soon a single change is searchable.

    .venv/bin/python tests/bench/typing_speed.py --programmes 500 5000 50000 [--keep FOLDER]

The registers are those of corpus.py, from the texts of ../shared/volume and of the register --like;
what page_speed.py kept is taken as it is, but for the one change. Every beginning of the titles'
and topics' words that somebody would type is asked for once, after a question that opens the index.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from corpus import DAY, make_register
from search_speed import say

from index.schema import open_database
from index.search.build import rebuild, update
from index.search.engine import Question, search
from index.search.suggest import suggest
from index.store import Database

TYPED = (
    "radweg", "schwimmbad", "leere läden", "klimaschutz", "energy", "sustainable cities",
    "digital innovation", "research", "förderung von", "stadt", "wasser", "transport",
)  # fmt: skip


def beginnings() -> Iterator[str]:
    for text in TYPED:
        yield from (text[:length] for length in range(2, len(text) + 1))


def measure(db: Database, folder: Path) -> None:
    search(folder, db, Question(""), DAY)
    times = []
    for typed in beginnings():
        started = time.perf_counter()
        suggest(folder, db, typed, DAY)
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    p50, p95 = statistics.median(times), times[int(0.95 * len(times))]
    say(f"{len(times)} beginnings: p50 {p50:.1f} ms, p95 {p95:.1f} ms, longest {times[-1]:.0f} ms")
    started = time.perf_counter()
    update(db, folder, [7])
    written = time.perf_counter() - started
    search(folder, db, Question("energy"), DAY)
    found = time.perf_counter() - started
    say(f"one change: written after {written:.2f} s, first answer with it after {found:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--programmes", type=int, nargs="+", default=[500, 5000])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--like", type=Path)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for count in options.programmes:
            folder = (options.keep or Path(temporary)) / f"data-{count}"
            if folder.exists():
                db = open_database(folder)
            else:
                db = make_register(folder, options.shared / "volume", count, options.like)
                rebuild(db, folder)
            say(f"{count} programmes")
            measure(db, folder)
            db.close()


if __name__ == "__main__":
    sys.exit(main())
