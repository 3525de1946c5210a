"""What a Förderakte is made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.accounts.account import WRITERS, Account, limited_to
from webapp.applications.money import Money, total
from webapp.applications.stages import Because, Stage

LONGEST_TITLE, LONGEST_STEP, LONGEST_BASIS, LONGEST_WORDS = 200, 300, 500, 2000


class Part(StrEnum):
    """What a municipality is in an application."""

    LEAD = "lead"
    PARTNER = "partner"

    @property
    def label(self) -> str:
        """The German word for people to read."""
        return {Part.LEAD: "Federführung", Part.PARTNER: "beteiligt"}[self]


class Team(StrEnum):
    """The roles of the county's overview of cooperation."""

    LEADS = "PL"
    PROJECT = "PG"
    WORKING = "AG"
    STEERING = "LKG"

    @property
    def label(self) -> str:
        """The German word for people to read."""
        return _TEAM_LABELS[self]


_TEAM_LABELS = {
    Team.LEADS: "Projektleitung",
    Team.PROJECT: "Projektgruppe",
    Team.WORKING: "Arbeitsgruppe",
    Team.STEERING: "Lenkungsgruppe",
}


class Consent(StrEnum):
    """Whether a municipality agrees to be part of an application."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The German word for people to read."""
        return _CONSENT_LABELS[self]


_CONSENT_LABELS = {
    Consent.ASKED: "angefragt",
    Consent.GIVEN: "zugestimmt",
    Consent.REFUSED: "abgelehnt",
}


class What(StrEnum):
    """What an entry of the history tells of."""

    OPENED = "opened"
    CHANGED = "changed"
    STAGE = "stage"
    MONEY = "money"
    APPLICANTS = "applicants"
    CONSENT = "consent"
    STEP = "step"
    FILE = "file"
    AWARD = "award"
    DUTY = "duty"
    WORDS = "words"

    @property
    def label(self) -> str:
        """The German word for people to read."""
        return _WHAT_LABELS[self]


_WHAT_LABELS = {
    What.OPENED: "Akte angelegt",
    What.CHANGED: "Angaben geändert",
    What.STAGE: "Stand",
    What.MONEY: "Geld",
    What.APPLICANTS: "Antragsteller",
    What.CONSENT: "Zustimmung",
    What.STEP: "Checkliste",
    What.FILE: "Datei",
    What.AWARD: "Bescheid",
    What.DUTY: "Pflicht",
    What.WORDS: "Vermerk",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """A municipality that applies, with its share of the money."""

    municipality: str
    town: str
    part: Part
    team: Team
    consent: Consent
    money: Money
    consent_at: str = ""
    consent_by: str = ""
    consent_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A Förderakte; `version` grows with every change of what stands in it.

    `programme` is absent where the register does not know the programme.
    """

    id: int
    title: str
    programme: int | None
    programme_title: str
    lead: str
    stage: Stage
    deadline: date | None
    deadline_basis: str
    next_step: str
    responsible: int | None
    deputy: int | None
    version: int
    by: str
    at: str
    applicants: tuple[Applicant, ...]
    projects: tuple[str, ...] = ()

    @property
    def money(self) -> Money:
        """What all applicants tell, added up."""
        return total(one.money for one in self.applicants)

    @property
    def is_joint(self) -> bool:
        """Whether several municipalities apply together."""
        return len(self.applicants) > 1

    @property
    def towns(self) -> tuple[str, ...]:
        """The AGS of the applicants, the lead first."""
        return tuple(one.municipality for one in self.applicants)

    def applicant(self, ags: str) -> Applicant | None:
        """One of the applicants."""
        return next((one for one in self.applicants if one.municipality == ags), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of the history: what changed, from what to what, why, by whom and when."""

    id: int
    what: What
    before: str
    after: str
    reasons: tuple[Because, ...]
    words: str
    by: str
    at: str


def may_change(account: Account, found: Application) -> bool:
    """Whether somebody may change the akte as a whole: the manager and who leads it."""
    return may_write_for(account, found, found.lead)


def may_write_for(account: Account, found: Application, ags: str) -> bool:
    """Whether somebody may write what belongs to one applicant: its people, lead and manager."""
    if account.role not in WRITERS:
        return False
    return limited_to(account) in (None, found.lead, ags) and ags in found.towns
