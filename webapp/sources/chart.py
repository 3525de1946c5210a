"""A small chart of the records that each run of a source saw."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.status import german_date
from webapp.filters import zahl
from webapp.sources.queries import Run

HEIGHT = 48
_STEP = 14
_WIDTH = 10
_LEAST = 3
_SAYING = {"ok": "", "thin": " (zu wenig)", "failed": " (fehlgeschlagen)"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One run as a bar of the chart."""

    x: int
    y: int
    height: int
    kind: str
    saying: str
    width: int = _WIDTH


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of a source, and the same in words."""

    bars: tuple[Bar, ...]

    @property
    def width(self) -> int:
        """As wide as its bars."""
        return max(1, len(self.bars)) * _STEP

    @property
    def saying(self) -> str:
        """The chart in words."""
        return "Einträge je Lauf: " + ", ".join(bar.saying for bar in self.bars)


def chart_of(runs: Sequence[Run]) -> Chart:
    """Draw the runs, the oldest at the left."""
    most = max((run.seen for run in runs), default=0)
    return Chart(tuple(_bar(place, run, most) for place, run in enumerate(runs)))


def _bar(place: int, run: Run, most: int) -> Bar:
    height = max(_LEAST, round(HEIGHT * run.seen / most)) if most else _LEAST
    saying = f"{german_date(run.day)} {zahl(run.seen)}{_SAYING.get(run.status, '')}"
    return Bar(place * _STEP, HEIGHT - height, height, run.status, saying)
