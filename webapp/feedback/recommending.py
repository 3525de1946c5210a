"""What the Fördermittelmanagement recommends to municipalities; only they see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.programme import Programme, all_programmes
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.stamp import stamp

LONGEST_NOTE = 1000
"""Characters of what is said with a recommendation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A programme that the Fördermittelmanagement recommends to a municipality, with a note."""

    id: int
    programme: Programme
    municipality: str
    town: str
    note: str
    at: str
    seen_at: str = ""


_STANDING = """
    select recommendation.*, municipality.short_name as town from recommendation
    join municipality on municipality.ags = recommendation.municipality
    where withdrawn_at is null
"""


def recommend(
    db: Database,
    programme: int,
    towns: Iterable[str],
    note: str,
    account: Account,
    now: datetime,
) -> None:
    """Recommend a programme to towns; what was said to one of them before is replaced."""
    at = stamp(now)
    with writing(db):
        for ags in towns:
            old = (
                "update recommendation set withdrawn_at = ?"
                " where programme = ? and municipality = ? and withdrawn_at is null"
            )
            db.execute(old, [at, programme, ags])
            row = dict(programme=programme, municipality=ags, note=note)
            row |= dict(account=account.id, by=account.email, at=at)
            db.table("recommendation").insert(row)


def withdraw(db: Database, number: int, now: datetime) -> None:
    """Take a recommendation back."""
    at = stamp(now)
    db.table("recommendation").update(number, dict(withdrawn_at=at))


def mark_seen(db: Database, number: int, account: Account, now: datetime) -> None:
    """Write down that somebody of the municipality has seen a recommendation."""
    at = stamp(now)
    sql = "update recommendation set seen_at = ?, seen_by = ? where id = ? and seen_at is null"
    with writing(db):
        db.execute(sql, [at, account.email, number])


def recommended_to(db: Database, ags: str) -> list[Recommendation]:
    """What is recommended to a municipality, the last first."""
    return _read(db, f"{_STANDING} and municipality = ? order by id desc", [ags])


def recommendations_of(db: Database, programme: int) -> list[Recommendation]:
    """To whom a programme is recommended."""
    return _read(db, f"{_STANDING} and programme = ? order by town", [programme])


def all_recommendations(db: Database) -> list[Recommendation]:
    """Everything that is recommended to anybody, the last first."""
    return _read(db, f"{_STANDING} order by recommendation.id desc", [])


def _read(db: Database, sql: str, values: list[Any]) -> list[Recommendation]:
    rows = list(db.query(sql, values))
    found = {item.id: item for item in all_programmes(db, [row["programme"] for row in rows])}
    return [
        Recommendation(
            id=row["id"],
            programme=found[row["programme"]],
            municipality=row["municipality"],
            town=row["town"],
            note=row["note"],
            at=row["at"],
            seen_at=row["seen_at"] or "",
        )
        for row in rows
        if not found[row["programme"]].hidden_because
    ]
