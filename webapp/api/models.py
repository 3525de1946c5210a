"""What the interface answers, as types: the answers are made of them, and so is their description.

English names as in the code, values as the German sources spell them. Absent is absent.
"""

from datetime import date
from typing import Any

from msgspec import UNSET, Struct, UnsetType

from index.vocabulary import (
    ApplicantType,
    ChangeKind,
    FundingArea,
    FundingType,
    Level,
    Presence,
    Region,
    Status,
)


class Evidence(Struct, kw_only=True):
    """The sentence of a source in which a value stands, and the field of the record."""

    field: str
    quote: str


class Fact(Struct, kw_only=True, omit_defaults=True):
    """A value that a source states; `decided`: the Fördermittelmanagement confirmed or set it."""

    value: Any
    url: str
    evidence: list[Evidence] = []
    decided: bool = False


class Source(Struct, kw_only=True):
    """Where it is from, and on which terms the texts may be passed on."""

    source: str
    label: str
    url: str
    presence: Presence
    first_seen: date
    last_seen: date
    last_changed: date
    licence: str
    attribution: str


class Programme(Struct, kw_only=True, omit_defaults=True):
    """A Förderprogramm in a list; `page` is our page, `url` the official one."""

    id: int
    uuid: str
    page: str
    url: str
    title: str
    language: str
    status: Status
    status_because: str
    next_deadline: date | UnsetType = UNSET
    no_deadline_because: str | UnsetType = UNSET
    reviewed: bool
    levels: list[Level] = []
    funding_types: list[FundingType] = []
    funding_areas: list[FundingArea] = []
    regions: list[Region] = []
    eligible_applicants: list[ApplicantType] = []
    funders: list[str] = []
    facts: dict[str, Fact] = {}
    sources: list[Source]


class WholeProgramme(Programme, kw_only=True, omit_defaults=True):
    """A Förderprogramm with its passages, as far as their licence lets us pass them on."""

    passages: dict[str, str] = {}


class Programmes(Struct, kw_only=True):
    """One page of a list."""

    page: int
    page_size: int
    total: int
    items: list[Programme]


class Change(Struct, kw_only=True):
    """What a crawl found out about one record: the names of the fields that differ."""

    programme: int
    day: date
    kind: ChangeKind
    fields: list[str]
    title: str
    source: str


class Changes(Struct, kw_only=True):
    """One page of changes, the newest first."""

    page: int
    page_size: int
    total: int
    items: list[Change]


class Project(Struct, kw_only=True, omit_defaults=True):
    """A Vorhaben of a municipality."""

    id: str
    title: str
    municipality: str
    matches: int
    cost_eur: int | UnsetType = UNSET
    planned_start: date | UnsetType = UNSET


class Projects(Struct, kw_only=True):
    """The Vorhaben that a token may see."""

    items: list[Project]


class Match(Struct, kw_only=True, omit_defaults=True):
    """A programme that fits a Vorhaben, and why; amounts in whole cents."""

    programme: Programme
    score: int
    eligible: str
    kept: bool
    reasons: list[str]
    obstacles: list[str]
    grant_cents: int | UnsetType = UNSET
    own_share_cents: int | UnsetType = UNSET
    last_meeting_in_time: date | UnsetType = UNSET


class Matches(Struct, kw_only=True):
    """The programmes that fit one Vorhaben, best first."""

    project: Project
    items: list[Match]


class Problem(Struct, kw_only=True, omit_defaults=True):
    """An error (RFC 9457); `errors` name what was wrong, one sentence each."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[str] = []
