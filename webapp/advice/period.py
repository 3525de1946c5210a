"""A calendar year as it is chosen on a page."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Year:
    """One calendar year."""

    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.number, 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.number, 12, 31)


def period_of(said: str, today: date) -> Year:
    """The year that an address names; anything else is the year of today."""
    plain = said.isascii() and said.isdecimal() and len(said) == 4
    known = plain and 2000 <= int(said) <= today.year
    return Year(int(said) if known else today.year)
