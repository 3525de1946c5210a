"""The passage of a text that answers best, with the words marked: safe HTML, only <mark>."""

import re
from collections.abc import Container
from dataclasses import dataclass
from html import escape

from index.german import Analyser

_SENTENCE = re.compile(r"[^\n.!?…]*(?:[.!?…](?!\s|$)[^\n.!?…]*)*[.!?…]?", re.UNICODE)
_WORD = re.compile(r"\w+(?:[-*:]\w+)*")
LENGTH = 260
READ = 6000
"""Further than that into a text nobody looks for the passage."""


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    marks: tuple[tuple[int, int], ...]
    worth: int


def highlight(text: str, stems: Container[str], language: str, analyser: Analyser) -> str:
    """Give the sentence with most different words of the question; else the beginning."""
    best: _Passage | None = None
    for match in _SENTENCE.finditer(text, 0, READ):
        sentence = match[0].strip(" •\t")
        if sentence:
            passage = _read(sentence, stems, language, analyser)
            if best is None or passage.worth > best.worth:
                best = passage
    return _marked(best) if best else ""


def _read(sentence: str, stems: Container[str], language: str, analyser: Analyser) -> _Passage:
    marks, found = [], set()
    for match in _WORD.finditer(sentence):
        word = analyser.word(match[0], language)
        if word is None:
            continue
        hits = [stem for stem in (word.stem, *word.parts) if stem in stems]
        if hits:
            marks.append(match.span())
            found.update(hits)
    return _Passage(sentence, tuple(marks), len(found))


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
