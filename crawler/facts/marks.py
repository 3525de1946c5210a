"""Find the values in a sentence and put one sign in the place of each."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from crawler.facts.dates import DATE, read_date
from crawler.facts.quantities import (
    MILLION_IN_WORDS,
    MONEY,
    PEOPLE,
    PERCENT,
    SHARE_IN_WORDS,
    SPAN,
    SPAN_IN_WORDS,
    read_money,
    read_part,
    read_people,
    read_percent,
    read_span,
)

DAY, EURO, SHARE, LENGTH, HEADS = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""Signs that stand for a day, an amount, a percentage, a span of time, a number of inhabitants."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value in a statement: its sign, where it stands in `marked`, where in the text."""

    sign: str
    at: int
    start: int
    end: int
    value: Any


_IN_FIGURES = re.compile(
    rf"(?<![\d.,])(?:(?P<date>{DATE})|(?P<share>{PERCENT})|(?P<euro>{MONEY})"
    rf"|(?P<heads>{PEOPLE})|(?P<length>{SPAN}))"
)
_IN_WORDS = re.compile(
    rf"\b(?=[evzfdsnaH])(?:(?P<length>{SPAN_IN_WORDS})|(?P<words>{SHARE_IN_WORDS})"
    rf"|(?P<euro>{MILLION_IN_WORDS}))"
)
_FIGURES = re.compile(r"[0-9E€][0-9.,]*")
_UNIT_WORDS = ("Mona", "Jahr", "jähr", "Woche", "Tage", "Million", "Hälfte", "Drittel", "Viertel")

_READERS: dict[str, tuple[str, Callable[[re.Match[str]], Any]]] = {
    "date": (DAY, read_date),
    "share": (SHARE, read_percent),
    "words": (SHARE, read_part),
    "euro": (EURO, read_money),
    "heads": (HEADS, read_people),
    "length": (LENGTH, read_span),
}


def mark_values(text: str) -> tuple[str, tuple[Mark, ...]]:
    """Give the text with signs, and the values behind them."""
    found = _values(text)
    parts: list[str] = []
    marks: list[Mark] = []
    done = length = 0
    for start, end, sign, value in found:
        parts += (text[done:start], sign)
        length += start - done
        marks.append(Mark(sign, length, start, end, value))
        length += 1
        done = end
    parts.append(text[done:])
    return "".join(parts), tuple(marks)


def _values(text: str) -> list[tuple[int, int, str, Any]]:
    values = list(_read(_IN_FIGURES, _FIGURES, text))
    if any(word in text for word in _UNIT_WORDS):
        values += _read(_IN_WORDS, _IN_WORDS, text)
        values.sort(key=lambda value: value[0])
    return values


def _read(
    pattern: re.Pattern[str], beginning: re.Pattern[str], text: str
) -> Iterator[tuple[int, int, str, Any]]:
    """Try the pattern only where a value can begin, which is quicker than everywhere."""
    at = 0
    while start := beginning.search(text, at):
        found = pattern.match(text, start.start())
        at = found.end() if found else start.end()
        if found and found.lastgroup:
            sign, read = _READERS[found.lastgroup]
            if (value := read(found)) is not None:
                yield found.start(), found.end(), sign, value
