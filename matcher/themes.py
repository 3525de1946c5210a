"""Which themes a text is about: the groups of words of index/concepts.toml found in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from index.concepts import both_ways, groups
from index.german import Analyser, Word

_HIDDEN, _INSIDE = 0.5, 0.8
_SPOKEN = {"de": ("de", "everyday"), "en": ("en",)}


@dataclass(frozen=True, slots=True)
class Theme:
    """One group of words: its name, its label for the user, its neighbours."""

    name: str
    label: str
    related: tuple[str, ...]


@cache
def themes() -> Mapping[str, Theme]:
    """All themes by name."""
    related = both_ways(groups())
    return {
        name: Theme(name, (group.get("de") or [name])[0], tuple(dict.fromkeys(related[name])))
        for name, group in groups().items()
    }


class ThemeFinder:
    """Finds themes in texts; made once per analyser."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._terms = {language: self._read_terms(language) for language in _SPOKEN}

    def _read_terms(self, language: str) -> dict[str, list[tuple[tuple[Word, ...], str]]]:
        """Terms of one language by the stem of their first word."""
        terms: dict[str, list[tuple[tuple[Word, ...], str]]] = {}
        for name, group in groups().items():
            for kind in _SPOKEN[language]:
                for term in group.get(kind, ()):
                    words = tuple(self._analyser.words(term, language))
                    if words:
                        terms.setdefault(words[0].stem, []).append((words, name))
                        if words[0].parts:
                            terms.setdefault(words[0].parts[0], []).append((words, name))
        return terms

    def count(self, words: list[Word], language: str = "de") -> dict[str, float]:
        """How often each theme is spoken of; one hidden in a compound counts half."""
        found: Counter[str] = Counter()
        for place in range(len(words)):
            there: dict[str, float] = {}
            for name, weight in self._at(words, place, language):
                there[name] = max(weight, there.get(name, 0.0))
            for name, weight in there.items():
                found[name] += weight  # type: ignore[assignment]
        return dict(found)

    def _at(self, words: list[Word], place: int, language: str) -> Iterator[tuple[str, float]]:
        terms = self._terms[language]
        for key in _keys(words[place]):
            for term, name in terms.get(key, ()):
                there = words[place : place + len(term)]
                if len(there) == len(term):
                    weight = min(map(_meets, there, term))
                    if weight:
                        yield name, weight


def _keys(word: Word) -> Iterable[str]:
    return dict.fromkeys((word.stem, *word.parts))


def _meets(word: Word, term: Word) -> float:
    """How surely a word of a text is that word of a term: itself 1, a compound with it 0.5."""
    if word.stem == term.stem or (term.parts and word.parts == term.parts):
        return 1.0
    if term.stem in word.parts:
        return _HIDDEN
    size = len(term.parts)
    starts = range(len(word.parts) - size + 1) if size > 1 else ()
    return _INSIDE if any(word.parts[at : at + size] == term.parts for at in starts) else 0.0
