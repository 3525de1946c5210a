"""The sentences of a source in which the words stand that speak for it."""

import re
from collections.abc import Iterable

from index.programme import Programme
from matcher.parts import Part

_LONGEST = 240
_ENDS = re.compile(r"(?<=[a-zäöüß)0-9]{2}[.!?])\s+(?=[A-ZÄÖÜ•])|\n")
_READ = ("summary", "description", "legal_requirements")


def quotes_of(programme: Programme, parts: Iterable[Part]) -> dict[str, str]:
    """For the words of each part the first sentence with them; none where only the title has."""
    surfaces = [part.surface for part in parts if part.surface]
    quotes: dict[str, str] = {}
    for sentence in _sentences(programme):
        for surface in surfaces:
            if surface not in quotes and surface in sentence:
                quotes[surface] = shortened(sentence, surface)
    return quotes


def shortened(sentence: str, surface: str) -> str:
    """Cut a long sentence around the words that count."""
    sentence = sentence.removeprefix("• ").strip()
    if len(sentence) <= _LONGEST:
        return sentence
    middle = sentence.find(surface) + len(surface) // 2
    start = max(0, min(middle - _LONGEST // 2, len(sentence) - _LONGEST))
    is_end = start + _LONGEST >= len(sentence)
    start = sentence.rfind(" ", 0, start) + 1 if start else 0
    rest = sentence[start:]
    piece = rest if is_end else rest[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"{'… ' if start else ''}{piece}"


def _sentences(programme: Programme) -> Iterable[str]:
    for name in _READ:
        for sentence in _ENDS.split(programme.passage(name).text):
            yield " ".join(sentence.split())
