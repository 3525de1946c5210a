"""The whole report: every figure with its rows, as one person may see them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from index.municipality import Municipality, municipalities
from webapp.accounts.account import Account, Role, limited_to
from webapp.reporting import advising, letters, obligations, offers, outcomes, research, trainings
from webapp.reporting.figure import Asked, Figure, Group, Row, Unit

FIGURES: tuple[Figure, ...] = (
    *research.FIGURES,
    *offers.FIGURES,
    *advising.FIGURES,
    *outcomes.FIGURES,
    *obligations.FIGURES,
    *trainings.FIGURES,
    *letters.FIGURES,
)
"""All figures; a new one is a function that gives rows and a line in its module."""

READERS = (Role.MANAGER, Role.READER, Role.STAFF)
NO_TOPIC = "ohne Angabe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What of the report a person sees.

    `own` is the municipality whose rows are told in full; `all_rows` tells those of everybody, and
    `per_town` gives the sums of each municipality without what its rows say.
    """

    own: str = ""
    all_rows: bool = False
    per_town: bool = False

    def rows(self, figure: Figure, rows: Iterable[Row]) -> list[Row]:
        """The rows of a figure that this person reads."""
        if self.all_rows or not figure.private:
            return list(rows)
        if self.own:
            return [row for row in rows if self.own in row.towns]
        return [_without_words(row) for row in rows] if self.per_town else []

    def towns(self, towns: Iterable[Municipality]) -> list[Municipality]:
        """The municipalities whose sums this person sees."""
        return [town for town in towns if self.per_town or town.ags == self.own]


def sight_of(account: Account) -> Sight:
    """The manager sees all, a town its own rows, the Beirat the sums of every town."""
    limit = limited_to(account)
    if limit is None:
        return Sight(all_rows=True, per_town=True)
    return Sight(own=limit) if limit else Sight(per_town=account.role is Role.READER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure of one report: its value for the county and for each town, and its rows.

    `value` and `by_town` count all rows; `rows` are those that the person reads.
    """

    figure: Figure
    value: int
    by_town: dict[str, int]
    by_topic: dict[str, int]
    by_reason: dict[str, int]
    rows: list[Row]
    unknown: int
    """How many rows have no amount, where the figure adds up amounts."""

    def of_town(self, ags: str) -> int:
        """What the figure is for one municipality."""
        return self.by_town.get(ags, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All figures of a period as one person sees them."""

    asked: Asked
    sight: Sight
    told: dict[str, Told]
    towns: list[Municipality]
    """Those whose sums the person sees."""
    all_towns: list[Municipality]

    def groups(self) -> Iterator[tuple[Group, list[Told]]]:
        """The parts of the report in order, each with its figures."""
        for group in Group:
            found = [it for it in self.told.values() if it.figure.group is group]
            if found:
                yield group, found


def figure(key: str) -> Figure | None:
    """Find a figure by its address."""
    return next((it for it in FIGURES if it.key == key), None)


def tell(figure: Figure, asked: Asked, sight: Sight) -> Told:
    """Work out one figure with its rows."""
    return _told(figure, figure.rows(asked), sight)


def count(figure: Figure, asked: Asked, sight: Sight) -> Told:
    """Work out one figure; very many rows are only counted."""
    if figure.counted is None:
        return tell(figure, asked, sight)
    by_town = figure.counted(asked)
    value = sum(by_town.values())
    return replace(_told(figure, [], sight), value=value, by_town=by_town)


def _told(figure: Figure, rows: list[Row], sight: Sight) -> Told:
    amounts = figure.unit is not Unit.COUNT
    return Told(
        figure=figure,
        value=figure.of(rows),
        by_town=_sums(figure, rows, lambda row: row.towns),
        by_topic=_sums(figure, rows, lambda row: row.topics or (NO_TOPIC,)),
        by_reason=_sums(figure, rows, lambda row: row.reasons),
        rows=sight.rows(figure, rows),
        unknown=sum(row.amount is None for row in rows) if amounts else 0,
    )


def report(asked: Asked, sight: Sight, with_rows: bool = False) -> Report:
    """Work out every figure; with all rows only for a file that shows them."""
    work_out = tell if with_rows else count
    told = {it.key: work_out(it, asked, sight) for it in FIGURES}
    towns = list(municipalities(asked.db))
    seen = sight.towns(towns)
    return Report(asked=asked, sight=sight, told=told, towns=seen, all_towns=towns)


def _sums(
    figure: Figure, rows: Iterable[Row], of: Callable[[Row], tuple[str, ...]]
) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in rows:
        for key in of(row):
            found[key] += figure.of((row,))
    return dict(found)


def _without_words(row: Row) -> Row:
    return replace(row, title="", detail="", endpoint="", values={}, titled_after=None, about=None)
