"""What municipalities said about programmes for their Vorhaben; a dismissed one is no match."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from index.programme import Programme, all_programmes
from index.schema import writing
from index.store import Database
from index.vocabulary import FundingType
from matcher.content import changed_since, what_matters
from matcher.feedback import Dismissed, Reason
from webapp.accounts.account import Account
from webapp.stamp import stamp

LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """A programme that was dismissed for a Vorhaben: why, by whom, and whether it is back."""

    id: int
    project: str
    programme: int
    reasons: tuple[Reason, ...]
    words: str
    by: str
    at: str
    returned_on: date | None = None
    changed: tuple[str, ...] = ()


_OPEN = "undone_at is null"
_ACTIVE = "undone_at is null and returned_on is null"
_DISMISSAL = "select * from dismissal where project = ? and undone_at is null"


def dismiss(
    db: Database,
    project: str,
    programme: Programme,
    reasons: Iterable[Reason],
    words: str,
    account: Account,
    now: datetime,
) -> int:
    """Take a programme away from a Vorhaben; what stood there is kept for undoing it."""
    values = [project, programme.id]
    row = dict(
        project=project,
        programme=programme.id,
        reasons=_json([reason.name for reason in reasons]),
        words=words[:LONGEST_WORDS],
        seen=_json(what_matters(programme)),
        **_who(account, now),
    )
    with writing(db):
        stood = {
            table: found
            for table in ("match", "near_miss")
            for found in db.query(
                f"select * from {table} where project = ? and programme = ?", values
            )
        }
        for table in stood:
            db.execute(f"delete from {table} where project = ? and programme = ?", values)
        old = f"update dismissal set undone_at = ? where project = ? and programme = ? and {_OPEN}"
        db.execute(old, [row["at"], *values])
        number = db.table("dismissal").insert(row | dict(match=_json(stood))).last_pk
    return int(number)  # type: ignore[arg-type]


def undo(db: Database, dismissal: int, account: Account, now: datetime) -> None:
    """Put a dismissed programme back as it stood."""
    sql = f"select * from dismissal where id = ? and {_OPEN}"
    with writing(db):
        for row in list(db.query(sql, [dismissal])):
            change = dict(undone_at=stamp(now), undone_by=account.email)
            db.table("dismissal").update(dismissal, change)
            if row["returned_on"]:
                continue
            for table, stood in json.loads(row["match"] or "{}").items():
                # Meanwhile the programme may have been joined with another one.
                db.table(table).insert(stood | dict(programme=row["programme"]), ignore=True)


def dismissal(db: Database, number: int) -> Dismissal | None:
    """Find one dismissal that was not undone."""
    rows = db.query(f"select * from dismissal where id = ? and {_OPEN}", [number])
    return next(map(_from_row, rows), None)


def dismissals_of(db: Database, project: str) -> list[Dismissal]:
    """What was dismissed for a Vorhaben and not undone, the last first."""
    return [_from_row(row) for row in db.query(f"{_DISMISSAL} order by id desc", [project])]


def said_in(db: Database, ags: str) -> list[Dismissed]:
    """What a municipality said of programmes at any of its Vorhaben, as far as it stands."""
    sql = f"""
        select dismissal.*, project.title as project_title from dismissal
        join project on project.id = dismissal.project
        where project.municipality = ? and {_ACTIVE} order by dismissal.id
    """
    rows = list(db.query(sql, [ags]))
    found = {item.id: item for item in all_programmes(db, [row["programme"] for row in rows])}
    return [_dismissed(row, found[row["programme"]].funding_types) for row in rows]


@dataclass(frozen=True, slots=True)
class Spoke:
    """The Vorhaben for which something is dismissed, and their municipalities by AGS."""

    projects: frozenset[str]
    towns: frozenset[str]


def who_said(db: Database) -> Spoke:
    """Tell where something is dismissed; nearly everywhere nothing is."""
    sql = f"""
        select distinct project.id, project.municipality from dismissal
        join project on project.id = dismissal.project where {_ACTIVE}
    """
    found = db.execute(sql).fetchall()
    return Spoke(frozenset(number for number, _ in found), frozenset(ags for _, ags in found))


def take_back(db: Database, project: str, today: date) -> frozenset[int]:
    """Let programmes return that say something else now; gives those that stay away."""
    rows = list(db.query(f"{_DISMISSAL} and returned_on is null", [project]))
    found = {item.id: item for item in all_programmes(db, [row["programme"] for row in rows])}
    away = set()
    for row in rows:
        changed = changed_since(json.loads(row["seen"]), found[row["programme"]])
        if changed:
            back = dict(returned_on=today.isoformat(), changed=_json(changed))
            db.table("dismissal").update(row["id"], back)
        else:
            away.add(row["programme"])
    return frozenset(away)


def away_from(db: Database, project: str) -> frozenset[int]:
    """The programmes that were dismissed for a Vorhaben and have not come back."""
    sql = f"select programme from dismissal where project = ? and {_ACTIVE}"
    return frozenset(row["programme"] for row in db.query(sql, [project]))


def keep(db: Database, project: str, programme: int, account: Account, now: datetime) -> None:
    """Mark a programme as one to follow for a Vorhaben."""
    row = dict(project=project, programme=programme) | _who(account, now)
    db.table("kept_match").upsert(row, pk=("project", "programme"))


def let_go(db: Database, project: str, programme: int) -> None:
    """Take that mark away."""
    sql = "delete from kept_match where project = ? and programme = ?"
    with writing(db):
        db.execute(sql, [project, programme])


def kept_for(db: Database, project: str) -> frozenset[int]:
    """The programmes that are to be followed for a Vorhaben."""
    rows = db.query("select programme from kept_match where project = ?", [project])
    return frozenset(row["programme"] for row in rows)


def _dismissed(row: dict[str, Any], forms: tuple[FundingType, ...]) -> Dismissed:
    return Dismissed(
        programme=row["programme"],
        project=row["project"],
        project_title=row["project_title"],
        reasons=_reasons(row),
        forms=forms,
    )


def _from_row(row: dict[str, Any]) -> Dismissal:
    return Dismissal(
        id=row["id"],
        project=row["project"],
        programme=row["programme"],
        reasons=_reasons(row),
        words=row["words"] or "",
        by=row["by"],
        at=row["at"],
        returned_on=date.fromisoformat(row["returned_on"]) if row["returned_on"] else None,
        changed=tuple(json.loads(row["changed"] or "[]")),
    )


def _reasons(row: dict[str, Any]) -> tuple[Reason, ...]:
    return tuple(Reason[name] for name in json.loads(row["reasons"]))


def _who(account: Account, now: datetime) -> dict[str, Any]:
    return dict(account=account.id, by=account.email, at=stamp(now))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
