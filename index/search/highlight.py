"""The passage of a text that answers best, with the words marked: safe HTML, only <mark>."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from index.concepts import Phrase
from index.german import Analyser

_SENTENCE = re.compile(r"[^\n.!?…]*(?:[.!?…](?!\s|$)[^\n.!?…]*)*[.!?…]?", re.UNICODE)
_WORD = re.compile(r"\w+(?:[-*:]\w+)*")
LENGTH = 260
READ = 6000
"""Further than that into a text nobody looks for the passage."""


class Wanted:
    """What to mark: single stems wherever they stand, phrases only side by side."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_first: dict[str, set[Phrase]] = {}
        for phrase in phrases:
            self._by_first.setdefault(phrase[0], set()).add(phrase)

    def found(self, words: Sequence[Collection[str]]) -> Iterator[tuple[Phrase, int, int]]:
        """Every phrase in a row of words (each the stems it meets), with first and last word."""
        for start, stems in enumerate(words):
            for phrase in (p for stem in stems for p in self._by_first.get(stem, ())):
                there = words[start : start + len(phrase)]
                if len(there) == len(phrase) and all(map(_meets, phrase, there)):
                    yield phrase, start, start + len(phrase) - 1


def _meets(stem: str, stems: Collection[str]) -> bool:
    return stem in stems


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    marks: tuple[tuple[int, int], ...]
    worth: int


def highlight(text: str, wanted: Wanted, language: str, analyser: Analyser) -> str:
    """Give the sentence with most different words of the question; else the beginning."""
    best: _Passage | None = None
    for match in _SENTENCE.finditer(text, 0, READ):
        sentence = match[0].strip(" •\t")
        if sentence:
            passage = _read(sentence, wanted, language, analyser)
            if best is None or passage.worth > best.worth:
                best = passage
    return _marked(best) if best else ""


def _read(sentence: str, wanted: Wanted, language: str, analyser: Analyser) -> _Passage:
    spans, stems = [], []
    for match in _WORD.finditer(sentence):
        word = analyser.word(match[0], language)
        if word is not None:
            spans.append(match.span())
            stems.append((word.stem, *word.parts))
    marks, phrases = set(), set()
    for phrase, first, last in wanted.found(stems):
        marks.update(spans[first : last + 1])
        phrases.add(phrase)
    return _Passage(sentence, tuple(sorted(marks)), len(phrases))


def _marked(passage: _Passage) -> str:
    start = max(0, passage.marks[0][0] - LENGTH // 3) if passage.marks else 0
    if len(passage.text) <= LENGTH:
        start = 0
    elif start:
        start = passage.text.rfind(" ", 0, start) + 1
    end = min(len(passage.text), start + LENGTH)
    if end < len(passage.text):
        end = max(passage.text.rfind(" ", start, end), start + 1)
    parts, at = ["… " if start else ""], start
    for first, last in passage.marks:
        if first >= at and last <= end:
            parts += [escape(passage.text[at:first]), "<mark>", escape(passage.text[first:last])]
            parts.append("</mark>")
            at = last
    parts += [escape(passage.text[at:end]), " …" if end < len(passage.text) else ""]
    return "".join(parts)
