"""A Vorhaben: what a municipality wants to do, as far as it has told us."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.municipality import land_of
from index.vocabulary import FundingArea, Region


class ApplicantKind(StrEnum):
    """Who would apply."""

    TOWN = "Kommune"
    DISTRICT = "Landkreis"
    ASSOCIATION = "Zweckverband"
    COMPANY = "kommunales_Unternehmen"

    @property
    def label(self) -> str:
        """The kind as a German reads it."""
        return self.value.replace("_", " ")


class Seeking(StrEnum):
    """Which form of money is sought."""

    ANY = "any"
    GRANT = "Zuschuss"
    LOAN = "Darlehen"

    @property
    def label(self) -> str:
        """The form as a German reads it."""
        return "Zuschuss oder Darlehen" if self is Seeking.ANY else self.value


class Stage(StrEnum):
    """How far a Vorhaben is."""

    IDEA = "Idee"
    CONCEPT = "Konzept"
    PLANNED = "Planung"
    DECIDED = "beschlossen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """The municipality (or the Kreis) whose Vorhaben it is."""

    ags: str
    name: str = ""
    population: int | None = None

    @property
    def land(self) -> Region | None:
        """The Land it lies in, by its AGS."""
        return land_of(self.ags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A Vorhaben. What nobody told is `None` or empty, and makes judgements unclear."""

    id: str
    title: str
    description: str = ""
    topics: tuple[str, ...] = ()
    municipality: Town | None = None
    applicant_type: ApplicantKind | None = None
    planned_start: date | None = None
    planned_end: date | None = None
    cost_eur: int | None = None
    eligible_cost_eur: int | None = None
    """Zuwendungsfähige Ausgaben: what of the cost can be funded at all, as the town expects."""
    own_funds_eur: int | None = None
    looking_for: Seeking | None = None
    stage: Stage | None = None

    @property
    def areas(self) -> tuple[FundingArea, ...]:
        """The topics that are Förderbereiche."""
        by_name = {_letters(area): area for area in FundingArea}
        found = (by_name.get(_letters(topic)) for topic in self.topics)
        return tuple(area for area in found if area)


def _letters(label: str) -> str:
    return "".join(sign for sign in label.casefold() if sign.isalnum())
