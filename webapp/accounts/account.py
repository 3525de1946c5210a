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
    """One person: `municipality` is an AGS, `subscribed` means that the weekly letter is wanted.

    An account that is not `active` opens nothing; what its person did stays.
    """

    id: int
    email: str
    role: Role
    municipality: str | None = None
    subscribed: bool = True
    active: bool = True


WRITERS = (Role.MANAGER, Role.STAFF)
"""Who describes Vorhaben and says something about programmes; the others only read."""


def limited_to(account: Account) -> str | None:
    """The one rule of what a person sees of municipalities: the manager all of them.

    Gives the AGS to which questions are limited, `None` without a limit, and an empty text for
    somebody who sees of no municipality anything. Vorhaben, what is said of programmes for them,
    council meetings, recommendations and answers follow it.
    """
    return None if account.role is Role.MANAGER else account.municipality or ""


def may_see_project(account: Account, project_ags: str) -> bool:
    """Tell whether somebody sees a Vorhaben of this municipality."""
    limit = limited_to(account)
    return limit is None or (bool(limit) and limit == project_ags)
