"""German text analysis, once, for search and matcher alike.

A word becomes a *stem*: lower case, umlauts folded in any spelling, inflection cut off. A compound
also yields the stems of its parts, so that »Radwegebau« and »Bau von Radwegen« meet.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from index.compounds import Splitter
from index.stems import fold, is_english, stem, stop_words, weak_words

__all__ = [
    "Analyser",
    "Word",
    "fold",
    "is_english",
    "standard",
    "stem",
    "stop_words",
    "surfaces",
    "weak_words",
]

_GENDER = re.compile(r"(?<=\w)(?:[*:_·]|/-?)in(?:nen)?\b|(?<=[a-zäöüß])Innen\b")
_INNER_STAR = re.compile(r"(?<=[A-Z])\*(?=[A-Z])")
_WORD = re.compile(r"\w+(?:[-‐‑]\w+)*")
_HYPHENS = re.compile(r"[-‐‑]")
_REMEMBERED = 300_000
WRITTEN = re.compile(r"\w+(?:[-*:]\w+)*")
"""A word as it is written, with its gender star; it is cut into words to look for elsewhere."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as written, folded, its stem and the stems of its parts."""

    surface: str
    folded: str
    stem: str
    parts: tuple[str, ...] = ()


def surfaces(text: str) -> Iterator[str]:
    """Cut a text into words as written; the gender star ends a word, a hyphen joins two."""
    text = _GENDER.sub("", text.replace("\u00ad", ""))
    return (match[0] for match in _WORD.finditer(_INNER_STAR.sub("", text)))


class Analyser:
    """Reads texts and questions into words; made once per vocabulary of the corpus."""

    def __init__(self, corpus_words: Iterable[str] = ()) -> None:
        self.splitter = Splitter(corpus_words)
        self._known: dict[tuple[str, str], Word | None] = {}

    def words(self, text: str, language: str = "de") -> Iterator[Word]:
        """Read a text; stop words are left out, and »Ärztinnen und Ärzte« are one word."""
        before: Word | None = None
        for surface in surfaces(text):
            word = self.word(surface, language)
            if word is None or (before and word.stem == before.stem and _names_women(before)):
                continue
            before = word
            yield word

    def stems(self, text: str, language: str = "de") -> Iterator[str]:
        """The stems of all words of a text and of the parts of its compounds."""
        for word in self.words(text, language):
            yield word.stem
            yield from word.parts

    def word(self, surface: str, language: str = "de") -> Word | None:
        """Read one word; nothing for a stop word."""
        key = (surface, language)
        try:
            return self._known[key]
        except KeyError:
            pass
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        word = self._known[key] = self._read(surface, language)
        return word

    def _read(self, surface: str, language: str) -> Word | None:
        pieces = [fold(piece) for piece in _HYPHENS.split(surface)]
        folded = "".join(pieces)
        if folded in stop_words() or (len(folded) == 1 and not folded.isdigit()):
            return None
        own = stem(folded, language)
        if len(pieces) > 1:
            names = [name for piece in pieces for name in (piece, *self.splitter.parts(piece))]
            names = [name for name in names if len(name) > 1 and name not in stop_words()]
        else:
            names = list(self.splitter.parts(folded)) if language == "de" else []
        parts = dict.fromkeys(stem(name, language) for name in names)
        parts.pop(own, None)
        return Word(surface, folded, own, tuple(parts))


def _names_women(word: Word) -> bool:
    return word.folded.endswith("innen")


@cache
def standard() -> Analyser:
    """The analyser that knows the curated words only: for texts outside the index."""
    return Analyser()
