"""Reading Förderakten: a person finds those in which the own municipality applies, no others."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.store import Database
from webapp.accounts.account import Account, limited_to
from webapp.applications.akte import Applicant, Application, Consent, Event, Part, Team, What
from webapp.applications.money import Money
from webapp.applications.stages import Because, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which akten a list shows; nothing chosen means all that the person may see."""

    stage: Stage | None = None
    is_open: bool | None = None
    municipality: str = ""
    programme: int | None = None
    project: str = ""
    words: str = ""


_OVER = "('closed', 'dropped', 'withdrawn', 'rejected')"
_MINE = """
    exists (select 1 from applicant as mine
        where mine.application = application.id and mine.municipality = :limit)
"""


def application(db: Database, number: int, account: Account) -> Application | None:
    """One akte, if this person may see it."""
    return next(iter(_read(db, account, ["application.id = :number"], dict(number=number))), None)


def applications(
    db: Database,
    account: Account,
    wanted: Wanted = Wanted(),
    *,
    size: int | None = None,
    page: int = 1,
) -> list[Application]:
    """The akten that this person may see: the nearest deadline first, what is over last."""
    conditions, values = _conditions(wanted)
    return _read(db, account, conditions, values, size=size, page=page)


def count_applications(db: Database, account: Account, wanted: Wanted = Wanted()) -> int:
    """How many there are."""
    conditions, values = _conditions(wanted)
    where, values = _visible(account, conditions, values)
    sql = f"select count(*) as n from application where {where}"
    return int(next(db.query(sql, values))["n"])


def count_by_stage(db: Database, account: Account) -> dict[Stage, int]:
    """How many of them are at which stage, in the order of the stages."""
    where, values = _visible(account, [], {})
    sql = f"select stage, count(*) as n from application where {where} group by stage"
    found = {row["stage"]: int(row["n"]) for row in db.query(sql, values)}
    return {stage: found[stage] for stage in Stage if stage in found}


def events(db: Database, number: int) -> list[Event]:
    """The history of an akte, the newest first."""
    sql = "select * from application_event where application = ? order by id desc"
    return [_event(row) for row in db.query(sql, [number])]


def _conditions(wanted: Wanted) -> tuple[list[str], dict[str, Any]]:
    chosen: dict[str, Any] = {}
    found: list[str] = []
    if wanted.stage:
        found, chosen = ["stage = :stage"], dict(stage=wanted.stage.value)
    if wanted.is_open is not None:
        found.append(f"stage {'not in' if wanted.is_open else 'in'} {_OVER}")
    if wanted.municipality:
        found.append(_MINE.replace(":limit", ":municipality"))
        chosen["municipality"] = wanted.municipality
    if wanted.programme is not None:
        found.append("programme = :programme")
        chosen["programme"] = wanted.programme
    if wanted.project:
        found.append("id in (select application from application_project where project = :project)")
        chosen["project"] = wanted.project
    if wanted.words:
        found.append("(instr(lower(title), :words) or instr(lower(programme_title), :words))")
        chosen["words"] = wanted.words.lower()
    return found, chosen


def _visible(
    account: Account, conditions: Iterable[str], values: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Add the one rule of what a person sees."""
    limit = limited_to(account)
    if limit is None:
        return " and ".join(conditions) or "1", values
    return " and ".join([*conditions, _MINE]), values | dict(limit=limit)


def _read(
    db: Database,
    account: Account,
    conditions: Iterable[str],
    values: dict[str, Any],
    *,
    size: int | None = None,
    page: int = 1,
) -> list[Application]:
    where, values = _visible(account, conditions, values)
    values |= dict(size=-1 if size is None else size, skip=(page - 1) * (size or 0))
    sql = f"""
        select * from application where {where}
        order by stage in {_OVER}, stage not in ('idea', 'draft') or deadline is null,
            deadline, application.id desc
        limit :size offset :skip
    """
    rows = list(db.query(sql, values))
    numbers = [row["id"] for row in rows]
    applicants, projects = _applicants(db, numbers), _projects(db, numbers)
    return [_from_row(row, applicants, projects) for row in rows]


def _applicants(db: Database, numbers: list[int]) -> dict[int, list[Applicant]]:
    marks = ", ".join("?" * len(numbers))
    sql = f"""
        select applicant.*, municipality.short_name as town from applicant
        join municipality on municipality.ags = applicant.municipality
        where application in ({marks}) order by part <> 'lead', town
    """
    found: dict[int, list[Applicant]] = {}
    for row in db.query(sql, numbers):
        found.setdefault(row["application"], []).append(_applicant(row))
    return found


def _projects(db: Database, numbers: list[int]) -> dict[int, list[str]]:
    marks = ", ".join("?" * len(numbers))
    sql = f"select * from application_project where application in ({marks}) order by project"
    found: dict[int, list[str]] = {}
    for row in db.query(sql, numbers):
        found.setdefault(row["application"], []).append(row["project"])
    return found


def _applicant(row: dict[str, Any]) -> Applicant:
    return Applicant(
        municipality=row["municipality"],
        town=row["town"],
        part=Part(row["part"]),
        team=Team(row["team"]),
        consent=Consent(row["consent"]),
        money=Money.from_row(row),
        consent_at=row["consent_at"] or "",
        consent_by=row["consent_by"] or "",
        consent_words=row["consent_words"] or "",
    )


def _from_row(
    row: dict[str, Any], applicants: dict[int, list[Applicant]], projects: dict[int, list[str]]
) -> Application:
    kept = ("id", "title", "programme", "programme_title", "lead", "responsible", "deputy")
    return Application(
        **{name: row[name] for name in (*kept, "version", "by", "at")},
        stage=Stage(row["stage"]),
        deadline=date.fromisoformat(row["deadline"]) if row["deadline"] else None,
        deadline_basis=row["deadline_basis"] or "",
        next_step=row["next_step"] or "",
        applicants=tuple(applicants.get(row["id"], ())),
        projects=tuple(projects.get(row["id"], ())),
    )


def _event(row: dict[str, Any]) -> Event:
    return Event(
        id=row["id"],
        what=What(row["kind"]),
        before=row["before"],
        after=row["after"],
        reasons=tuple(Because[name] for name in json.loads(row["reasons"])),
        words=row["words"],
        by=row["by"],
        at=row["at"],
    )
