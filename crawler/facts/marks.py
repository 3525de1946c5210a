"""Find the values in a sentence and put one sign in the place of each."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crawler.facts.dates import DATE, read_date
from crawler.facts.quantities import (
    MILLION_IN_WORDS,
    MONEY,
    PEOPLE,
    PERCENT,
    SPAN,
    SPAN_IN_WORDS,
    read_money,
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
    rf"(?<![\d.,])(?=[\dE€])(?:(?P<date>{DATE})|(?P<share>{PERCENT})|(?P<euro>{MONEY})"
    rf"|(?P<heads>{PEOPLE})|(?P<length>{SPAN}))"
)
_IN_WORDS = re.compile(
    rf"\b(?=[evzfdsna])(?:(?P<length>{SPAN_IN_WORDS})|(?P<euro>{MILLION_IN_WORDS}))"
)
_FIGURE = re.compile(r"\d")
_UNIT_WORD = re.compile(r"Mona|Jahr|jähr|Woche|Tage|Million")

_READERS: dict[str, tuple[str, Callable[[re.Match[str]], Any]]] = {
    "date": (DAY, read_date),
    "share": (SHARE, read_percent),
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
    values: list[tuple[int, int, str, Any]] = []
    if _FIGURE.search(text):
        values += _read(_IN_FIGURES, text)
    if _UNIT_WORD.search(text):
        values += _read(_IN_WORDS, text)
        values.sort(key=lambda value: value[0])
    return values


def _read(pattern: re.Pattern[str], text: str) -> list[tuple[int, int, str, Any]]:
    values: list[tuple[int, int, str, Any]] = []
    for found in pattern.finditer(text):
        kind = next(name for name in _READERS if found.groupdict().get(name) is not None)
        sign, read = _READERS[kind]
        if (value := read(found)) is not None:
            values.append((found.start(), found.end(), sign, value))
    return values
