"""What one source says about one programme, in one version."""

import hashlib
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

from index.text import RichText, comparable, comparable_passage
from index.vocabulary import ApplicantType, FundingArea, FundingType, Level, Region, SubArea


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that the source offers with the programme."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Ansprechpunkt: who answers questions about the programme."""

    name: str
    street: str = ""
    postcode: str = ""
    city: str = ""
    post_box: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A message of the source about the programme, for example a topic update of the EU portal."""

    day: date | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Förderaufruf: the dated part of a programme, as structured fields of the source.

    Amounts are whole euros; an amount or day that the source does not state is `None`.
    """

    identifier: str
    call_identifier: str = ""
    call_title: str = ""
    programme: str = ""
    actions: tuple[str, ...] = ()
    opens_on: date | None = None
    deadlines: tuple[date, ...] = ()
    deadline_model: str = ""
    budget_eur: int | None = None
    grant_min_eur: int | None = None
    grant_max_eur: int | None = None
    expected_grants: int | None = None
    shared_budget: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """What one source says about one programme, under the source's own key.

    The passages stand in the order in which a reader wants them; an empty one was not stated.
    """

    source: str
    key: str
    url: str
    title: str
    language: str = "de"
    # passages
    summary: RichText = RichText()
    description: RichText = RichText()
    legal_requirements: RichText = RichText()
    deadline_text: RichText = RichText()
    procedure: RichText = RichText()
    processing_time: RichText = RichText()
    documents: RichText = RichText()
    application_language: RichText = RichText()
    citation: RichText = RichText()
    guideline: RichText = RichText()
    status_line: str = ""
    keywords: str = ""
    # categories
    levels: tuple[Level, ...] = ()
    funding_types: tuple[FundingType, ...] = ()
    funding_areas: tuple[FundingArea, ...] = ()
    sub_areas: tuple[SubArea, ...] = ()
    regions: tuple[Region, ...] = ()
    eligible_applicants: tuple[ApplicantType, ...] = ()
    funders: tuple[str, ...] = ()
    # beside it
    contacts: tuple[Contact, ...] = ()
    links: tuple[Link, ...] = ()
    news: tuple[News, ...] = ()
    call: Call | None = None
    product_numbers: tuple[str, ...] = ()
    retired: bool = False
    """Whether the source keeps it only in its archive."""
    issued_on: date | None = None
    provisional: bool = False
    """Whether it comes from a substitute that says less than the source itself."""
    hidden_because: str = ""
    """Why this is nothing that one can apply for, for example a feed of news."""
    licence: str = ""
    attribution: str = ""


TEXT_FIELDS = (
    "summary",
    "description",
    "legal_requirements",
    "deadline_text",
    "procedure",
    "processing_time",
    "documents",
    "application_language",
    "citation",
    "guideline",
)
"""The passages of a record, in reading order."""

_NO_NEWS = {
    "source", "key", "url", "licence", "attribution", "issued_on", "provisional", "hidden_because",
}  # fmt: skip


_NEWS = tuple(field.name for field in fields(SourceRecord) if field.name not in _NO_NEWS)
_SHORT = 200
_comparable_short = lru_cache(maxsize=8192)(comparable)


def changed_fields(old: SourceRecord, new: SourceRecord) -> tuple[str, ...]:
    """Name the fields in which two versions differ; markup, white space and order do not count."""
    before, after = _comparable_fields(old), _comparable_fields(new)
    return tuple(name for name in after if before[name] != after[name])


def fingerprint(record: SourceRecord) -> str:
    """A short name for the normalised content: equal content, equal fingerprint."""
    whole = "\x1f".join(f"{k}={v}" for k, v in _comparable_fields(record).items())
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


def _comparable_fields(record: SourceRecord) -> dict[str, str]:
    return {name: _folded(getattr(record, name)) for name in _NEWS}


def _folded(value: Any) -> str:
    if isinstance(value, RichText):
        return comparable_passage(value.text)
    if isinstance(value, tuple):
        return "\x1e".join(sorted(_folded(item) for item in value))
    if value is None:
        return ""
    text = str(value)
    return comparable(text) if len(text) > _SHORT else _comparable_short(text)
