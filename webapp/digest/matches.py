"""The matches of the Vorhaben that a person has not been told of."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from index.store import Database
from webapp.accounts.account import Account, may_see_project
from webapp.digest.ledger import Line, Told, Why


@dataclass(frozen=True, slots=True, kw_only=True)
class DueMatch:
    """A programme that fits a Vorhaben and that a person has not been told of."""

    programme: int
    project: str
    project_title: str
    cost_eur: int | None
    eligible_cost_eur: int | None = None
    town: str
    eligible: str
    score: float
    reasons: tuple[str, ...]
    obstacles: tuple[str, ...]
    returned_on: str = ""
    """The day on which it came back after it was dismissed: it is told of once more."""

    @property
    def line(self) -> Line:
        """Its line in the ledger."""
        return Line(
            why=Why.NEW_MATCH,
            programme=self.programme,
            subject=self.project,
            version=self.returned_on,
        )


_MATCH = """
    select match.programme, match.project, match.eligible, match.score, match.reasons,
        match.obstacles, project.title as project_title, project.cost_eur,
        project.eligible_cost_eur,
        municipality.short_name as town,
        coalesce((
            select max(returned_on) from dismissal
            where dismissal.project = match.project and undone_at is null
                and dismissal.programme = match.programme
        ), '') as returned_on
    from match
    join project on project.id = match.project
    join municipality on municipality.ags = project.municipality
    where match.eligible <> 'no' and exists (
        select 1 from programme
        join programme_record on programme_record.programme = programme.id
        join record on record.id = programme_record.record
        join source on source.name = record.source
        where programme.id = match.programme and programme.hidden_because is null
            and (programme.reviewed_at is not null or source.reviewed_by_itself
                or source.counts_as_reviewed)
    )
"""
_ORDER = "order by match.eligible <> 'yes', match.score desc, match.programme, match.project"


def towns_of(db: Database, account: Account) -> list[str]:
    """The municipalities whose Vorhaben this person may see."""
    found = db.query("select ags from municipality")
    return [row["ags"] for row in found if may_see_project(account, row["ags"])]


def due_matches(db: Database, account: Account, told: Told) -> list[DueMatch]:
    """Matches of the Vorhaben this person may see that no letter told of, the best first.

    What was dismissed is no match; one that came back because it changed is told of once more.
    What waits in the outbox counts as told.
    """
    sql = f"{_MATCH} and project.municipality in (select value from json_each(?)) {_ORDER}"
    rows = db.query(sql, [json.dumps(towns_of(db, account))])
    return [_from_row(row) for row in rows if _line(row) not in told]


def matches_in(db: Database, lines: Iterable[Line]) -> list[DueMatch]:
    """The matches of a letter in the outbox that are still shown, the best first."""
    pairs = {(line.programme, line.subject) for line in lines if line.why is Why.NEW_MATCH}
    if not pairs:
        return []
    numbers = json.dumps([programme for programme, _ in pairs])
    sql = f"{_MATCH} and match.programme in (select value from json_each(?)) {_ORDER}"
    rows = db.query(sql, [numbers])
    return [_from_row(row) for row in rows if (row["programme"], row["project"]) in pairs]


def _line(row: dict[str, Any]) -> Line:
    return Line(
        why=Why.NEW_MATCH,
        programme=row["programme"],
        subject=row["project"],
        version=row["returned_on"],
    )


def _from_row(row: dict[str, Any]) -> DueMatch:
    lists = {name: tuple(json.loads(row[name] or "[]")) for name in ("reasons", "obstacles")}
    return DueMatch(**row | lists)
