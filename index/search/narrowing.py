"""Filters and counts: how many hits each value has, as if its own facet were not filtered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from index.search.columns import Bits, Columns, Day
from index.search.facet_bits import FacetBits
from index.search.facets import (
    FACET_VALUES,
    FACETS,
    IN_ORDER,
    NOT_STATED,
    FacetValue,
    Filters,
    values_offered,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What passes; the counts; and per filtered facet how many would pass without its filter."""

    kept: Bits
    counts: Mapping[str, tuple[FacetValue, ...]]
    relaxed: Mapping[str, int]


class Facets:
    """The facets of one open index on one day: narrows hits and counts them."""

    def __init__(self, columns: Columns, day: Day, today: date) -> None:
        self.bits = FacetBits(columns, day, today)
        self._today = today
        self._offered: dict[str, dict[str, Bits]] = {}

    def select(self, hits: Bits, filters: Filters) -> Selection:
        """Keep what passes all filters and count each facet over what passes the others."""
        groups = dict(self._chosen(filters))
        counted, relaxed = {}, {}
        for facet in FACETS:
            passing = hits
            for other, bits in groups.items():
                if other != _group(facet):
                    passing &= bits
            counted[facet] = self._counted(facet, passing, filters.get(facet, ()))
            if facet in groups:
                relaxed[facet] = passing.bit_count()
        kept = hits
        for bits in groups.values():
            kept &= bits
        return Selection(kept, counted, relaxed)

    def _chosen(self, filters: Filters) -> Iterator[tuple[str, Bits]]:
        """What is chosen, facet by facet; a sub-area narrows its own area only."""
        for facet in FACETS:
            values = filters.get(facet, ())
            if facet == "funding_area":
                narrowed = {sub.partition(": ")[0] for sub in filters.get("sub_area", ())}
                values = tuple(v for v in values if v not in narrowed)
            bits = self.bits.any_of(facet, values)
            if facet == "funding_area":
                bits |= self.bits.any_of("sub_area", filters.get("sub_area", ()))
                values += tuple(filters.get("sub_area", ()))
            if values and facet != "sub_area":
                yield facet, bits

    def _counted(
        self, facet: str, passing: Bits, chosen: tuple[str, ...]
    ) -> tuple[FacetValue, ...]:
        """What has hits, most frequent first; a chosen value stays visible even without one."""
        lines = self._worth_a_line(facet)
        if chosen:
            lines = lines | {value: self.bits.of(facet, value) for value in chosen}
        counts = {value: (bits & passing).bit_count() for value, bits in lines.items()}
        values = [value for value, count in counts.items() if count or value in chosen]
        if facet not in IN_ORDER:
            values.sort(key=lambda v: (v == NOT_STATED, -counts[v], v))
        return tuple(FacetValue(str(v), counts[v], v in chosen) for v in values)

    def _worth_a_line(self, facet: str) -> dict[str, Bits]:
        """The values that any programme has, and which programmes."""
        if facet not in self._offered:
            bits = {value: self.bits.of(facet, value) for value in self._values(facet)}
            self._offered[facet] = {value: found for value, found in bits.items() if found}
        return self._offered[facet]

    def _values(self, facet: str) -> Iterator[str]:
        stated = self.bits.columns.bits.get(facet, {})
        if facet in FACET_VALUES or facet not in self.bits.columns.bits:
            yield from values_offered(facet, stated, self._today)
            return
        yield from stated
        if facet != "sub_area":
            yield NOT_STATED


def _group(facet: str) -> str:
    """Sub-areas belong to the Förderbereich: both widen each other."""
    return "funding_area" if facet == "sub_area" else facet
