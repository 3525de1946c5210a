"""The passage of a text that answers best, with the words marked: safe HTML, only <mark>."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from operator import contains

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
        self.single: set[str] = set()
        self._longer: dict[str, list[Phrase]] = {}
        self._concerned: dict[tuple[str, str], bool] = {}
        for phrase in phrases:
            if len(phrase) == 1:
                self.single.update(phrase)
            else:
                self._longer.setdefault(phrase[0], []).append(phrase)

    def begun_by(self, stem: str) -> Iterable[Phrase]:
        """The phrases of several words that begin with that stem."""
        return self._longer.get(stem, ())

    def concern(self, sentence: str, language: str, analyser: Analyser) -> bool:
        """Whether any word of a sentence is wanted or begins what is; most sentences have none."""
        for text in _WORD.findall(sentence):
            concerned = self._concerned.get((text, language))
            if concerned is None:
                word = analyser.word(text, language)
                stems = (word.stem, *word.parts) if word else ()
                concerned = any(stem in self.single or stem in self._longer for stem in stems)
                self._concerned[text, language] = concerned
            if concerned:
                return True
        return False


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
        if best is not None and best.worth and not wanted.concern(sentence, language, analyser):
            continue
        if sentence:
            passage = _read(sentence, wanted, language, analyser)
            if best is None or passage.worth > best.worth:
                best = passage
    return _marked(best) if best else ""


def _read(sentence: str, wanted: Wanted, language: str, analyser: Analyser) -> _Passage:
    spans: list[tuple[int, int]] = []
    stems: list[tuple[str, ...]] = []
    marks: set[tuple[int, int]] = set()
    found: set[Phrase] = set()
    begun: list[tuple[int, Phrase]] = []
    for match in _WORD.finditer(sentence):
        word = analyser.word(match[0], language)
        if word is None:
            continue
        for stem in (word.stem, *word.parts):
            if stem in wanted.single:
                marks.add(match.span())
                found.add((stem,))
            begun += [(len(spans), phrase) for phrase in wanted.begun_by(stem)]
        spans.append(match.span())
        stems.append((word.stem, *word.parts))
    for start, phrase in begun:
        end = start + len(phrase)
        if end <= len(stems) and all(map(contains, stems[start:end], phrase)):
            marks.update(spans[start:end])
            found.add(phrase)
    # A heading says little: of equals a whole sentence is shown.
    worth = 2 * len(found) + (not sentence.endswith(":"))
    return _Passage(sentence, tuple(sorted(marks)), worth)


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
