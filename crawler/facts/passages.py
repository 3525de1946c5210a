"""The passages of a record as statements: one sentence or list item with what introduces it."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from crawler.facts.dates import DATE, read_date
from crawler.facts.quantities import (
    MONEY,
    PEOPLE,
    PERCENT,
    SPAN,
    read_money,
    read_people,
    read_percent,
    read_span,
)
from crawler.facts.sentences import sentences
from index.facts import Evidence
from index.record import TEXT_FIELDS, SourceRecord

QUOTE_LENGTH = 200

DAY, EURO, SHARE, LENGTH, HEADS = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""Signs that stand for a day, an amount, a percentage, a span of time, a number of inhabitants."""

# what is no passage of prose, and what states nothing about the programme itself
_UNREAD = {"citation", "application_language", "processing_time"}
_ENUMERATION = re.compile(
    r"(?:\(?\d{1,2}(?:\.\d{1,2}){0,4}\.?\)?|\(?[a-z]\)|[a-z]{1,2}\)|[-–•*+o])\s"
)
_ITEM = re.compile(r"(?:[-–•*+]|[a-z]{1,2}\)|\d{1,2}\))\s")
_FIGURES = re.compile(r"\d|onat|ahr|oche|illion")
_FOUND = re.compile(
    f"(?P<date>(?<![\\d.,]){DATE})|(?P<percent>(?<![\\d.,]){PERCENT})|(?P<money>(?<![\\d.,]){MONEY})"
    f"|(?P<heads>(?<![\\d.,]){PEOPLE})|(?P<span>(?<![\\d.,]){SPAN})"
)
_READ: dict[str, tuple[str, Callable[[re.Match[str], str], Any]]] = {
    "date": (DAY, read_date),
    "percent": (SHARE, lambda found, _: read_percent(found)),
    "money": (EURO, lambda found, _: read_money(found)),
    "heads": (HEADS, lambda found, _: read_people(found)),
    "span": (LENGTH, lambda found, _: read_span(found)),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A value in a statement: its sign, where it stands in `marked`, where in the text."""

    sign: str
    at: int
    start: int
    end: int
    value: Any


@dataclass(slots=True)
class Statement:
    """One sentence or list item of a passage.

    `intro` is the sentence that introduces the list, `heading` the line above the paragraph.
    """

    field: str
    text: str
    intro: str = ""
    heading: str = ""
    low: str = field(init=False)
    _marked: str | None = field(init=False, default=None)
    _marks: tuple[Mark, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        self.low = self.text.lower()

    @property
    def marked(self) -> str:
        """The text with one sign for every value, so that a rule can say "until a day"."""
        if self._marked is None:
            self._marked, self._marks = _mark(self.text)
        return self._marked

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The values in the text, in order."""
        return self._marks if self.marked else ()

    def marks_of(self, sign: str) -> tuple[Mark, ...]:
        """The values of one kind."""
        return tuple(mark for mark in self.marks if mark.sign == sign) if self.marked else ()

    def position(self, at: int) -> int:
        """Where a place of `marked` stands in the text."""
        index = bisect_left([mark.at for mark in self.marks], at) - 1
        if index < 0:
            return at
        mark = self.marks[index]
        return mark.end + at - mark.at - 1

    def quote(self, at: int = 0) -> Evidence:
        """The statement as evidence; a long one is cut around the place `at` of the text."""
        text = self.text
        if len(text) <= QUOTE_LENGTH:
            return Evidence(quote=text, field=self.field)
        start = min(max(0, at - QUOTE_LENGTH // 2), len(text) - QUOTE_LENGTH)
        cut = text[start : start + QUOTE_LENGTH]
        if start > 0:
            cut = cut[cut.find(" ") + 1 :]
        if start + QUOTE_LENGTH < len(text):
            cut = cut[: cut.rfind(" ")]
        return Evidence(quote=cut, field=self.field)


def statements(record: SourceRecord) -> list[Statement]:
    """All statements of a record, in reading order."""
    return [
        statement
        for name in TEXT_FIELDS
        if name not in _UNREAD
        for statement in _of_passage(name, getattr(record, name).text)
    ]


def _of_passage(name: str, text: str) -> Iterator[Statement]:
    heading = intro = ""
    for line in text.split("\n"):
        item = bool(_ITEM.match(line))
        if not item and _is_heading(line):
            heading, intro = line, ""
        if not item:
            intro = ""
        found = sentences(line)
        for sentence in found:
            yield Statement(name, sentence, intro, heading if sentence is not heading else "")
        if not item and found and _introduces(found[-1]):
            intro = found[-1]


def _is_heading(line: str) -> bool:
    return len(line) < 90 and line[-1:] not in ".;,:!" and not line.startswith("www")


def _introduces(sentence: str) -> bool:
    return sentence[-1:] != "." or sentence.endswith(("bzw.", "v. H."))


def _mark(text: str) -> tuple[str, tuple[Mark, ...]]:
    if not _FIGURES.search(text):
        return text, ()
    parts: list[str] = []
    marks: list[Mark] = []
    done = length = 0
    for found in _FOUND.finditer(text):
        kind = found.lastgroup or ""
        kind = next(name for name in _READ if found[name] is not None)
        sign, read = _READ[kind]
        value = read(found, text)
        if value is None:
            continue
        parts += (text[done : found.start()], sign)
        length += found.start() - done
        marks.append(Mark(sign, length, found.start(), found.end(), value))
        length += 1
        done = found.end()
    parts.append(text[done:])
    return "".join(parts), tuple(marks)
