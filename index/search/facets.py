"""The facets by which hits can be narrowed, and the values that each of them has."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from index.municipality import HOME
from index.search.spans import DeadlineSpan
from index.vocabulary import ApplicantType, FundingArea, FundingType, Level, Region, Status

FACET_LABELS = {
    "status": "Status",
    "deadline": "Nächste Frist",
    "region": "Fördergebiet",
    "applicant": "Förderberechtigte",
    "funding_type": "Förderart",
    "funding_area": "Förderbereich",
    "sub_area": "Unterbereich",
    "rate": "Förderquote",
    "amount": "Höchstbetrag",
    "level": "Ebene",
    "funder": "Fördergeber",
    "new_since": "Neu seit",
    "source": "Quelle",
}

FACETS = tuple(FACET_LABELS)
"""In the order of the page and of its address."""

NOT_STATED = "keine Angabe"
"""A value of every facet: no source says anything."""

ONLY = "nur "
"""»Hessen« is all that is valid there, also what is for the whole country; »nur Hessen« is not."""

RATES = (50, 60, 70, 80, 90, 100)
AMOUNTS = (10_000, 50_000, 100_000, 500_000, 1_000_000)
_NEW_DAYS = (7, 30, 90)
_WIDE = (Region.EU, Region.NATIONWIDE)
_LANDER = tuple(region for region in Region if region not in (*_WIDE, Region.ABROAD))

REGION_VALUES = (
    HOME.value,
    *(f"{ONLY}{HOME}",),
    *(region.value for region in _LANDER if region is not HOME),
    *(f"{ONLY}{region}" for region in _LANDER if region is not HOME),
    Region.NATIONWIDE.value,
    f"{ONLY}{Region.NATIONWIDE}",
    Region.EU.value,
    Region.ABROAD.value,
)

FACET_VALUES: Mapping[str, tuple[str, ...]] = {
    "level": (*Level, NOT_STATED),
    "funding_type": (*FundingType, NOT_STATED),
    "funding_area": (*FundingArea, NOT_STATED),
    "region": (*REGION_VALUES, NOT_STATED),
    "applicant": (*ApplicantType, NOT_STATED),
    "status": tuple(Status),
    "deadline": tuple(DeadlineSpan),
}
"""The values a facet can have, in the order of the vocabulary; the other facets are data."""

IN_ORDER = ("region", "deadline", "rate", "amount", "new_since")
"""These are listed as they are ordered, not by how many hits they have."""

Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how many hits it has, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


def is_value(facet: str, text: str) -> bool:
    """Whether the facet could have this value at all."""
    if facet in FACET_VALUES:
        return text in FACET_VALUES[facet]
    if facet in ("rate", "amount"):
        return text == NOT_STATED or (text.isascii() and text.isdecimal() and len(text) < 13)
    return day_in(text) is not None if facet == "new_since" else bool(text)


def values_offered(facet: str, stated: Container[str], today: date) -> Iterator[str]:
    """The values of a facet that is no data, in order; of the Länder those that are stated."""
    if facet == "new_since":
        for days in _NEW_DAYS:
            yield (today - timedelta(days=days)).isoformat()
    elif facet in ("rate", "amount"):
        yield from map(str, RATES if facet == "rate" else AMOUNTS)
        yield NOT_STATED
    elif facet == "region":
        for value in REGION_VALUES:
            if value == HOME or value.removeprefix(ONLY) in stated:
                yield value
        yield NOT_STATED
    else:
        yield from FACET_VALUES[facet]


def day_in(text: str) -> date | None:
    """Read a day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
