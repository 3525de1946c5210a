"""The matrix of participation: joint applications and other joint projects, by municipality.

It tells names and roles and nothing else: everybody in the county may read it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.municipality import Municipality, municipalities
from index.store import Database
from webapp.applications.akte import Team
from webapp.applications.stages import OVER, Stage
from webapp.participation.cooperation import cooperations


class Shown(StrEnum):
    """Which projects are shown."""

    RUNNING = "laufend"
    OVER = "beendet"
    ALL = "alle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One project with the role of each municipality in it, by AGS.

    `number` is that of the akte if it `is_application`, else that of the joint project.
    """

    number: int
    title: str
    is_application: bool
    is_over: bool
    closed_on: date | None
    parts: Mapping[str, Team]

    @property
    def kind(self) -> str:
        """What sort of project it is, in German."""
        return "Förderantrag" if self.is_application else "Zusammenarbeit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The towns and the projects of the matrix, projects by name."""

    towns: tuple[Municipality, ...]
    rows: tuple[Row, ...]

    def count(self, ags: str) -> int:
        """In how many of the projects a municipality takes part."""
        return sum(ags in row.parts for row in self.rows)


_JOINT = """
    select application.id, title, stage, json_group_object(municipality, team) as parts
    from application join applicant on applicant.application = application.id
    group by application.id having count(*) > 1
"""


def matrix(db: Database, shown: Shown, today: date) -> Matrix:
    """The matrix of a day; a town that left stays where it takes part."""
    rows = sorted(
        (*_applications(db), *_others(db, today)),
        key=lambda row: (row.title.casefold(), row.is_application, row.number),
    )
    if shown is not Shown.ALL:
        rows = [row for row in rows if row.is_over is (shown is Shown.OVER)]
    taking = {ags for row in rows for ags in row.parts}
    towns = (it for it in municipalities(db) if it.takes_part(today) or it.ags in taking)
    return Matrix(towns=tuple(towns), rows=tuple(rows))


def _applications(db: Database) -> list[Row]:
    return [
        Row(
            number=row["id"],
            title=row["title"],
            is_application=True,
            is_over=Stage(row["stage"]) in OVER,
            closed_on=None,
            parts={ags: Team(team) for ags, team in json.loads(row["parts"]).items()},
        )
        for row in db.query(_JOINT)
    ]


def _others(db: Database, today: date) -> list[Row]:
    return [
        Row(
            number=it.id,
            title=it.told.title,
            is_application=False,
            is_over=it.is_over(today),
            closed_on=it.told.closed_on,
            parts=it.told.parts,
        )
        for it in cooperations(db)
    ]
