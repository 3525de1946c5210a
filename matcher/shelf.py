"""How well programmes fit a Vorhaben by what they are about, and which words say so.

A weighted BM25F over the passages that tell what is funded; the long Richtlinie does not count.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from index.german import Analyser, standard, weak_words
from index.programme import Programme
from matcher.candidate import Candidate
from matcher.occasions import is_general_loan
from matcher.passages import passage
from matcher.project import Project
from matcher.question import PART, Wish, ask, is_place, is_theme, theme_term
from matcher.themes import ThemeFinder

_SATURATION = 1.0
_LENGTH = 0.6
_FIELDS = {
    "title": 4.0,
    "keywords": 1.5,
    "summary": 2.5,
    "description": 1.0,
    "legal_requirements": 0.3,
}
_LEAD = ("title", "keywords", "summary")
_IN_PASSING = 0.3  # mentioned once, and not where a source says what it is about
_BACKGROUND = 300  # programmes that speak of something else, so that few are no special case
_GENERAL_LOAN = 30.0
_LOUD, _TOLD = 0.12, 5
_LOOSE_CALL = 0.4
_THEMES_OF_A_CALL = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one programme fits: a score without upper bound, and the words that spoke for it."""

    score: float
    words: tuple[str, ...] = ()


class Shelf:
    """All programmes, read once, so that many Vorhaben can be held against them."""

    def __init__(self, programmes: Iterable[Programme], analyser: Analyser | None = None) -> None:
        self.analyser = analyser or standard()
        self.finder = ThemeFinder(self.analyser)
        self.candidates = [Candidate(programme) for programme in programmes]
        self._postings: dict[str, list[_Posting]] = defaultdict(list)
        self._read()

    def _read(self) -> None:
        read = [self._mentions(candidate.programme) for candidate in self.candidates]
        lengths = {name: _mean(fields[name].length for fields in read) for name in _FIELDS}
        for number, fields in enumerate(read):
            for term, posting in _weigh(number, fields, lengths).items():
                self._postings[term].append(posting)

    def _mentions(self, programme: Programme) -> dict[str, "_Mentions"]:
        return {
            name: self._read_text(passage(programme, name), programme.language) for name in _FIELDS
        }

    def _read_text(self, text: str, language: str) -> "_Mentions":
        found = _Mentions()
        for word in self.analyser.words(text, language):
            said = word.surface if word.surface[0].isupper() else ""
            found.add(word.stem, 1.0, said)
            for part in word.parts:
                found.add(part, PART, said)
        for place in self.finder.find(text, language):
            found.add(theme_term(place.theme), place.weight, place.surface)
        return found

    def fits(self, project: Project) -> list[Fit]:
        """Hold every programme against a Vorhaben, in the order of `candidates`."""
        tallies = [_Tally() for _ in self.candidates]
        everyone = len(self.candidates) + _BACKGROUND
        for term, wish in ask(project, self.analyser, self.finder).items():
            found = self._postings.get(term, ())
            rarity = math.log(1 + (everyone - len(found) + 0.5) / (len(found) + 0.5))
            for posting in found:
                share = posting.weight / (_SATURATION + posting.weight)
                tallies[posting.number].add(term, wish, wish.weight * rarity * share, posting)
        for candidate, tally in zip(self.candidates, tallies, strict=True):
            if is_general_loan(candidate, project):
                tally.add_general_loan()
            if candidate.is_eu_call:
                tally.weigh_call()
        return [tally.fit() for tally in tallies]


@dataclass(frozen=True, slots=True)
class _Posting:
    """How much a programme speaks of a term, and how it says it."""

    number: int
    weight: float
    surface: str
    in_title: bool


class _Mentions:
    """The terms of one passage: how often, and in which words first."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.surfaces: dict[str, str] = {}

    @property
    def length(self) -> float:
        """How many terms there are."""
        return sum(self.counts.values())

    def add(self, term: str, count: float, surface: str) -> None:
        """Count a term and remember how it is written."""
        self.counts[term] += count  # type: ignore[assignment]
        if surface:
            self.surfaces.setdefault(term, surface)


class _Tally:
    """What speaks for one programme."""

    def __init__(self) -> None:
        self.score = 0.0
        self._spoke: list[tuple[float, str]] = []
        self._themes = 0
        self._in_title = False

    def add(self, term: str, wish: Wish, gain: float, posting: _Posting) -> None:
        """Add what one term brings."""
        self.score += gain
        if posting.surface and term not in weak_words():
            self._spoke.append((gain, posting.surface))
        if wish.own and is_theme(term) and not is_place(term):
            self._themes += 1
            self._in_title = self._in_title or posting.in_title

    def add_general_loan(self) -> None:
        """A loan for any municipal building."""
        self.score += _GENERAL_LOAN
        self._spoke.append((_GENERAL_LOAN, "Investition"))

    def weigh_call(self) -> None:
        """A research call names many themes; one of them in passing does not make it fit."""
        if not self._in_title and self._themes < _THEMES_OF_A_CALL:
            self.score *= _LOOSE_CALL

    def fit(self) -> Fit:
        """The score and the words that spoke loudest; what hardly counted is not worth telling."""
        ordered = sorted(self._spoke, reverse=True)
        loud = (surface for gain, surface in ordered if gain >= _LOUD * ordered[0][0])
        return Fit(self.score, tuple(dict.fromkeys(loud))[:_TOLD])


def _weigh(
    number: int, fields: dict[str, _Mentions], lengths: dict[str, float]
) -> dict[str, _Posting]:
    weights: dict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    for name, mentions in fields.items():
        norm = 1 - _LENGTH + _LENGTH * mentions.length / (lengths[name] or 1)
        for term, count in mentions.counts.items():
            weights[term] += _FIELDS[name] * count / norm
            counts[term] += count
    led = {term for name in _LEAD for term in fields[name].counts}
    return {
        term: _Posting(
            number=number,
            weight=weight if term in led or counts[term] > 1 else weight * _IN_PASSING,
            surface=next((m.surfaces[term] for m in fields.values() if term in m.surfaces), ""),
            in_title=term in fields["title"].counts,
        )
        for term, weight in weights.items()
    }


def _mean(numbers: Iterable[float]) -> float:
    values = [number for number in numbers if number]
    return sum(values) / len(values) if values else 0.0
