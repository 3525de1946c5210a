"""One spelling and one stem per word, whatever its umlauts and its inflection."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

_ENGLISH = "en:"
# ae, oe, ue stand for umlauts unless a vowel or q goes before: neue, Feuer, Quelle keep theirs.
_SPELT_OUT = re.compile(r"(?<![aeiouyq])([aou])e")
_PLURAL_S = re.compile(r"(?<=\w{3}[ao])s$|(?<=\w{2}[pwy])s$")
# Ärztinnen, Bürgerinnen, Studentinnen; not »gewinnen«, »Finnen«.
_WOMEN = re.compile(r"(?<=\w{2}(?:er|or|nt|st|at|zt|nd|og|rt|lt))in(?:nen)?$")
_ENDINGS_OF_WHOLE = ("", "s", "n", "in", "innen")
_SPELT_WITH_Z = re.compile(r"iz(ation|ations|e|ed|es|ing)$")
_UMLAUTS = str.maketrans("äöüáàâéèêíìîóòôúùûç", "aouaaaeeeiiiooouuuc") | {ord("ß"): "ss"}


def fold(word: str) -> str:
    """Spell a word the one way in which all its spellings meet: `Förderung`, `FOERDERUNG`."""
    lowered = unicodedata.normalize("NFKC", word).lower().translate(_UMLAUTS)
    return _SPELT_OUT.sub(r"\1", lowered)


@lru_cache(maxsize=200_000)
def stem(folded: str, language: str = "de") -> str:
    """Cut the inflection off a folded word; English ones are marked, so that »City« is no city."""
    if language == "en":
        return f"{_ENGLISH}{_singular(folded)}"
    return _irregular().get(folded) or _german(folded)


def is_english(stem: str) -> bool:
    """Tell whether it is the stem of an English word."""
    return stem.startswith(_ENGLISH)


def _german(folded: str) -> str:
    """Stem a German word; the stemmer leaves -innen and the -s of Kitas, Büros, Workshops."""
    return str(_stemmer().stemWord(_WOMEN.sub("", _PLURAL_S.sub("", folded))))


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
    return Stemmer.Stemmer("german", 0)  # its own cache is not meant for threads


@cache
def _irregular() -> Mapping[str, str]:
    """Forms that the stemmer would tear apart, Museen, or throw together: Bürger, Burg."""
    forms = {
        fold(form): _german(fold(word))
        for word, forms in word_lists()["same_as"].items()
        for form in forms
    }
    whole = (fold(word) for words in word_lists()["whole_stems"].values() for word in words)
    return forms | {f"{word}{end}": word for word in whole for end in _ENDINGS_OF_WHOLE}


def is_irregular(folded: str) -> bool:
    """Tell whether a curated list says of which word this is a form."""
    return folded in _irregular()


@cache
def word_lists() -> Mapping[str, dict[str, list[str]]]:
    """The lists of index/words.toml: purpose → group → words."""
    text = files("index").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing, folded."""
    return frozenset(fold(w) for words in word_lists()["stop"].values() for w in words)


@cache
def weak_words() -> frozenset[str]:
    """Stems of words that nearly every programme contains: they help to order, never to find."""
    return frozenset(stem(fold(w)) for words in word_lists()["weak"].values() for w in words)


@cache
def action_words() -> frozenset[str]:
    """Stems of what is done to things: the thing is the topic, less so what is done to it."""
    return frozenset(stem(fold(w)) for words in word_lists()["actions"].values() for w in words)
