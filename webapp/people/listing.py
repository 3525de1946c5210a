"""Everybody who has an account, by municipality."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from index.municipality import Municipality, municipalities
from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import INVITATION_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One account as the list shows it; days are absent where nothing happened."""

    id: int
    email: str
    role: Role
    municipality: str | None
    has_password: bool
    invited_until: date | None
    deactivated_on: date | None

    def state(self, today: date) -> str:
        """One German word for what can be done with it today."""
        if self.deactivated_on:
            return "deaktiviert"
        if self.invited_until and self.invited_until >= today:
            return "eingeladen"
        return "aktiv" if self.has_password else "Einladung abgelaufen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The people of one municipality, or those without one."""

    town: Municipality | None
    members: tuple[Member, ...]

    def speaks_of(self, words: str) -> bool:
        """Whether a search means this municipality: its name, its AGS, or somebody's address."""
        words = words.casefold()
        names = [self.town.name.casefold(), self.town.ags] if self.town else []
        return any(words in it for it in (*names, *(m.email.casefold() for m in self.members)))


_ACCOUNTS = "select * from account where email like '%@%'"  # a deleted one has no address


def groups(db: Database) -> list[Group]:
    """All people by municipality; those of no municipality come first."""
    by_town: defaultdict[str | None, list[Member]] = defaultdict(list)
    for row in db.query(f"{_ACCOUNTS} order by email"):
        by_town[row["municipality"]].append(_member(row))
    towns: list[Municipality | None] = [None, *municipalities(db)]
    return [
        Group(town=town, members=tuple(by_town.get(town.ags if town else None, ())))
        for town in towns
    ]


def member(db: Database, number: int) -> Member | None:
    """One account."""
    rows = db.query(f"{_ACCOUNTS} and id = ?", [number])
    return next((_member(row) for row in rows), None)


def _member(row: dict[str, Any]) -> Member:
    invited = date.fromisoformat(row["invited_on"]) if row["invitation_hash"] else None
    return Member(
        id=row["id"],
        email=row["email"],
        role=Role(row["role"]),
        municipality=row["municipality"],
        has_password=row["password_hash"] is not None,
        invited_until=invited + timedelta(days=INVITATION_DAYS) if invited else None,
        deactivated_on=date.fromisoformat(row["deactivated_on"]) if row["deactivated_on"] else None,
    )
