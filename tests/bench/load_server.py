"""What a running service takes: memory, CPU and open files of its processes, for load.py, soak.py.

PSS is what a process holds with shared pages divided among those who share them: the sum over all
processes is what the machine really gives. RSS counts shared pages in each.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Generic, TypeVar

TICK = os.sysconf("SC_CLK_TCK")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One look at all processes of the service: megabytes, CPU seconds so far, open files."""

    at: float
    rss: tuple[float, ...]
    pss: float
    cpu: float
    files: int

    @property
    def largest(self) -> float:
        """The RSS of the largest process."""
        return max(self.rss, default=0.0)


def processes(pid: int) -> list[int]:
    """A process and everything it started, itself first."""
    found = [pid]
    for one in found:
        found += _children(one)
    return found


def look(pid: int, at: float) -> Sample:
    """Take one sample, `at` seconds in; a process that ends meanwhile is left out."""
    seen = [it for it in map(_one, processes(pid)) if it]
    return Sample(
        at=at,
        rss=tuple(it[0] for it in seen),
        pss=sum(it[1] for it in seen),
        cpu=sum(it[2] for it in seen),
        files=sum(it[3] for it in seen),
    )


class Watch(Generic[T]):
    """Takes a sample every few seconds, beside everything else, and one at the end."""

    def __init__(self, take: Callable[[float], T], every: float) -> None:
        """`take` is told the seconds since the watch began."""
        self.samples: list[T] = []
        self._take, self._every, self._stop = take, every, Event()
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Watch[T]":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        began = monotonic()
        while True:
            self.samples.append(self._take(monotonic() - began))
            if self._stop.wait(self._every):
                break
        self.samples.append(self._take(monotonic() - began))


def slope(points: list[tuple[float, float]]) -> float:
    """The slope of the line that fits best, per hour when x are seconds."""
    if len(points) < 2:
        return 0.0
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    wide = sum((x - mean_x) ** 2 for x, _ in points)
    return 3600 * sum((x - mean_x) * (y - mean_y) for x, y in points) / wide if wide else 0.0


def _children(pid: int) -> Iterator[int]:
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            yield from map(int, (task / "children").read_text(encoding="ascii").split())
    except OSError:
        return


def _one(pid: int) -> tuple[float, float, float, int] | None:
    folder = Path(f"/proc/{pid}")
    try:
        rolled = (folder / "smaps_rollup").read_text(encoding="ascii")
        fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        files = len(list((folder / "fd").iterdir()))
    except OSError:
        return None
    held = {line.split(":")[0]: line.split()[1] for line in rolled.splitlines()[1:]}
    cpu = (int(fields[11]) + int(fields[12])) / TICK
    return int(held["Rss"]) / 1e3, int(held["Pss"]) / 1e3, cpu, files
