"""Facts read out of prose, each with the quote it came from.

The names and what they mean are those of the extraction rules in docs/facts.md.
The reader fills them in (`crawler.facts`), everybody else asks here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

FACT_NAMES = (
    "deadline_model",
    "deadlines",
    "deadline_relative",
    "programme_valid_until",
    "funding_rate_max",
    "funding_rate_default",
    "funding_rate_min",
    "own_share_min",
    "amount_max_eur",
    "amount_min_eur",
    "total_cost_min_eur",
    "financing_mode",
    "applicants",
    "population_min",
    "population_max",
    "early_start",
    "combinable",
    "retention_period_years",
    "proof_of_use_months",
    "status",
)


class DecisionKind(StrEnum):
    """What the Fördermittelmanagement decided about a fact: it is right, something else, or not."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a fact stands: the quote and the field of the record it was read in.

    The field `decision` stands for the Fördermittelmanagement; the quote is its reason.
    """

    quote: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One value a source states, as JSON would write it, with its evidence (at least one).

    `decided` says that the Fördermittelmanagement confirmed the value or put it in place of others.
    """

    name: str
    value: Any
    evidence: tuple[Evidence, ...]
    decided: DecisionKind | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """Antragsfrist: a day by which the applicant submits.

    `day` is `YYYY-MM-DD`, or `--MM-DD` for a day without a year: it returns every year, unless it
    is `once`, a day of "this year" in a text that does not say which. `kind` is `application` or
    `sketch`.
    """

    kind: str
    day: str
    once: bool = False

    @classmethod
    def from_value(cls, item: Mapping[str, Any]) -> Self:
        """Read one item of the fact `deadlines`."""
        return cls(item["kind"], item["date"], item.get("once", False))

    @property
    def annual(self) -> bool:
        """Whether the day returns every year."""
        return self.day.startswith("--") and not self.once

    def next_on(self, today: date) -> date | None:
        """Give the next such day that is not over; `None` also where nobody knows the year."""
        if self.annual:
            return next(day for day in self._years(today.year) if day >= today)
        if self.once:
            return None
        day = date.fromisoformat(self.day)
        return day if day >= today else None

    def _years(self, year: int) -> Iterator[date]:
        month, day = int(self.day[2:4]), int(self.day[5:7])
        for candidate in range(year, year + 9):
            try:
                yield date(candidate, month, day)
            except ValueError:  # 29 February in a year without one
                continue


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one record or one programme, by name. An absent fact was not stated."""

    by_name: Mapping[str, Fact] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Fact]:
        """Go through the facts in the order of `FACT_NAMES`."""
        return (self.by_name[name] for name in FACT_NAMES if name in self.by_name)

    def __contains__(self, name: str) -> bool:
        return name in self.by_name

    def get(self, name: str) -> Fact | None:
        """The fact of that name, or `None`."""
        return self.by_name.get(name)

    def value(self, name: str) -> Any:
        """The value of that name, or `None` when nobody stated it."""
        fact = self.by_name.get(name)
        return None if fact is None else fact.value

    def decided(self, name: str) -> DecisionKind | None:
        """How the Fördermittelmanagement came to the value of that name, if it did."""
        fact = self.by_name.get(name)
        return fact.decided if fact else None

    def overrules(self, name: str, other: str) -> bool:
        """Tell whether `name` was decided and `other` was only read."""
        return self.decided(name) is not None and self.decided(other) is None

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """All stated deadlines."""
        stated = self.value("deadlines") or ()
        return tuple(map(Deadline.from_value, stated))

    @property
    def valid_until(self) -> date | None:
        """The last day on which the Richtlinie is in force, as written."""
        value = self.value("programme_valid_until")
        return date.fromisoformat(value) if value else None


def facts_from(found: list[Fact]) -> Facts:
    """Index facts by name; the first of a name counts."""
    by_name: dict[str, Fact] = {}
    for fact in found:
        by_name.setdefault(fact.name, fact)
    return Facts(by_name)
