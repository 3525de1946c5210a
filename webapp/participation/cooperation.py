"""Joint projects of the county that are no application, such as Klärschlamm or Vergabezentrum."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from index.rows import add_row
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.akte import Team
from webapp.stamp import stamp

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody enters: the name, since when it is over, and the roles by AGS."""

    title: str
    closed_on: date | None = None
    parts: Mapping[str, Team] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperation:
    """A joint project with the role of each municipality that takes part."""

    id: int
    told: Told
    version: int

    def is_over(self, today: date) -> bool:
        """Whether it is closed."""
        return self.told.closed_on is not None and self.told.closed_on <= today


def cooperations(db: Database) -> list[Cooperation]:
    """All of them, by name."""
    return _read(db, "", [])


def cooperation(db: Database, number: int) -> Cooperation | None:
    """One of them."""
    return next(iter(_read(db, "where id = ?", [number])), None)


def enter(db: Database, told: Told, account: Account, now: datetime) -> int:
    """Enter a joint project; gives its number."""
    with writing(db):
        row = dict(version=1, account=account.id) | _columns(told, account, now)
        number = add_row(db, "cooperation", **row)
        _put_parts(db, number, told)
    return number


def change(
    db: Database, number: int, told: Told, version: int, account: Account, now: datetime
) -> bool:
    """Write a joint project anew; tells whether it was done: not when a colleague was quicker."""
    with writing(db):
        stood = cooperation(db, number)
        if stood is None or stood.version != version:
            return False
        row = dict(version=version + 1) | _columns(told, account, now)
        db.table("cooperation").update(number, row)
        db.execute("delete from cooperation_part where cooperation = ?", [number])
        _put_parts(db, number, told)
    return True


def delete(db: Database, number: int) -> None:
    """Forget a joint project that was entered by mistake."""
    with writing(db):
        db.execute("delete from cooperation_part where cooperation = ?", [number])
        db.execute("delete from cooperation where id = ?", [number])


def _columns(told: Told, account: Account, now: datetime) -> dict[str, Any]:
    closed = told.closed_on.isoformat() if told.closed_on else None
    return dict(title=told.title, closed_on=closed, by=account.email, at=stamp(now))


def _put_parts(db: Database, number: int, told: Told) -> None:
    rows = [
        dict(cooperation=number, municipality=ags, team=team.value)
        for ags, team in told.parts.items()
    ]
    db.table("cooperation_part").insert_all(rows)


def _read(db: Database, where: str, values: list[Any]) -> list[Cooperation]:
    parts: dict[int, dict[str, Team]] = {}
    for row in db.query("select * from cooperation_part order by municipality"):
        parts.setdefault(row["cooperation"], {})[row["municipality"]] = Team(row["team"])
    sql = f"select * from cooperation {where} order by title collate nocase, id"
    return [
        Cooperation(
            id=row["id"],
            told=Told(
                title=row["title"],
                closed_on=date.fromisoformat(row["closed_on"]) if row["closed_on"] else None,
                parts=parts.get(row["id"], {}),
            ),
            version=row["version"],
        )
        for row in db.query(sql, values)
    ]
