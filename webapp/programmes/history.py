"""What happened to a programme, and which Vorhaben it fits."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.store import Database
from webapp.accounts.account import Account, may_see_project
from webapp.programmes.wording import CHANGE_LABELS, field_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One event: the day, what happened, in which source, and the fields in German."""

    day: date
    kind: str
    saying: str
    source: str
    fields: tuple[str, ...]
    record: int
    version: int | None

    @property
    def can_be_compared(self) -> bool:
        """Whether there is a version before it that said something else."""
        return self.kind == "changed" and (self.version or 0) > 1


def changes(db: Database, programme: int) -> Iterator[Change]:
    """Yield what happened, the newest first."""
    sql = """
        select event.day, event.kind, event.fields, event.record, event.version,
            source.label as source
        from event
        join record on record.id = event.record
        join source on source.name = record.source
        join programme_record on programme_record.record = record.id
        where programme_record.programme = ?
        order by event.day desc, event.id desc
    """
    return (read_change(row) for row in db.query(sql, [programme]))


def read_change(row: dict[str, Any]) -> Change:
    """Read an event from its row (`day, kind, fields, source, record, version`)."""
    return Change(
        day=date.fromisoformat(row["day"]),
        kind=row["kind"],
        saying=CHANGE_LABELS.get(row["kind"], row["kind"]),
        source=row["source"],
        fields=tuple(field_label(name) for name in json.loads(row["fields"])),
        record=row["record"],
        version=row["version"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What the matcher thinks of the programme for one Vorhaben."""

    project: str
    title: str
    municipality: str
    ags: str
    eligible: str
    reasons: tuple[str, ...]
    obstacles: tuple[str, ...]


def fitting_projects(db: Database, programme: int, account: Account) -> Iterator[Fit]:
    """Yield the Vorhaben the person may see for which the programme is worth a look."""
    sql = """
        select project.id, project.title, project.municipality as ags, municipality.short_name,
            match.eligible, match.reasons, match.obstacles
        from match
        join project on project.id = match.project
        join municipality on municipality.ags = project.municipality
        where match.programme = ? and match.eligible <> 'no'
        order by match.score desc
    """
    for row in db.query(sql, [programme]):
        if may_see_project(account, row["ags"]):
            yield Fit(
                project=row["id"],
                title=row["title"],
                municipality=row["short_name"],
                ags=row["ags"],
                eligible=row["eligible"],
                reasons=tuple(json.loads(row["reasons"] or "[]")),
                obstacles=tuple(json.loads(row["obstacles"] or "[]")),
            )
