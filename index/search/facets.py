"""Filters and counts: how many hits each value has, as if its own facet were not filtered."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.search.rank import Ranked
from index.vocabulary import ApplicantType, FundingArea, FundingType, Level, Region, Status

FACETS = ("level", "funding_type", "funding_area", "region", "applicant", "status", "source")

FACET_LABELS = {
    "level": "Ebene",
    "funding_type": "Förderart",
    "funding_area": "Förderbereich",
    "region": "Fördergebiet",
    "applicant": "Förderberechtigte",
    "status": "Status",
    "source": "Quelle",
}

FACET_VALUES: Mapping[str, tuple[str, ...]] = {
    "level": tuple(Level),
    "funding_type": tuple(FundingType),
    "funding_area": tuple(FundingArea),
    "region": tuple(Region),
    "applicant": tuple(ApplicantType),
    "status": tuple(Status),
}
"""The values a facet can have, in the order of the vocabulary; sources are data."""

Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how many hits it has, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


def values_of(item: Ranked, facet: str) -> tuple[str, ...]:
    """The values of a hit in one facet."""
    return (item.status.value,) if facet == "status" else item.card.facets[facet]


def filtered(
    ranked: Iterable[Ranked], filters: Filters
) -> tuple[list[Ranked], dict[str, tuple[FacetValue, ...]]]:
    """Keep what passes all filters and count every facet over what passes the others."""
    chosen = {facet: set(filters.get(facet, ())) for facet in FACETS}
    active = [facet for facet in FACETS if chosen[facet]]
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    kept: list[Ranked] = []
    for item in ranked:
        failed = [facet for facet in active if chosen[facet].isdisjoint(values_of(item, facet))]
        if len(failed) > 1:
            continue
        for facet in failed or FACETS:
            counts[facet].update(values_of(item, facet))
        if not failed:
            kept.append(item)
    return kept, {facet: _shown(counts[facet], chosen[facet]) for facet in FACETS}


def _shown(counts: Counter[str], chosen: set[str]) -> tuple[FacetValue, ...]:
    """Most frequent first; a chosen value stays visible even without a hit."""
    values = sorted({*counts, *chosen}, key=lambda value: (-counts[value], value))
    return tuple(FacetValue(str(v), counts[v], v in chosen) for v in values)
