"""Looks at a service and its data folder for soak.py, and the table of how they changed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from load_server import Sample, look, slope
from search_speed import say

WARM = 600.0
EVERY, TOLD_EVERY = 10.0, 300.0


@dataclass(frozen=True, slots=True)
class Look:
    """The processes, and the sizes of journal, index and database in megabytes."""

    sample: Sample
    journal: float
    index: float
    database: float


def look_at(pid: int, data: Path, at: float) -> Look:
    """Look at a service and its data folder; every fifth minute is told at once."""
    database = data / "foerdernetz.sqlite3"
    taken = Look(
        look(pid, at),
        _size(database.with_name(f"{database.name}-wal")),
        sum(map(_size, (data / "search").rglob("*"))),
        _size(database),
    )
    if at % TOLD_EVERY < EVERY:
        say(_said(taken))
    return taken


COLUMNS: dict[str, Callable[[Look], float]] = {
    "PSS of all, MB": lambda it: it.sample.pss,
    "RSS of the parent, MB": lambda it: it.sample.rss[0] if it.sample.rss else 0.0,
    "RSS of worker 1, MB": lambda it: it.sample.rss[1] if len(it.sample.rss) > 1 else 0.0,
    "RSS of worker 2, MB": lambda it: it.sample.rss[2] if len(it.sample.rss) > 2 else 0.0,
    "processes": lambda it: len(it.sample.rss),
    "open files": lambda it: it.sample.files,
    "journal, MB": lambda it: it.journal,
    "search index, MB": lambda it: it.index,
    "database, MB": lambda it: it.database,
}


def print_looks(taken: list[Look]) -> None:
    """How everything stood at some moments, the most it was, and how it grew after warming up."""
    moments = (0.0, 600.0, 1800.0, taken[-1].sample.at)
    say("| | " + " | ".join(f"{at / 60:.0f} min" for at in moments) + " | most | per hour |")
    say("|---|---|---|---|---|---|---|")
    for name, value in COLUMNS.items():
        stood = [f"{value(_nearest(taken, at)):.0f}" for at in moments]
        warm = [(it.sample.at, value(it)) for it in taken if it.sample.at >= WARM]
        most = max(map(value, taken))
        say(f"| {name} | {' | '.join(stood)} | {most:.0f} | {slope(warm):+.1f} |")


def _nearest(taken: list[Look], at: float) -> Look:
    return min(taken, key=lambda it: abs(it.sample.at - at))


def _said(it: Look) -> str:
    return f"{it.sample.at / 60:.0f} min: " + ", ".join(
        f"{name} {value(it):.0f}" for name, value in COLUMNS.items()
    )


def _size(path: Path) -> float:
    try:
        return path.stat().st_size / 1e6
    except OSError:
        return 0.0
