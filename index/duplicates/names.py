"""The title of a programme taken apart: its names, short names, numbers, years and asides.

»Klimarichtlinie – Förderung kommunaler Projekte (Hessen, novelliert)« has the name
»Klimarichtlinie«, a description, and an aside that tells region and version.
"""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from index.german import fold, stem, stop_words

_SEPARATORS = re.compile(r"\s+[–—-]\s+|:\s+|\s*\|\s*")
_ASIDE = re.compile(r"\(([^()]*)\)")
_QUOTED = re.compile(r"[„“\"»]([^„“”\"«»]{3,})[“”\"«]")
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = re.compile(
    r"(?:KfW|Nr\.?|Programm|Kredit|Zuschuss)\W{0,3}\d{3}\b|\(\d{3}(?:\s*[,/]\s*\d{3})*\)", re.I
)
_THREE_DIGITS = re.compile(r"(?<![\d.,])\d{3}(?![\d.,]*\d|\s*(?:Mio|Mrd|Euro|€|%|Prozent|Tsd))")
_SHORT_NAME = re.compile(r"\b(?=\w*[a-z]?[A-ZÄÖÜ]\w*[A-ZÄÖÜ])[A-Za-zÄÖÜäöü]{3,12}\b")
_NEW_VERSION = re.compile(
    r"novellier|neufassung|änderungsfassung|neuausschreibung|fassung vom|version|projektaufruf"
    r"|aufruf|beendet|ausgelaufen|\balt\b|\bneu\b|\d\.\s*(?:aufruf|runde)",
    re.IGNORECASE,
)
_VERSION_PHRASE = re.compile(
    r"\bin der (?:\w+ ){0,2}\w*fassung\b|\b(?:vom|ab|seit)? ?\d{1,2}\.\s?\d{1,2}\.\s?\d{4}",
    re.IGNORECASE,
)
_OVERVIEW = re.compile(r"überblick|übersicht|förderprogramme\b|fördermöglichkeiten", re.IGNORECASE)

_WORDS = tomllib.loads(files("index.duplicates").joinpath("words.toml").read_text(encoding="utf-8"))
_NOISE, _DESCRIBING = (
    frozenset(stem(fold(word)) for word in _WORDS[kind]) for kind in ("noise", "describing")
)
_NO_SHORT_NAMES = frozenset(_WORDS["no_short_names"])


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a title: its words, and how it stands there."""

    words: frozenset[str]
    quoted: bool = False
    describing: bool = False
    short_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What a title says, taken apart; words are stems."""

    parts: tuple[Part, ...]
    words: frozenset[str]
    short_names: frozenset[str]
    numbers: frozenset[str]
    years: frozenset[str]
    new_version: bool
    overview: bool


def take_apart(title: str) -> Title:
    """Take a title apart."""
    bare = _VERSION_PHRASE.sub(" ", _ASIDE.sub(" ", title))
    pieces = [(quoted, True) for quoted in _QUOTED.findall(bare)]
    pieces += [(piece, False) for piece in _SEPARATORS.split(_QUOTED.sub(" ", bare))]
    parts = [_part(text, quoted) for text, quoted in pieces]
    parts += [_part(aside, False) for aside in _ASIDE.findall(title) if _is_name(aside)]
    found = tuple(part for part in parts if part.words)
    return Title(
        parts=found,
        words=frozenset(word for part in found for word in part.words),
        short_names=frozenset(name.lower() for name in _SHORT_NAME.findall(title))
        - _NO_SHORT_NAMES,
        numbers=_numbers(title),
        years=frozenset(_YEAR.findall(title)),
        new_version=bool(_NEW_VERSION.search(title)),
        overview=bool(_OVERVIEW.search(title)),
    )


def _numbers(title: str) -> frozenset[str]:
    """The product numbers of a bank; where it names one, others stand beside it without a word."""
    return frozenset(_THREE_DIGITS.findall(title)) if _NUMBER.search(title) else frozenset()


def stems(text: str) -> list[str]:
    """The stems of the words of a text, hyphens cut, without stop words."""
    folded = (fold(word) for word in _WORD.findall(text))
    return [stem(word) for word in folded if word not in stop_words() and len(word) > 1]


def _part(text: str, quoted: bool) -> Part:
    words = stems(_YEAR.sub(" ", text))
    return Part(
        words=frozenset(w for w in words if not w.isdigit()) - _NOISE,
        quoted=quoted,
        describing=not quoted and bool(words) and words[0] in _DESCRIBING,
        short_name=bool(_SHORT_NAME.fullmatch(text.strip())),
    )


def _is_name(aside: str) -> bool:
    """An aside of three words or more spells out a name; a shorter one is a label."""
    return len(stems(aside)) >= 3 and "," not in aside
