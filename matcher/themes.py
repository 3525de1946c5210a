"""Which themes a text is about: the groups of words of index/concepts.toml found in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from index.concepts import both_ways, groups
from index.german import Analyser, Word, weak_words

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


@dataclass(frozen=True, slots=True)
class _Term:
    """Words that stand for a theme side by side; `whole`: not inside a compound."""

    words: tuple[Word, ...]
    theme: str
    whole: bool

    def weight(self, there: list[Word]) -> float:
        """How surely these words of a text are the term."""
        if len(there) < len(self.words):
            return 0.0
        weight = min(map(_meets, there, self.words))
        return weight if weight == 1.0 or not self.whole else 0.0


class ThemeFinder:
    """Finds themes in texts; made once per analyser."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._terms = {language: self._read_terms(language) for language in _SPOKEN}

    def _read_terms(self, language: str) -> dict[str, list[_Term]]:
        """Terms of one language by the stem of their first word, and of its first part."""
        by_stem: dict[str, list[_Term]] = defaultdict(list)
        for name, group in groups().items():
            for kind in _SPOKEN[language]:
                for spelling in group.get(kind, ()):
                    words = tuple(self._analyser.words(spelling, language))
                    # A term of weak words alone would be found everywhere.
                    if all(word.stem in weak_words() for word in words):
                        continue
                    # Everyday words are too short to be looked for inside compounds.
                    term = _Term(words, name, whole=kind == "everyday")
                    for key in {words[0].stem, *words[0].parts[:1]}:
                        by_stem[key].append(term)
        return dict(by_stem)

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
        for key in _keys(words[place]):
            for term in self._terms[language].get(key, ()):
                if weight := term.weight(words[place : place + len(term.words)]):
                    yield term.theme, weight


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
