"""German text analysis, once, for search and matcher alike.

A word becomes a *stem*: lower case, umlauts folded in any spelling, inflection cut off. A compound
also yields the stems of its parts, so that »Radwegebau« and »Bau von Radwegen« meet.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

_ENGLISH = "en:"
_GENDER = re.compile(r"(?<=\w)(?:[*:_·]|/-?)in(?:nen)?\b|(?<=[a-zäöüß])Innen\b")
_INNER_STAR = re.compile(r"(?<=[A-Z])\*(?=[A-Z])")
_WORD = re.compile(r"\w+(?:[-‐‑]\w+)*")
_HYPHENS = re.compile(r"[-‐‑]")
# ae, oe, ue stand for umlauts unless a vowel or q goes before: neue, Feuer, Quelle keep theirs.
_SPELT_OUT = re.compile(r"(?<![aeiouyq])([aou])e")
_SPELT_WITH_Z = re.compile(r"iz(ation|ations|e|ed|es|ing)$")
_UMLAUTS = str.maketrans("äöüáàâéèêíìîóòôúùûç", "aouaaaeeeiiiooouuuc") | {ord("ß"): "ss"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as written, folded, its stem and the stems of its parts."""

    surface: str
    folded: str
    stem: str
    parts: tuple[str, ...] = ()


def fold(word: str) -> str:
    """Spell a word the one way in which all its spellings meet: `Förderung`, `FOERDERUNG`."""
    lowered = unicodedata.normalize("NFKC", word).lower().translate(_UMLAUTS)
    return _SPELT_OUT.sub(r"\1", lowered)


def surfaces(text: str) -> Iterator[str]:
    """Cut a text into words as written; the gender star ends a word, a hyphen joins two."""
    text = _GENDER.sub("", text.replace("\u00ad", ""))
    return (match[0] for match in _WORD.finditer(_INNER_STAR.sub("", text)))


@lru_cache(maxsize=200_000)
def stem(folded: str, language: str = "de") -> str:
    """Cut the inflection off a folded word; English ones are marked, so that »City« is no city."""
    if language == "en":
        return f"{_ENGLISH}{_singular(folded)}"
    return _irregular().get(folded) or str(_stemmer().stemWord(folded))


def _singular(folded: str) -> str:
    """Cut English plurals only: a full stemmer would make extremism and extreme one word."""
    word = _SPELT_WITH_Z.sub(r"is\1", folded)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("german")


@cache
def _irregular() -> Mapping[str, str]:
    """Forms that the stemmer would tear apart: Museen, Museum."""
    return {
        fold(form): str(_stemmer().stemWord(fold(word)))
        for word, forms in _lists()["same_as"].items()
        for form in forms
    }


@cache
def _lists() -> Mapping[str, dict[str, list[str]]]:
    text = files("index").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing, folded."""
    return frozenset(fold(w) for words in _lists()["stop"].values() for w in words)


@cache
def weak_words() -> frozenset[str]:
    """Stems of words that nearly every programme contains: they help to order, never to find."""
    return frozenset(stem(fold(w)) for words in _lists()["weak"].values() for w in words)


class Splitter:
    """Cuts compounds into known words: curated heads of the domain, then the corpus's own words."""

    _LINKS = ("", "s", "es", "n", "en", "er", "e")
    _CURATED_COST, _CORPUS_COST, _LINK_COST = 1.0, 1.35, 0.1

    def __init__(self, corpus_words: Iterable[str] = ()) -> None:
        lists = _lists()
        self._exceptions = {
            fold(word): tuple(fold(part) for part in parts)
            for word, parts in lists["compounds"].items()
        }
        self._whole = {fold(w) for words in lists["never_split"].values() for w in words}
        self._heads = {fold(w) for words in lists["heads"].values() for w in words}
        self._corpus = {w for w in corpus_words if len(w) >= 5 and w not in self._heads}
        self._not_a_part = {fold(w) for words in lists["no_part"].values() for w in words}
        self._found: dict[str, tuple[str, ...]] = {}

    def parts(self, folded: str) -> tuple[str, ...]:
        """Give the parts of a compound, folded; nothing for a simple word."""
        known = self._found.get(folded)
        if known is None:
            known = self._found[folded] = self._split(folded)
        return known

    def _split(self, word: str) -> tuple[str, ...]:
        if word in self._exceptions:
            return self._exceptions[word]
        if len(word) < 7 or word in self._whole or not word.isalpha():
            return ()
        for ending in ("", "s", "es", "e", "n", "en", "er", "ern"):
            base = word.removesuffix(ending) if ending else word
            if ending and base == word:
                continue
            if base in self._whole or base in self._heads:
                return ()
            if base in self._exceptions:
                return self._exceptions[base]
        return self._cheapest(word)

    def _cheapest(self, word: str) -> tuple[str, ...]:
        """Cover the word from left to right at the least cost."""
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        for start in range(len(word) - 2):
            if start not in best:
                continue
            cost, parts = best[start]
            for end, part, price in self._steps(word, start):
                found = (cost + price, (*parts, part))
                if end not in best or found < best[end]:
                    best[end] = found
        parts = best.get(len(word), (0.0, ()))[1]
        return parts if len(parts) > 1 else ()

    def _steps(self, word: str, start: int) -> Iterator[tuple[int, str, float]]:
        for end in range(start + 3, len(word) + 1):
            part = word[start:end]
            price = self._price(part, last=end == len(word))
            if price is None or (start == 0 and end == len(word)):
                continue
            yield end, part, price
            for link in self._LINKS[1:]:
                after = end + len(link)
                if after <= len(word) - 3 and word.startswith(link, end):
                    yield after, part, price + self._LINK_COST

    def _price(self, part: str, *, last: bool) -> float | None:
        if part in self._heads or (last and self._inflected(part, self._heads)):
            return self._CURATED_COST
        if part in self._not_a_part:
            return None
        if part in self._corpus or (last and self._inflected(part, self._corpus)):
            return self._CORPUS_COST
        return None

    @staticmethod
    def _inflected(part: str, words: set[str]) -> bool:
        return any(
            part.endswith(ending) and part[: -len(ending)] in words
            for ending in ("n", "s", "e", "en", "es", "er", "ern")
        )


class Analyser:
    """Reads texts and questions into words; made once per vocabulary of the corpus."""

    def __init__(self, corpus_words: Iterable[str] = ()) -> None:
        self.splitter = Splitter(corpus_words)
        self._known: dict[tuple[str, str], Word | None] = {}

    def words(self, text: str, language: str = "de") -> Iterator[Word]:
        """Read a text; stop words are left out."""
        for surface in surfaces(text):
            word = self.word(surface, language)
            if word is not None:
                yield word

    def stems(self, text: str, language: str = "de") -> Iterator[str]:
        """The stems of all words of a text and of the parts of its compounds."""
        for word in self.words(text, language):
            yield word.stem
            yield from word.parts

    def word(self, surface: str, language: str = "de") -> Word | None:
        """Read one word; nothing for a stop word."""
        key = (surface, language)
        if key not in self._known:
            if len(self._known) > 300_000:
                self._known.clear()
            self._known[key] = self._read(surface, language)
        return self._known[key]

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


@cache
def standard() -> Analyser:
    """The analyser that knows the curated words only: for texts outside the index."""
    return Analyser()
