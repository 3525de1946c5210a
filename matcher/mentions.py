"""How much a programme speaks of each term, by where and how often it does."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_LENGTH = 0.6
FIELDS = {
    "title": 4.0,
    "keywords": 1.5,
    "summary": 2.5,
    "description": 1.0,
    "legal_requirements": 0.3,
}
_LEAD = ("title", "keywords", "summary")
_IN_PASSING = 0.3  # mentioned once, and not where a source says what it is about


@dataclass(frozen=True, slots=True)
class Posting:
    """How much a programme speaks of a term, and how it says it."""

    weight: float
    surface: str
    in_title: bool


class Mentions:
    """The terms of one passage: how often, and in which words first."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.surfaces: dict[str, str] = {}

    @property
    def length(self) -> float:
        """How many terms there are."""
        return sum(self.counts.values())

    def add(self, term: str, count: float, surface: str) -> None:
        """Count a term and remember how it is written."""
        self.counts[term] += count  # type: ignore[assignment]
        if surface:
            self.surfaces.setdefault(term, surface)


def weigh(fields: dict[str, Mentions], lengths: Mapping[str, float]) -> dict[str, Posting]:
    """Weigh the terms of one programme by where they stand, how often, and how long it is."""
    weights: dict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    for name, mentions in fields.items():
        norm = 1 - _LENGTH + _LENGTH * mentions.length / (lengths[name] or 1)
        for term, count in mentions.counts.items():
            weights[term] += FIELDS[name] * count / norm
            counts[term] += count
    led = {term for name in _LEAD for term in fields[name].counts}
    return {
        term: Posting(
            weight=weight if term in led or counts[term] > 1 else weight * _IN_PASSING,
            surface=next((m.surfaces[term] for m in fields.values() if term in m.surfaces), ""),
            in_title=term in fields["title"].counts,
        )
        for term, weight in weights.items()
    }


def mean(numbers: Iterable[float]) -> float:
    """The mean of what is there at all."""
    values = [number for number in numbers if number]
    return sum(values) / len(values) if values else 0.0
