"""The municipalities of Kreis Groß-Gerau; who takes part is data with a start and an end."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from index.store import Database
from index.vocabulary import Region

HOME = Region.HESSE
"""The Land in which all of them lie."""
POPULATION_DAY = date(2024, 12, 31)
"""The day of the figures of inhabitants in municipalities.csv (Destatis)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A Kommune or the Kreis: AGS, name, inhabitants (Destatis, 31.12.2024), NUTS region.

    It takes part from the day `member_from` to the day `member_to`, both included.
    """

    ags: str
    name: str
    short_name: str
    kind: str
    population: int
    nuts: str
    member_from: date | None = None
    member_to: date | None = None

    def takes_part(self, on: date) -> bool:
        """Tell whether it takes part on that day; a missing end of the span sets no limit."""
        begun = self.member_from is None or self.member_from <= on
        return begun and (self.member_to is None or on <= self.member_to)

    @property
    def region(self) -> Region:
        """The Land it lies in."""
        return _LAND_BY_AGS[self.ags[:2]]


def land_of(ags: str) -> Region | None:
    """The Land of an AGS by its first two figures (06 = Hessen); `None` when there is none."""
    return _LAND_BY_AGS.get(ags[:2])


_LAND_BY_AGS = {
    "01": Region.SCHLESWIG_HOLSTEIN,
    "02": Region.HAMBURG,
    "03": Region.LOWER_SAXONY,
    "04": Region.BREMEN,
    "05": Region.NORTH_RHINE_WESTPHALIA,
    "06": Region.HESSE,
    "07": Region.RHINELAND_PALATINATE,
    "08": Region.BADEN_WUERTTEMBERG,
    "09": Region.BAVARIA,
    "10": Region.SAARLAND,
    "11": Region.BERLIN,
    "12": Region.BRANDENBURG,
    "13": Region.MECKLENBURG_VORPOMMERN,
    "14": Region.SAXONY,
    "15": Region.SAXONY_ANHALT,
    "16": Region.THURINGIA,
}


def add_municipalities(db: Database) -> None:
    """Write the 14 towns and the Kreis; figures already there are renewed, membership is kept."""
    with files("index").joinpath("municipalities.csv").open(encoding="utf-8") as file:
        rows = [_row(line) for line in csv.DictReader(file)]
    db.table("municipality").upsert_all(rows, pk="ags")


def municipalities(db: Database) -> Iterator[Municipality]:
    """All of them, towns by name, the Kreis last."""
    rows = db.query("select * from municipality order by length(ags) desc, short_name")
    return (_from_row(row) for row in rows)


def municipalities_among(db: Database, some: Iterable[str]) -> Iterator[Municipality]:
    """Those with these AGS, in the same order; what is no AGS is left out."""
    sql = """
        select * from municipality where ags in (select value from json_each(?))
        order by length(ags) desc, short_name
    """
    return (_from_row(row) for row in db.query(sql, [json.dumps(sorted(some))]))


def municipality(db: Database, ags: str) -> Municipality | None:
    """Find one by its AGS."""
    rows = db.query("select * from municipality where ags = ?", [ags])
    return next((_from_row(row) for row in rows), None)


def participating(db: Database, on: date) -> list[Municipality]:
    """Those that take part on a day."""
    return [town for town in municipalities(db) if town.takes_part(on)]


def set_participation(db: Database, ags: str, first: date | None, last: date | None) -> None:
    """Write down from when to when a municipality takes part.

    Raises:
        ValueError: when it ends before it begins; one German sentence.
    """
    if first and last and last < first:
        raise ValueError("Die Teilnahme kann nicht enden, bevor sie beginnt.")
    days = [day.isoformat() if day else None for day in (first, last)]
    db.execute("update municipality set member_from = ?, member_to = ? where ags = ?", [*days, ags])


def _row(line: dict[str, str]) -> dict[str, Any]:
    kept = ("ags", "name", "short_name", "kind", "postcode")
    return {name: line[name] for name in kept} | dict(
        population=int(line["population"]), nuts=line["nuts3"]
    )


def _from_row(row: dict[str, Any]) -> Municipality:
    names = ("ags", "name", "short_name", "kind", "population", "nuts")
    return Municipality(
        **{name: row[name] for name in names},
        member_from=_day(row["member_from"]),
        member_to=_day(row["member_to"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
