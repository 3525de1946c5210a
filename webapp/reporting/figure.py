"""A figure of the report is a function that gives rows; it is their number or their sum."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from index.store import Database


@dataclass(frozen=True, slots=True)
class Period:
    """The days a report speaks of, both included."""

    first: date
    last: date

    @property
    def values(self) -> dict[str, str]:
        """The bounds for queries: days and moments from `first` on and before `after`."""
        after = self.last + timedelta(days=1) if self.last < date.max else self.last
        return dict(first=self.first.isoformat(), after=after.isoformat())

    def holds(self, moment: str | None) -> bool:
        """Tell whether a stored day or moment lies in it."""
        return bool(moment) and self.first.isoformat() <= str(moment)[:10] <= self.last.isoformat()


class Unit(StrEnum):
    """What a figure counts."""

    COUNT = "Anzahl"
    EURO = "Euro"
    MINUTES = "Minuten"


class Group(StrEnum):
    """The parts of the report, in the order in which they are read."""

    RESEARCH = "Recherche"
    MATCHES = "Treffer für Vorhaben"
    ADVICE = "Beratung"
    OFFERS = "Empfehlungen und Interesse"
    APPLICATIONS = "Anträge"
    MONEY = "Geld"
    DEADLINES = "Fristen"
    DUTIES = "Pflichten nach der Bewilligung"
    TRAININGS = "Schulungen"
    LETTERS = "Briefe"
    COSTS = "Kosten des Fördermittelmanagements"
    FAILED = "Was nicht gelang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that a figure counts: when, what, of which municipalities, and where to see it.

    `title`, `detail` and the link may tell what belongs to a municipality alone; day, towns,
    amount, topics and reasons may be read by the Beirat, too. `titled_after` and `about` number a
    programme whose title is the title or begins the detail; it is read when the row is shown.
    """

    day: str
    title: str
    towns: tuple[str, ...] = ()
    detail: str = ""
    amount: int | None = None
    topics: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    endpoint: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    titled_after: int | None = None
    about: int | None = None


Read = TypeVar("Read")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a report asks: the database, the days, and today; what was read once is kept."""

    db: Database
    period: Period
    today: date
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)

    def once(self, read: Callable[[Database], Read]) -> Read:
        """What a function reads from the database; the figures of one report share it."""
        if read not in self.kept:
            self.kept[read] = read(self.db)
        found: Read = self.kept[read]
        return found

    def query(self, sql: str, **more: Any) -> Iterator[dict[str, Any]]:
        """The rows of a question in which `:first` and `:after` are the bounds of the days."""
        return self.db.query(sql, self.period.values | more)


Rows = Callable[[Asked], list[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: its address, what it says, and the function that gives its rows.

    `private` says that rows belong to municipalities; those of no town are then the manager's.
    `counted` gives the number by AGS without making the rows, where there are very many.
    """

    key: str
    group: Group
    label: str
    about: str
    rows: Rows
    unit: Unit = Unit.COUNT
    private: bool = True
    counted: Callable[[Asked], dict[str, int]] | None = None

    def of(self, rows: Iterable[Row]) -> int:
        """The figure that these rows give: their number, or the sum of the known amounts."""
        if self.unit is Unit.COUNT:
            return sum(1 for _ in rows)
        return sum(row.amount or 0 for row in rows)
