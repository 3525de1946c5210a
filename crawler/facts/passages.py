"""The passages of a record as statements: one sentence or list item with what introduces it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from crawler.facts.chapters import own_lines
from crawler.facts.marks import Mark, mark_values
from crawler.facts.sentences import sentences
from index.facts import Evidence
from index.record import TEXT_FIELDS, SourceRecord

QUOTE_LENGTH = 200

# What describes the text or the office rather than the programme.
_UNREAD = frozenset({"citation", "application_language", "processing_time"})
_ITEM = re.compile(r"(?:[-–•*+]|[a-z]{1,2}\)|\d{1,2}\)) ")
_INTRO_LENGTH = 200
# No Richtlinie is longer; what is, would only keep the reader busy.
_PASSAGE_LENGTH = 400_000


@dataclass(slots=True)
class Statement:
    """One sentence or list item of a passage.

    `intro` is the sentence that introduces the list or goes on behind it, `tail` the line that
    ends the sentence behind the list, `heading` the line above the paragraph, `previous` the
    sentence before it in the same paragraph.
    """

    field: str
    text: str
    intro: str = ""
    heading: str = ""
    previous: str = ""
    tail: str = ""
    low: str = ""
    _marked: str | None = None
    _marks: tuple[Mark, ...] = ()
    _lead: str | None = None
    _rest: str | None = None

    def __post_init__(self) -> None:
        self.low = self.text.lower()

    @property
    def marked(self) -> str:
        """The text with one sign for every value, so that a rule can say "until a day"."""
        if self._marked is None:
            self._marked, self._marks = mark_values(self.text)
        return self._marked

    @property
    def lead(self) -> str:
        """The introducing words with signs and a blank, to be read in front of a list item."""
        if self._lead is None:
            self._lead = f"{mark_values(self.intro)[0]} " if self.intro else ""
        return self._lead

    @property
    def rest(self) -> str:
        """A blank and the words behind the list with signs, to be read behind a list item."""
        if self._rest is None:
            self._rest = f" {mark_values(self.tail)[0]}" if self.tail else ""
        return self._rest

    @property
    def whole(self) -> str:
        """The list item as one sentence with the words around the list."""
        return self.lead + self.marked + self.rest

    def marks(self, sign: str) -> list[Mark]:
        """The values of one kind, in order."""
        return [mark for mark in self._marks if mark.sign == sign] if self.marked else []

    def position(self, at: int) -> int:
        """Where a place of `marked` stands in the text."""
        before = [mark for mark in self._marks if mark.at < at]
        return at + before[-1].end - before[-1].at - 1 if before else at

    def quote(self, at: int = 0) -> Evidence:
        """The statement as evidence; a long one is cut around the place `at` of the text."""
        text = self.text
        if len(text) <= QUOTE_LENGTH:
            return Evidence(quote=text, field=self.field)
        start = min(max(0, at - QUOTE_LENGTH // 2), len(text) - QUOTE_LENGTH)
        cut = text[start : start + QUOTE_LENGTH]
        if start > 0:
            cut = cut[cut.find(" ") + 1 :]
        if start + QUOTE_LENGTH < len(text) and " " in cut:
            cut = cut[: cut.rfind(" ")]
        return Evidence(quote=cut, field=self.field)


class Statements:
    """The statements of a record in reading order, quick to search for words."""

    def __init__(self, told: Iterable[Statement]) -> None:
        self._told = list(told)
        self._starts: list[int] = []
        self._parts: dict[tuple[bool, tuple[str, ...]], Statements] = {}
        length = 0
        for statement in self._told:
            self._starts.append(length)
            length += len(statement.low) + 1
        self._text = "\n".join(statement.low for statement in self._told)

    def __iter__(self) -> Iterator[Statement]:
        return iter(self._told)

    def about(self, words: Iterable[str]) -> list[Statement]:
        """The statements in which one of the words (lower case) occurs, each wording once."""
        numbers: set[int] = set()
        for word in words:
            at = self._text.find(word)
            while at >= 0:
                number = bisect_right(self._starts, at) - 1
                numbers.add(number)
                if number + 1 == len(self._starts):
                    break
                at = self._text.find(word, self._starts[number + 1])
        once: dict[tuple[str, str], Statement] = {}
        for number in sorted(numbers):
            statement = self._told[number]
            once.setdefault((statement.intro, statement.text), statement)
        return list(once.values())

    def outside(self, *fields: str) -> "Statements":
        """The statements of all other passages."""
        return self._part(fields, inside=False)

    def within(self, *fields: str) -> "Statements":
        """The statements of these passages."""
        return self._part(fields, inside=True)

    def _part(self, fields: tuple[str, ...], *, inside: bool) -> "Statements":
        """Several families ask for the same passages: they are put together once."""
        if (part := self._parts.get((inside, fields))) is None:
            part = Statements(s for s in self._told if (s.field in fields) is inside)
            self._parts[inside, fields] = part
        return part

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(statement): number for number, statement in enumerate(self._told)}

    def items_under(self, statement: Statement) -> Iterator[Statement]:
        """The items of the list that the statement introduces.

        A line in small letters between two items goes on with the list ("sowie im Verbund").
        """
        lead = statement.text
        for number in range(self._numbers[id(statement)] + 1, len(self._told)):
            other = self._told[number]
            if not other.intro or not lead.endswith(other.intro):
                return
            if other.text[0].islower():
                lead = other.text
            yield other


def statements(record: SourceRecord) -> Statements:
    """All statements of a record."""
    return Statements(
        statement
        for name in TEXT_FIELDS
        if name not in _UNREAD
        for statement in _of_passage(name, _lines(record, name))
    )


def _lines(record: SourceRecord, name: str) -> list[str]:
    text: str = getattr(record, name).text
    lines = [line for line in text[:_PASSAGE_LENGTH].split("\n") if line]
    return own_lines(lines, record.title) if name == "guideline" else lines


def _of_passage(name: str, lines: list[str]) -> Iterator[Statement]:
    heading = intro = ""
    for line, tail in zip(lines, _tails(lines), strict=True):
        item = bool(_ITEM.match(line))
        lead = intro if item or line[0].islower() else ""
        previous = ""
        for sentence in sentences(line):
            above = "" if sentence is heading else heading
            yield Statement(name, sentence, lead, above, previous, tail)
            previous = sentence
        if item:
            continue
        intro = previous[-_INTRO_LENGTH:] if previous[-1:] != "." else ""
        if _is_heading(line):
            heading = line


def _tails(lines: list[str]) -> list[str]:
    """For every list item the line in small letters that ends its sentence behind the list."""
    tails: list[str] = []
    tail = ""
    for line in reversed(lines):
        if _ITEM.match(line):
            tails.append("" if line.endswith(".") else tail)
        else:
            tails.append("")
            tail = line[:_INTRO_LENGTH] if line[0].islower() else ""
    return tails[::-1]


def _is_heading(line: str) -> bool:
    return 0 < len(line) < 90 and line[-1] not in ".;,!"
