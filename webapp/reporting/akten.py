"""What became of Förderakten, read once from their history for all figures of a report."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.store import Database
from webapp.applications.akte import What
from webapp.applications.stages import Because, Stage
from webapp.reporting.figure import Asked, Row
from webapp.reporting.research import reasons_in

_BACK = (Stage.IDEA, Stage.DRAFT)
UNDONE_BY = {
    Stage.SUBMITTED: _BACK,
    Stage.APPROVED: (*_BACK, Stage.SUBMITTED, Stage.REJECTED),
    Stage.REJECTED: (*_BACK, Stage.SUBMITTED, Stage.APPROVED),
    Stage.DROPPED: (*_BACK, Stage.SUBMITTED),
    Stage.WITHDRAWN: (*_BACK, Stage.SUBMITTED),
}
"""What takes a step back: an akte handed in by mistake was not handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One applicant of an akte, with its money in cents as far as it is told."""

    ags: str
    cost: int | None
    grant: int | None
    own: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Akte:
    """A Förderakte with all that a report asks of it."""

    id: int
    title: str
    programme_title: str
    opened: str
    stage: Stage
    deadline: str | None
    shares: tuple[Share, ...]
    topics: tuple[str, ...]
    steps: tuple[tuple[Stage, str, tuple[str, ...], str], ...]
    awarded: tuple[str, int] | None
    """The day of the Bescheid and what it grants."""

    @property
    def towns(self) -> tuple[str, ...]:
        """The AGS of all applicants."""
        return tuple(share.ags for share in self.shares)

    def reached(self, stage: Stage) -> tuple[str, tuple[str, ...], str] | None:
        """When it came to a stage for the last time, why and with which words; it stayed so."""
        found = None
        for to, day, reasons, words in self.steps:
            if to is stage:
                found = (day, reasons, words)
            elif to in UNDONE_BY.get(stage, ()):
                found = None
        return found

    def row(self, day: str, **more: Any) -> Row:
        """A row about it."""
        said: dict[str, Any] = dict(title=self.title, detail=self.programme_title)
        said |= dict(towns=self.towns, topics=self.topics)
        said |= dict(endpoint="applications.page", values=dict(number=self.id))
        return Row(day=day[:10], **said | more)


def akten(db: Database) -> list[Akte]:
    """All Förderakten, the newest first."""
    steps, shares, areas = _steps(db), _shares(db), _areas(db)
    sql = """
        select application.*, award.dated, award.granted_cents from application
        left join award on award.application = application.id order by application.id desc
    """
    return [
        Akte(
            id=row["id"],
            title=row["title"],
            programme_title=row["programme_title"],
            opened=row["at"][:10],
            stage=Stage(row["stage"]),
            deadline=row["deadline"],
            shares=tuple(shares[row["id"]]),
            topics=areas.get(row["programme"], ()),
            steps=tuple(steps[row["id"]]),
            awarded=(row["dated"], row["granted_cents"]) if row["dated"] else None,
        )
        for row in db.query(sql)
    ]


def reached_in(asked: Asked, stage: Stage) -> Iterator[tuple[Akte, Row]]:
    """The akten that came to a stage in a period, each with its row."""
    for akte in asked.once(akten):
        found = akte.reached(stage)
        if found and asked.period.holds(found[0]):
            day, reasons, words = found
            detail = f"{akte.programme_title}. {words}".strip() if words else akte.programme_title
            yield akte, akte.row(day, detail=detail, reasons=reasons)


def handed_in_late(akte: Akte) -> bool | None:
    """Tell whether it was handed in after its deadline; `None` where there is none."""
    found = akte.reached(Stage.SUBMITTED)
    return found[0] > akte.deadline if found and akte.deadline else None


def missed(akte: Akte, today: date) -> bool:
    """Tell whether its deadline passed before anybody handed it in."""
    if not akte.deadline or akte.deadline >= today.isoformat():
        return False
    found = akte.reached(Stage.SUBMITTED)
    return not found and akte.stage in (*_BACK, Stage.DROPPED)


def _steps(db: Database) -> dict[int, list[tuple[Stage, str, tuple[str, ...], str]]]:
    found = defaultdict(list)
    sql = "select * from application_event where kind = ? order by at, id"
    for row in db.query(sql, [What.STAGE.value]):
        step = (Stage(row["after"]), row["at"][:10], reasons_in(row["reasons"], Because))
        found[row["application"]].append((*step, row["words"]))
    return found


def _shares(db: Database) -> dict[int, list[Share]]:
    found = defaultdict(list)
    for row in db.query("select * from applicant order by application, part, municipality"):
        share = Share(
            ags=row["municipality"],
            cost=row["cost_cents"],
            grant=row["grant_cents"],
            own=row["own_cents"],
        )
        found[row["application"]].append(share)
    return found


def _areas(db: Database) -> dict[int, tuple[str, ...]]:
    """The Förderbereiche of every programme for which there is an akte, as its sources say."""
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    sql = """
        select distinct programme_record.programme, area.value as area from programme_record
        join record on record.id = programme_record.record
        join version on version.record = record.id and version.number = record.version,
            json_each(version.content, '$.funding_areas') as area
        where programme_record.programme in (select programme from application)
        order by programme_record.programme, area
    """
    for row in db.query(sql):
        found[row["programme"]][row["area"]] = None
    return {number: tuple(areas) for number, areas in found.items()}
