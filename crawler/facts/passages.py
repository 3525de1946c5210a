"""The passages of a record as statements: one sentence or list item with what introduces it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from crawler.facts.chapters import own_lines
from crawler.facts.sentences import sentences
from crawler.facts.statement import Statement
from index.record import TEXT_FIELDS, SourceRecord

# What describes the text or the office rather than the programme.
_UNREAD = frozenset({"citation", "application_language", "processing_time"})
_ITEM = re.compile(r"(?:[-–•*+]|[a-z]{1,2}\)|\d{1,2}\)) ")
_INTRO_LENGTH = 200
# No record says more; what goes on, would only keep the reader busy.
_RECORD_LENGTH = 400_000
_MOST_STATEMENTS = 20_000
_LENGTH_ABOUT_ONE_THING = 80_000


class _Reading:
    """All statements of a record as one text, in which every word is looked up once."""

    def __init__(self, told: Iterable[Statement]) -> None:
        self.told = list(islice(told, _MOST_STATEMENTS))
        self._starts: list[int] = []
        self._found: dict[str | re.Pattern[str], tuple[int, ...]] = {}
        length = 0
        for statement in self.told:
            self._starts.append(length)
            length += len(statement.low) + 1
        self._text = _narrow("\n".join(statement.low for statement in self.told))

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each statement by its identity."""
        return {id(statement): number for number, statement in enumerate(self.told)}

    def find(self, wanted: str | re.Pattern[str]) -> tuple[int, ...]:
        """The numbers of the statements in which the word or the pattern occurs."""
        if (found := self._found.get(wanted)) is None:
            places = self._of_word if isinstance(wanted, str) else self._of_pattern
            found = self._found[wanted] = tuple(places(wanted))  # type: ignore[arg-type]
        return found

    def _of_word(self, word: str) -> Iterator[int]:
        word = _narrow(word)
        at = self._text.find(word)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            if number + 1 == len(self._starts):
                return
            at = self._text.find(word, self._starts[number + 1])

    def _of_pattern(self, pattern: re.Pattern[str]) -> Iterator[int]:
        numbers = (bisect_right(self._starts, m.start()) - 1 for m in pattern.finditer(self._text))
        return iter(dict.fromkeys(numbers))


def _narrow(text: str) -> str:
    """The text with one byte per character: words are found three times as quickly in it."""
    return text.encode("cp1252", "replace").decode("latin-1")


class Statements:
    """The statements of a record, or of some of its passages, in reading order."""

    def __init__(self, reading: _Reading, fields: frozenset[str]) -> None:
        self._reading = reading
        self._fields = fields
        self._parts: dict[frozenset[str], Statements] = {}
        self._about: dict[tuple[str, ...], list[Statement]] = {}

    def __iter__(self) -> Iterator[Statement]:
        return (s for s in self._reading.told if s.field in self._fields)

    def about(self, words: tuple[str, ...]) -> list[Statement]:
        """The statements in which one of the words (lower case) occurs, each wording once."""
        if (found := self._about.get(words)) is None:
            numbers = {number for word in words for number in self._reading.find(word)}
            found = self._about[words] = self._once(numbers)
        return found

    def like(self, pattern: re.Pattern[str]) -> list[Statement]:
        """The statements in which the pattern (of lower case) occurs, each wording once."""
        return self._once(self._reading.find(pattern))

    def _once(self, numbers: Iterable[int]) -> list[Statement]:
        once: dict[tuple[str, str], Statement] = {}
        left = _LENGTH_ABOUT_ONE_THING
        for number in sorted(numbers):
            statement = self._reading.told[number]
            if statement.field in self._fields and left > 0:
                left -= len(statement.text)
                once.setdefault((statement.intro, statement.text), statement)
        return list(once.values())

    def outside(self, *fields: str) -> "Statements":
        """The statements of all other passages."""
        return self._part(self._fields.difference(fields))

    def within(self, *fields: str) -> "Statements":
        """The statements of these passages."""
        return self._part(self._fields.intersection(fields))

    def _part(self, fields: frozenset[str]) -> "Statements":
        return self._parts.setdefault(fields, Statements(self._reading, fields))

    def order(self, statement: Statement) -> int:
        """The place of the statement in the record."""
        return self._reading.numbers[id(statement)]

    def items_under(self, statement: Statement) -> Iterator[Statement]:
        """The items of the list that the statement introduces.

        A line in small letters between two items goes on with the list ("sowie im Verbund").
        """
        lead = statement.text
        for other in islice(self._reading.told, self.order(statement) + 1, None):
            if not other.intro or not lead.endswith(other.intro):
                return
            if other.text[0].islower():
                lead = other.text
            yield other


def statements(record: SourceRecord) -> Statements:
    """All statements of a record."""
    fields = [name for name in TEXT_FIELDS if name not in _UNREAD]
    return Statements(_Reading(_told(record, fields)), frozenset(fields))


def _told(record: SourceRecord, fields: list[str]) -> Iterator[Statement]:
    left = _RECORD_LENGTH
    for name in fields:
        text: str = getattr(record, name).text
        lines = [line for line in text[:left].split("\n") if line]
        left = max(0, left - len(text))
        yield from _of_passage(
            name, own_lines(lines, record.title) if name == "guideline" else lines
        )


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
