"""The passage of a text that answers best, with the words marked: safe HTML, only <mark>."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from operator import contains

from index.concepts import Phrase
from index.german import WRITTEN, Analyser

_SENTENCE = re.compile(r"[^\n.!?…]*(?:[.!?…](?!\s|$)[^\n.!?…]*)*[.!?…]?", re.UNICODE)
LENGTH = 260
READ = 6000
"""Further than that into a text nobody looks for the passage."""


class Wanted:
    """What to mark: single stems wherever they stand, phrases only side by side."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.single: set[str] = set()
        self._longer: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            if len(phrase) == 1:
                self.single.update(phrase)
            else:
                self._longer.setdefault(phrase[0], []).append(phrase)
        self.begin = self.single.union(self._longer)

    def begun_by(self, stem: str) -> Iterable[Phrase]:
        """The phrases of several words that begin with that stem."""
        return self._longer.get(stem, ())

    def pieces(self, text: str, language: str, analyser: Analyser) -> list[tuple[str, int]]:
        """What in a text, from blank to blank, may be wanted, and for how many of the phrases."""
        stems_of = analyser.pieces(language)
        return [
            (piece, self._worth(stems_of[piece]))
            for piece in set(text.split())
            if not self.begin.isdisjoint(stems_of[piece])
        ]

    def _worth(self, stems: Iterable[str]) -> int:
        return sum((stem in self.single) + len(self._longer.get(stem, ())) for stem in stems)


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    marks: tuple[tuple[int, int], ...]
    worth: int


def highlight(text: str, wanted: Wanted, language: str, analyser: Analyser) -> str:
    """Give the sentence with most different words of the question; else the beginning.

    The most promising sentences are read first; the others cannot be better, and are not read.
    """
    text = text[:READ]
    pieces = wanted.pieces(text, language, analyser)
    promised = []
    for place, sentence in enumerate(_SENTENCE.findall(text)):
        if stripped := sentence.strip(" •\t"):
            most = sum(worth for piece, worth in pieces if piece in sentence)
            promised.append((-_worth(most, stripped), place, stripped))
    best: tuple[int, int, _Passage] | None = None
    for promise, place, sentence in sorted(promised):
        if best and (promise, place) > best[:2]:
            break
        passage = _read(sentence, wanted, language, analyser)
        found = (-passage.worth, place, passage)
        best = min(best, found, key=lambda it: it[:2]) if best else found
    return _marked(best[2]) if best else ""


def _worth(found: int, sentence: str) -> int:
    """A heading says little: of equals a whole sentence is shown."""
    return 2 * found + (not sentence.endswith(":"))


def _read(sentence: str, wanted: Wanted, language: str, analyser: Analyser) -> _Passage:
    spans: list[tuple[int, int]] = []
    stems: list[tuple[str, ...]] = []
    marks: set[tuple[int, int]] = set()
    found: set[Phrase] = set()
    begun: list[tuple[int, Phrase]] = []
    stems_of = analyser.pieces(language)
    for match in WRITTEN.finditer(sentence):
        own = stems_of[match[0]]
        if not own:
            continue
        for stem in wanted.begin.intersection(own):
            if stem in wanted.single:
                marks.add(match.span())
                found.add((stem,))
            begun += [(len(spans), phrase) for phrase in wanted.begun_by(stem)]
        spans.append(match.span())
        stems.append(own)
    for start, phrase in begun:
        end = start + len(phrase)
        if end <= len(stems) and all(map(contains, stems[start:end], phrase)):
            marks.update(spans[start:end])
            found.add(phrase)
    return _Passage(sentence, tuple(sorted(marks)), _worth(len(found), sentence))


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
