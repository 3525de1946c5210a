"""Facet values as sets of bits: counting them costs one AND each, whatever the number of hits.

Bit n stands for programme n of an open index. The bits of a segment never change; those of an
index of several segments are theirs, each moved up by the number of programmes before it.
"""

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.german import fold
from index.search.card import Card
from index.vocabulary import Status

Bits = int

VALUE_FACETS = (
    "level",
    "funding_type",
    "funding_area",
    "sub_area",
    "region",
    "applicant",
    "funder",
    "source",
)
ROLLING = "laufend"
NO_DAY, NO_AMOUNT = 0, -1.0
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """What the cards of some programmes say, by facet."""

    count: int
    bits: Mapping[str, Mapping[str, Bits]]
    rates: "array[float]"
    amounts: "array[float]"
    first_seen: "array[int]"
    titles: tuple[str, ...]
    """As somebody may type them: folded, a blank before each word."""


@dataclass(frozen=True, slots=True)
class Day:
    """What follows for them on one day: `deadlines` are ordinals, 0 for none."""

    statuses: tuple[Status, ...]
    deadlines: "array[int]"
    status_bits: Mapping[str, Bits]
    rolling: Bits


def columns_of(cards: Sequence[Card]) -> Columns:
    """Read the cards of one segment."""
    numbers: dict[str, dict[str, list[int]]] = {facet: {} for facet in VALUE_FACETS}
    for number, card in enumerate(cards):
        for facet in VALUE_FACETS:
            for value in card.facets[facet]:
                numbers[facet].setdefault(value, []).append(number)
    return Columns(
        count=len(cards),
        bits={
            facet: {value: bits_of(found, len(cards)) for value, found in by_value.items()}
            for facet, by_value in numbers.items()
        },
        rates=array("d", (NO_AMOUNT if c.rate is None else c.rate for c in cards)),
        amounts=array("d", (NO_AMOUNT if c.amount is None else c.amount for c in cards)),
        first_seen=array("l", (date.fromisoformat(c.first_seen).toordinal() for c in cards)),
        titles=tuple(as_typed(card.title) for card in cards),
    )


def as_typed(text: str) -> str:
    """Fold a text and part its words by blanks, so that their beginnings can be looked for."""
    return " " + " ".join(_WORD.findall(fold(text)))


def day_of(cards: Sequence[Card], today: date) -> Day:
    """Derive status and next deadline of each programme on that day."""
    statuses: list[Status] = []
    deadlines = array("l")
    rolling: list[int] = []
    by_status: dict[str, list[int]] = {}
    for number, card in enumerate(cards):
        standing = card.timing.standing(today)
        statuses.append(standing.status)
        by_status.setdefault(standing.status.value, []).append(number)
        ahead = standing.next_deadline
        deadlines.append(ahead.toordinal() if ahead else NO_DAY)
        if standing.no_deadline_because == ROLLING:
            rolling.append(number)
    status_bits = {name: bits_of(found, len(cards)) for name, found in by_status.items()}
    return Day(tuple(statuses), deadlines, status_bits, bits_of(rolling, len(cards)))


def joined_columns(parts: Sequence[Columns]) -> Columns:
    """The columns of several segments one after the other."""
    if len(parts) == 1:
        return parts[0]
    facets: dict[str, dict[str, Bits]] = {facet: {} for facet in VALUE_FACETS}
    rates, amounts, first_seen = array("d"), array("d"), array("l")
    titles = tuple(title for part in parts for title in part.titles)
    before = 0
    for part in parts:
        for facet, by_value in part.bits.items():
            _add_moved(facets[facet], by_value, before)
        rates += part.rates
        amounts += part.amounts
        first_seen += part.first_seen
        before += part.count
    return Columns(before, facets, rates, amounts, first_seen, titles)


def joined_days(parts: Sequence[Day]) -> Day:
    """The days of several segments one after the other."""
    if len(parts) == 1:
        return parts[0]
    statuses: list[Status] = []
    deadlines = array("l")
    status_bits: dict[str, Bits] = {}
    rolling, before = 0, 0
    for part in parts:
        _add_moved(status_bits, part.status_bits, before)
        rolling |= part.rolling << before
        statuses += part.statuses
        deadlines += part.deadlines
        before = len(statuses)
    return Day(tuple(statuses), deadlines, status_bits, rolling)


def bits_of(numbers: Iterable[int], count: int) -> Bits:
    """A set of numbers below `count` as bits."""
    digits = bytearray(b"0") * count
    last = count - 1
    for number in numbers:
        digits[last - number] = 49  # "1"
    return int(digits, 2) if count else 0


class Membership:
    """Asks bits one after the other without moving the whole number each time."""

    def __init__(self, bits: Bits) -> None:
        self._bytes = bits.to_bytes((bits.bit_length() + 7) // 8, "little")

    def __contains__(self, number: int) -> bool:
        place = number >> 3
        return place < len(self._bytes) and bool(self._bytes[place] >> (number & 7) & 1)


def _add_moved(found: dict[str, Bits], by_value: Mapping[str, Bits], places: int) -> None:
    for value, bits in by_value.items():
        found[value] = found.get(value, 0) | bits << places
