"""Facet values as sets of bits: counting them costs one AND each, whatever the number of hits.

Bit n stands for programme n of an open index. The bits of a segment never change; those of an
index of several segments are theirs, each moved up by the number of programmes before it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.german import fold
from index.search.card import Card, Fit
from index.search.scores import Mask, Numbers, Values
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


STATUSES = tuple(Status)
Days = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What the cards of some programmes say, by facet; of each its number, titles and use here."""

    programmes: NDArray[np.int64]
    bits: Mapping[str, Mapping[str, Bits]]
    rates: Values
    amounts: Values
    first_seen: Days
    names: tuple[str, ...]
    titles: tuple[str, ...]
    """The names as somebody may type them: folded, a blank before each word."""
    fits: tuple[Fit, ...]
    """Each once."""
    fit_of: Numbers
    """The place in `fits` of what a programme has."""

    @property
    def count(self) -> int:
        """How many programmes there are."""
        return len(self.programmes)


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """What follows for them on one day: `deadlines` are ordinals, 0 for none."""

    statuses: NDArray[np.int8]
    """Places in `STATUSES`."""
    deadlines: Days
    status_bits: Mapping[str, Bits]
    rolling: Bits


def columns_of(cards: Iterable[Card]) -> Columns:
    """Read the cards of one segment, one after the other: whole they would take much memory."""
    numbers: dict[str, dict[str, list[int]]] = {facet: {} for facet in VALUE_FACETS}
    fits: dict[Fit, int] = {}
    rows, names = [], []
    for number, card in enumerate(cards):
        for facet in VALUE_FACETS:
            for value in card.facets[facet]:
                numbers[facet].setdefault(value, []).append(number)
        fit = fits.setdefault(card.fit, len(fits))
        seen = date.fromisoformat(card.first_seen).toordinal()
        names.append(card.title)
        rows.append((card.programme, _or_none(card.rate), _or_none(card.amount), seen, fit))
    columns = tuple(zip(*rows, strict=True)) if rows else ((), (), (), (), ())
    programmes, rates, amounts, first_seen, fit_numbers = columns
    return Columns(
        programmes=np.array(programmes, np.int64),
        bits={
            facet: {value: bits_of(found, len(rows)) for value, found in by_value.items()}
            for facet, by_value in numbers.items()
        },
        rates=np.array(rates, np.float64),
        amounts=np.array(amounts, np.float64),
        first_seen=np.array(first_seen, np.int32),
        names=tuple(names),
        titles=tuple(map(as_typed, names)),
        fits=tuple(fits),
        fit_of=np.array(fit_numbers, np.intp),
    )


def as_typed(text: str) -> str:
    """Fold a text and part its words by blanks, so that their beginnings can be looked for."""
    return " " + " ".join(_WORD.findall(fold(text)))


def _or_none(stated: float | None) -> float:
    return NO_AMOUNT if stated is None else stated


def day_of(cards: Iterable[Card], today: date) -> Day:
    """Derive status and next deadline of each programme on that day."""
    statuses, deadlines, rolling = [], [], []
    for number, card in enumerate(cards):
        standing = card.timing.standing(today)
        statuses.append(STATUSES.index(standing.status))
        ahead = standing.next_deadline
        deadlines.append(ahead.toordinal() if ahead else NO_DAY)
        if standing.no_deadline_because == ROLLING:
            rolling.append(number)
    derived = np.array(statuses, np.int8)
    return Day(
        derived,
        np.array(deadlines, np.int32),
        {status.value: bits_where(derived == n) for n, status in enumerate(STATUSES)},
        bits_of(rolling, len(derived)),
    )


def joined_columns(parts: Sequence[Columns]) -> Columns:
    """The columns of several segments one after the other."""
    if len(parts) == 1:
        return parts[0]
    facets: dict[str, dict[str, Bits]] = {facet: {} for facet in VALUE_FACETS}
    fits: dict[Fit, int] = {}
    fit_of, before = [np.empty(0, np.intp)], 0
    for part in parts:
        for facet, by_value in part.bits.items():
            _add_moved(facets[facet], by_value, before)
        numbers = [fits.setdefault(fit, len(fits)) for fit in part.fits]
        fit_of.append(np.array(numbers, np.intp)[part.fit_of])
        before += part.count
    return Columns(
        programmes=_one_after_the_other([part.programmes for part in parts], np.int64),
        bits=facets,
        rates=_one_after_the_other([part.rates for part in parts], np.float64),
        amounts=_one_after_the_other([part.amounts for part in parts], np.float64),
        first_seen=_one_after_the_other([part.first_seen for part in parts], np.int32),
        names=tuple(chain.from_iterable(part.names for part in parts)),
        titles=tuple(chain.from_iterable(part.titles for part in parts)),
        fits=tuple(fits),
        fit_of=np.concatenate(fit_of),
    )


def joined_days(parts: Sequence[Day]) -> Day:
    """The days of several segments one after the other."""
    if len(parts) == 1:
        return parts[0]
    status_bits: dict[str, Bits] = {}
    rolling, before = 0, 0
    for part in parts:
        _add_moved(status_bits, part.status_bits, before)
        rolling |= part.rolling << before
        before += len(part.statuses)
    statuses = _one_after_the_other([part.statuses for part in parts], np.int8)
    deadlines = _one_after_the_other([part.deadlines for part in parts], np.int32)
    return Day(statuses, deadlines, status_bits, rolling)


def _one_after_the_other(parts: Sequence[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate([np.empty(0, kind), *parts])


def bits_of(numbers: Iterable[int], count: int) -> Bits:
    """A set of numbers below `count` as bits."""
    digits = bytearray(b"0") * count
    last = count - 1
    for number in numbers:
        digits[last - number] = 49  # "1"
    return int(digits, 2) if count else 0


def bits_where(mask: Mask) -> Bits:
    """The programmes for which something is true, as bits."""
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")


def mask_of(bits: Bits, count: int) -> Mask:
    """Bits below `count` as an array."""
    packed = np.frombuffer(bits.to_bytes((count + 7) // 8, "little"), np.uint8)
    return np.unpackbits(packed, count=count, bitorder="little").astype(np.bool_)


def _add_moved(found: dict[str, Bits], by_value: Mapping[str, Bits], places: int) -> None:
    for value, bits in by_value.items():
        found[value] = found.get(value, 0) | bits << places
