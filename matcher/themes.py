"""Which themes a text is about: the groups of words of index/concepts.toml found in it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from index.concepts import both_ways, groups
from index.german import Analyser, Word, surfaces, weak_words
from index.inflection import is_form_of, is_inside

_SHORT, _REMEMBERED = 120, 10_000
"""Topics and titles come again and again: those that were read last are remembered."""
_HIDDEN, _INSIDE = 0.5, 0.8
_NAMES_OF_LAWS = ("gesetz", "gesetze", "gesetzes", "gesetzbuch", "gesetzbuches", "verordnung")
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


def theme_is_place(name: str) -> bool:
    """Tell whether a theme is also a place where other things happen: Altstadt, Bahnhof."""
    return bool(groups()[name].get("place"))


@dataclass(frozen=True, slots=True)
class Found:
    """A place of a text that speaks of a theme, as written; `weight`: how surely it does."""

    theme: str
    weight: float
    surface: str


@dataclass(frozen=True, slots=True)
class _Term:
    """Words that stand for a theme side by side; `whole`: not inside a compound."""

    words: tuple[Word, ...]
    theme: str
    whole: bool
    never: frozenset[str]

    def weight(self, there: list[Word], *, all_small: bool) -> float:
        """How surely these words of a text are the term."""
        if len(there) < len(self.words) or any(word.surface in self.never for word in there):
            return 0.0
        weight = min(
            _meets(w, t, all_small=all_small) for w, t in zip(there, self.words, strict=False)
        )
        return weight if weight == 1.0 or not self.whole else 0.0


class ThemeFinder:
    """Finds themes in texts; made once per analyser."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._terms: dict[str, dict[str, list[_Term]]] = {}
        self._sayings: dict[str, list[tuple[str, str]]] = {}
        self._found: dict[tuple[str, str], tuple[Found, ...]] = {}
        for language in _SPOKEN:
            self._read_terms(language)

    def _read_terms(self, language: str) -> None:
        """Terms of one language by the stem of their first word, and of its first part."""
        by_stem: dict[str, list[_Term]] = defaultdict(list)
        self._sayings[language] = []
        for name, group in groups().items():
            never = frozenset(group.get("not", ()))
            for kind in _SPOKEN[language]:
                for spelling in group.get(kind, ()):
                    words = tuple(self._analyser.words(spelling, language))
                    # A term of weak words alone would be found everywhere.
                    if all(word.stem in weak_words() for word in words):
                        continue
                    if len(words) == 1 and len(spelling.split()) > 1:
                        # »gegen Rechts« without its little word would be another word.
                        self._sayings[language].append((_spaced(spelling), name))
                        continue
                    # Everyday words are too short to be looked for inside compounds.
                    term = _Term(words, name, kind == "everyday", never)
                    for key in {words[0].stem, *words[0].parts[:1]}:
                        by_stem[key].append(term)
        self._terms[language] = dict(by_stem)

    def count(self, text: str, language: str = "de") -> dict[str, float]:
        """How often each theme is spoken of; one hidden in a compound counts half."""
        return counted(self.find(text, language))

    def find(self, text: str, language: str = "de") -> Iterable[Found]:
        """Every place that speaks of a theme, each theme once per place."""
        if len(text) > _SHORT:
            return self._find(text, language)
        key = (text, language)
        if key not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[key] = tuple(self._find(text, language))
        return self._found[key]

    def _find(self, text: str, language: str) -> Iterator[Found]:
        words = list(self._analyser.words(text, language))
        all_small = text == text.lower()
        terms = self._terms[language]
        covered = 0  # »biologische Vielfalt« speaks of one thing, not of Vielfalt as well
        for place, word in enumerate(words):
            if word.stem not in terms and terms.keys().isdisjoint(word.parts):
                continue
            there = list(self._at(words, place, language, all_small=all_small))
            longest = max((length for _, length in there), default=0)
            if longest == 1 and place < covered:
                continue
            covered = max(covered, place + longest)
            surest = max((found.weight for found, length in there if length == longest), default=0)
            best = {
                found.theme: found
                for found, length in there
                if length == longest and found.weight == surest
            }
            yield from best.values()
        yield from self._said(text, language)

    def _at(
        self, words: list[Word], place: int, language: str, *, all_small: bool
    ) -> Iterator[tuple[Found, int]]:
        for key in _keys(words[place]):
            for term in self._terms[language].get(key, ()):
                there = words[place : place + len(term.words)]
                if weight := term.weight(there, all_small=all_small):
                    surface = " ".join(word.surface for word in there)
                    yield Found(term.theme, weight, surface), len(there)

    def _said(self, text: str, language: str) -> Iterator[Found]:
        low = text.casefold()
        said = [pair for pair in self._sayings[language] if pair[0].split()[-1] in low]
        spaced = _spaced(text) if said else ""
        for saying, theme in said:
            for _ in range(spaced.count(saying)):
                yield Found(theme, 1.0, saying.strip())


@lru_cache(maxsize=4)
def finder_of(analyser: Analyser) -> ThemeFinder:
    """The finder that reads with this analyser."""
    return ThemeFinder(analyser)


def counted(found: Iterable[Found]) -> dict[str, float]:
    """Add up how surely each theme was found."""
    sums: Counter[str] = Counter()
    for one in found:
        sums[one.theme] += one.weight  # type: ignore[assignment]
    return dict(sums)


def as_written(surface: str, text: str) -> str:
    """The words with what belongs to them: »Menschen mit Behinderung«, »Wald- und Forstwege«."""
    words = r"\W+(?:\w+\W+){0,3}?".join(map(re.escape, surface.split()))
    if " " in surface or f"{surface}-" in text:
        found = re.search(rf"{words}(?:-,? (?:\w+-,? )*(?:und|oder|sowie) [\w-]+)?", text)
        return " ".join(found[0].split()) if found else surface
    return surface


def _spaced(text: str) -> str:
    return f" {' '.join(map(str.casefold, surfaces(text)))} "


def _keys(word: Word) -> Iterable[str]:
    return dict.fromkeys((word.stem, *word.parts))


def _meets(word: Word, term: Word, *, all_small: bool) -> float:
    """How surely a word of a text is that word of a term: itself 1, a compound with it 0.5."""
    if word.stem == term.stem:
        return 1.0 if is_form_of(word, term, all_small=all_small) else 0.0
    if term.parts and word.parts == term.parts:
        return 1.0
    if word.folded.endswith(_NAMES_OF_LAWS):
        return 0.0
    if term.stem in word.parts:
        return _HIDDEN if is_inside(term, word) else 0.0
    size = len(term.parts)
    starts = range(len(word.parts) - size + 1) if size > 1 else ()
    return _INSIDE if any(word.parts[at : at + size] == term.parts for at in starts) else 0.0
