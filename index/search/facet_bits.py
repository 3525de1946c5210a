"""Which programmes have a value of a facet, as a set of bits."""

from collections.abc import Callable, Mapping
from datetime import date

from index.search.columns import NO_AMOUNT, NO_DAY, Bits, Columns, Day, bits_where
from index.search.facets import NOT_STATED, ONLY, day_in
from index.search.scores import Values
from index.search.spans import DeadlineSpan, end_of_span
from index.vocabulary import Region, Status

_WIDE = (Region.EU, Region.NATIONWIDE)
_MOST = 5_000


class FacetBits:
    """The programmes of one open index by facet and value, on one day; worked out when asked."""

    def __init__(self, columns: Columns, day: Day, today: date) -> None:
        self.columns = columns
        self._day, self._today = day, today
        self._all = (1 << columns.count) - 1
        self._known: dict[tuple[str, str], Bits] = {}
        self._reading: Mapping[str, Callable[[str], Bits]] = {
            "region": self._region,
            "status": lambda value: day.status_bits.get(value, 0),
            "deadline": self._deadline,
            "rate": lambda value: self._at_least(columns.rates, value),
            "amount": lambda value: self._at_least(columns.amounts, value),
            "new_since": self._new_since,
        }

    def of(self, facet: str, value: str) -> Bits:
        """The programmes that have this value."""
        key = (facet, value)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST:  # anybody may ask for any day or amount
                self._known = {}
            read = self._reading.get(facet)
            found = read(value) if read else self._plain(facet, value)
            self._known[key] = found
        return found

    def any_of(self, facet: str, values: tuple[str, ...]) -> Bits:
        """The programmes that have one of these values."""
        found = 0
        for value in values:
            found |= self.of(facet, value)
        return found

    def _plain(self, facet: str, value: str) -> Bits:
        known = self.columns.bits.get(facet, {})
        if value != NOT_STATED:
            return known.get(value, 0)
        stated = 0
        for bits in known.values():
            stated |= bits
        return self._all & ~stated

    def _region(self, value: str) -> Bits:
        if value.startswith(ONLY):
            region = value.removeprefix(ONLY)
            wide = self._plain("region", Region.EU)
            if region != Region.NATIONWIDE:
                wide |= self._plain("region", Region.NATIONWIDE)
            return self._plain("region", region) & ~wide
        if value in (Region.EU, Region.ABROAD, NOT_STATED):
            return self._plain("region", value)
        return self._any_region((value, *_WIDE))

    def _any_region(self, regions: tuple[str, ...]) -> Bits:
        found = 0
        for region in regions:
            found |= self._plain("region", region)
        return found

    def _deadline(self, value: str) -> Bits:
        if value == DeadlineSpan.ROLLING:
            return self._day.rolling
        days = self._day.deadlines
        if value == DeadlineSpan.NOT_STATED:
            over = self._day.status_bits.get(Status.CLOSED, 0)
            over |= self._day.status_bits.get(Status.PAUSED, 0) | self._day.rolling
            return self._all & ~over & ~bits_where(days != NO_DAY)
        end = end_of_span(DeadlineSpan(value), self._today)
        if end is not None:
            return bits_where((days > NO_DAY) & (days <= end.toordinal()))
        half_year = end_of_span(DeadlineSpan.HALF_YEAR, self._today) or self._today
        return bits_where(days > half_year.toordinal())

    def _at_least(self, numbers: Values, value: str) -> Bits:
        if value == NOT_STATED:
            return bits_where(numbers == NO_AMOUNT)
        if not value.isdecimal():
            return 0
        return bits_where(numbers >= float(value))

    def _new_since(self, value: str) -> Bits:
        first = day_in(value)
        return bits_where(self.columns.first_seen >= first.toordinal()) if first else 0
