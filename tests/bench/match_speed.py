"""Print how long it takes to judge all Vorhaben, and how it grows with their number.

    .venv/bin/python tests/bench/match_speed.py --projects 1000 5000 55000 --programmes 10000

Each line is a run of all these Vorhaben against all programmes, with what is kept written to the
database: seconds by the clock and of CPU (all processes), microseconds of CPU per pair, the most
memory that all processes held together, and how many times longer a plain loop takes that asks the
search index once per Vorhaben (all words of its title and description joined by OR, BM25F as Whoosh
has it, the best 50; one process, its CPU measured on --sample Vorhaben and extrapolated). Then one
programme is judged anew against all Vorhaben, several times.

Programmes and Vorhaben are made of the texts of ../shared/volume (see corpus.py, vorhaben.py) and,
with --like, of a finished data folder. --keep names a folder to build the register in, or to use
again. Everything is read from the files once before (what a first run reads from passages is
remembered in the database); the line »read« says how long that took.
"""

import argparse
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus import DAY, make_register
from vorhaben import add_vorhaben
from whoosh.index import open_dir
from whoosh.query import Or, Term

from index.german import standard
from index.schema import open_database
from index.search.build import rebuild
from index.search.schema import FIELD_WEIGHTS
from index.search.whoosh_shelf import current_folder
from index.store import Database
from webapp.projects.judging import KEPT, shelf_of
from webapp.projects.queries import all_projects
from webapp.projects.renewal import judge_everything, judge_programmes

_FIELDS = [name for name in FIELD_WEIGHTS if name != "guideline"]


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@dataclass
class Spent:
    """What a piece of work took: seconds by the clock, of CPU, and megabytes at the most."""

    clock: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0


@contextmanager
def measured() -> Iterator[Spent]:
    """Measure this process and those that it starts."""
    spent, over = Spent(), threading.Event()
    watch = threading.Thread(target=_watch_memory, args=(spent, over))
    watch.start()
    started, worked = time.perf_counter(), _cpu()
    try:
        yield spent
    finally:
        spent.clock, spent.cpu = time.perf_counter() - started, _cpu() - worked
        over.set()
        watch.join()


def _cpu() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(it.ru_utime + it.ru_stime for it in both)


def _watch_memory(spent: Spent, over: threading.Event) -> None:
    while not over.wait(0.5):
        spent.memory = max(spent.memory, _memory())


def _memory() -> float:
    """The memory of this process and its children in MB; what they share counts once."""
    me = Path("/proc/self")
    children = (me / f"task/{me.resolve().name}/children").read_text(encoding="ascii").split()
    return sum(_share_of(Path(f"/proc/{it}")) for it in (me.resolve().name, *children))


def _share_of(process: Path) -> float:
    try:
        lines = (process / "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0  # it has just ended
    return sum(int(line.split()[1]) / 1e3 for line in lines if line.startswith("Pss:"))


def loop_of_questions(db: Database, folder: Path, sample: int) -> float:
    """Seconds of CPU for one Vorhaben if the search index is asked for it."""
    current = current_folder(folder)
    assert current is not None
    projects = list(all_projects(db))
    chosen = projects[:: max(1, len(projects) // sample)][:sample]
    times = []
    with open_dir(current).searcher() as searcher:
        for project in chosen:
            started = time.process_time()
            stems = set(standard().stems(f"{project.title}. {project.description}"))
            words = [Term(name, stem) for name in _FIELDS for stem in stems]
            len(searcher.search(Or(words), limit=KEPT).top_n)
            times.append(time.process_time() - started)
    return statistics.fmean(times)


def run(db: Database, folder: Path, programmes: int, sample: int) -> None:
    """One line of the growth curve."""
    count = db.table("project").count
    loop = loop_of_questions(db, folder, sample)
    with measured() as spent:
        for _ in judge_everything(db, DAY):
            pass
    matches = db.table("match").count
    say(
        f"{count:>8} × {programmes:<6} {spent.clock:8.1f} s {spent.cpu:8.1f} s CPU"
        f" {spent.cpu / (count * programmes) * 1e6:7.3f} µs/pair {spent.memory:7.0f} MB"
        f" {matches:>9} matches; loop {loop * count:9.0f} s CPU ({loop * 1e3:.0f} ms each):"
        f" {loop * count / spent.cpu:5.0f} × the CPU, {loop * count / spent.clock:5.0f} × the clock"
    )


def run_one(db: Database, numbers: list[int]) -> None:
    """One changed programme against all Vorhaben."""
    clock, cpu = [], []
    for number in numbers:
        with measured() as spent:
            judge_programmes(db, [number], DAY)
        clock.append(spent.clock)
        cpu.append(spent.cpu)
    count = db.table("project").count
    say(
        f"       1 programme against {count}: {statistics.median(clock):.2f} s by the clock"
        f" (at most {max(clock):.2f}), {statistics.median(cpu):.2f} s CPU (at most {max(cpu):.2f})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--projects", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--programmes", type=int, default=10_000)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--like", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--sample", type=int, default=40)
    options = parser.parse_args()
    volume = options.shared / "volume"
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        if (folder / "foerdernetz.sqlite3").exists():
            db = open_database(folder)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            db = make_register(folder, volume, options.programmes, options.like)
        if current_folder(folder) is None:
            rebuild(db, folder)
        with measured() as spent:
            shelf = shelf_of(db)
        say(f"read {len(shelf.candidates)} programmes: {spent.clock:.1f} s, {spent.cpu:.1f} s CPU")
        programmes = len(shelf.candidates)
        chosen = [shelf.candidates[at].programme.id for at in range(0, programmes, programmes // 8)]
        del shelf
        for count in options.projects:
            add_vorhaben(db, volume, count)
            run(db, folder, programmes, options.sample)
            run_one(db, chosen)
        db.close()


if __name__ == "__main__":
    main()
