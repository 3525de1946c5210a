"""How Vorhaben and their matches stand in the database."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.judge import Judgement
from matcher.parts import Part, PartKind
from matcher.project import ApplicantKind, Project, Seeking, Stage, Town

MATCH, NEAR_MISS = "match", "near_miss"
TABLES = (MATCH, NEAR_MISS)

Rows = dict[str, list[dict[str, Any]]]
"""What is kept of a Vorhaben, by table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A stored match: the judgement, the programme's number and since when it stands."""

    programme: int
    judgement: Judgement
    first_seen: date
    judged_on: date


def match_of(row: dict[str, Any]) -> Match:
    """Read a match."""
    return Match(
        programme=row["programme"],
        judgement=Judgement(
            eligible=row["eligible"],
            score=row["score"],
            reasons=tuple(json.loads(row["reasons"])),
            obstacles=tuple(json.loads(row["obstacles"])),
            parts=tuple(_part(part) for part in json.loads(row["parts"] or "[]")),
        ),
        first_seen=date.fromisoformat(row["first_seen"]),
        judged_on=date.fromisoformat(row["judged_on"]),
    )


def match_row(project: str, programme: int, judgement: Judgement, today: date) -> dict[str, Any]:
    """Write a judgement; the first day is added by whoever knows it."""
    return dict(
        project=project,
        programme=programme,
        score=judgement.score,
        eligible=judgement.eligible,
        reasons=json.dumps(judgement.reasons, ensure_ascii=False),
        obstacles=json.dumps(judgement.obstacles, ensure_ascii=False),
        parts=parts_as_json(judgement.parts),
        judged_on=today.isoformat(),
    )


def parts_as_json(parts: Iterable[Part]) -> str:
    """Write what a score is made of."""
    told = [
        dict(kind=part.kind, label=part.label, points=part.points, surface=part.surface)
        for part in parts
    ]
    return json.dumps(told, ensure_ascii=False)


def row_of(project: Project) -> dict[str, Any]:
    """Write a Vorhaben; owner and days are added by whoever knows them."""
    return dict(
        id=project.id,
        applicant_type=project.applicant_type,
        title=project.title,
        description=project.description,
        topics=json.dumps(project.topics, ensure_ascii=False),
        planned_start=_iso(project.planned_start),
        planned_end=_iso(project.planned_end),
        cost_eur=project.cost_eur,
        eligible_cost_eur=project.eligible_cost_eur,
        own_funds_eur=project.own_funds_eur,
        looking_for=project.looking_for,
        stage=project.stage,
    )


def project_of(row: dict[str, Any]) -> Project:
    """Read a Vorhaben with name and inhabitants of its municipality."""
    return Project(
        id=row["id"],
        title=row["title"],
        description=row["description"] or "",
        topics=tuple(json.loads(row["topics"] or "[]")),
        municipality=Town(
            ags=row["municipality"], name=row["short_name"], population=row["population"]
        ),
        applicant_type=ApplicantKind(row["applicant_type"]) if row["applicant_type"] else None,
        planned_start=_day(row["planned_start"]),
        planned_end=_day(row["planned_end"]),
        cost_eur=row["cost_eur"],
        eligible_cost_eur=row["eligible_cost_eur"],
        own_funds_eur=row["own_funds_eur"],
        looking_for=Seeking(row["looking_for"]) if row["looking_for"] else None,
        stage=Stage(row["stage"]) if row["stage"] else None,
    )


def _part(values: dict[str, Any]) -> Part:
    return Part(**values | dict(kind=PartKind(values["kind"])))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
