"""The sample programmes and Vorhaben, read from the files beside this module."""

import json
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files
from typing import Any

from index.record import Contact, Link, SourceRecord
from index.source import Source
from index.text import rich_from_text
from index.vocabulary import ApplicantType, FundingArea, FundingType, Level, Region

SOURCE = Source(
    name="demo",
    label="Musterdaten (erfunden)",
    operator="Fördernetz",
    level=Level.OTHER,
    address="https://www.example.org/foerderung/",
    licence="frei erfunden",
    attribution="Musterdaten von Fördernetz",
    rhythm="nie",
    precedence=9,
)

_PASSAGES = (
    "summary",
    "description",
    "legal_requirements",
    "deadline_text",
    "procedure",
    "guideline",
)


def programmes_now() -> list[SourceRecord]:
    """What the sample source says today."""
    return [_record(entry) for entry in _entries() if not entry.get("dropped")]


def programmes_before() -> list[SourceRecord]:
    """What it said a week ago: without the new ones, with the dropped ones, with older texts."""
    entries = (entry | entry.get("before", {}) for entry in _entries() if not entry.get("new"))
    return [_record(entry) for entry in entries]


def programmes_of_earlier_calls() -> list[tuple[timedelta, SourceRecord]]:
    """What single programmes said long ago, and how long ago: the oldest first."""
    told = (
        (timedelta(days=it["days_ago"]), _record(entry | it))
        for entry in _entries()
        for it in entry.get("earlier", ())
    )
    return sorted(told, key=lambda pair: -pair[0])


def profiles() -> Iterator[dict[str, Any]]:
    """The sample Vorhaben, in the format in which projects are imported."""
    text = files("webapp.operation.demo").joinpath("projects.jsonl").read_text(encoding="utf-8")
    return (json.loads(line) for line in text.splitlines())


def _entries() -> list[dict[str, Any]]:
    text = files("webapp.operation.demo").joinpath("programmes.toml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = tomllib.loads(text)["programme"]
    return entries


def _record(entry: dict[str, Any]) -> SourceRecord:
    url = f"{SOURCE.address}{entry['key']}"
    funders = tuple(entry["funders"])
    passages: dict[str, Any] = {n: rich_from_text(entry[n]) for n in _PASSAGES if entry.get(n)}
    return SourceRecord(
        source=SOURCE.name,
        key=entry["key"],
        url=url,
        title=entry["title"],
        status_line=entry.get("status_line", ""),
        keywords=entry["keywords"],
        levels=tuple(Level(value) for value in entry["levels"]),
        funding_types=tuple(FundingType(value) for value in entry["funding_types"]),
        funding_areas=tuple(FundingArea(value) for value in entry["funding_areas"]),
        regions=tuple(Region(value) for value in entry["regions"]),
        eligible_applicants=tuple(ApplicantType(value) for value in entry["eligible_applicants"]),
        funders=funders,
        contacts=(_contact(funders[-1]),),
        links=(Link(label="Richtlinie und Antragsunterlagen", url=f"{url}/unterlagen"),),
        licence=SOURCE.licence,
        attribution=SOURCE.attribution,
        **passages,
    )


def _contact(office: str) -> Contact:
    return Contact(
        name=office,
        street="Musterstraße 1",
        postcode="00000",
        city="Musterstadt",
        email="foerderung@example.org",
        phone="+49 0000 000000",
        website="https://www.example.org/",
    )
