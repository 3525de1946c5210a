"""Who uses Fördernetz."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does here; the site and the letter depend on it."""

    MANAGER = "manager"
    STAFF = "staff"
    READER = "reader"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """The German word for people to read."""
        return _LABELS[self]


_LABELS = {
    Role.MANAGER: "Fördermittelmanagement",
    Role.STAFF: "Verwaltung",
    Role.READER: "Beirat / Bürgermeister",
    Role.ADMIN: "Technik",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person: `municipality` is an AGS, `subscribed` means that the weekly letter is wanted."""

    id: int
    email: str
    role: Role
    municipality: str | None = None
    subscribed: bool = True


def may_see_project(account: Account, project_ags: str) -> bool:
    """Tell who sees a Vorhaben: the manager all of them, everybody else those of the own town."""
    return account.role is Role.MANAGER or account.municipality == project_ags
