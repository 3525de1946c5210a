"""How well programmes fit a Vorhaben by what they are about, and which words say so.

A weighted BM25F over the passages that tell what is funded; the long Richtlinie does not count.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from index.german import Analyser, standard
from index.programme import Programme
from matcher.candidate import Candidate
from matcher.occasions import is_general_loan
from matcher.project import Project
from matcher.question import PART, ask, theme_term
from matcher.themes import ThemeFinder

_SATURATION = 1.2
_LENGTH = 0.6
_FIELDS = {
    "title": 4.0,
    "keywords": 1.5,
    "summary": 2.5,
    "description": 1.0,
    "legal_requirements": 0.3,
}
_BACKGROUND = 300  # programmes that speak of something else, so that few are no special case
_GENERAL_LOAN = 30.0
_LOUD, _TOLD = 0.12, 5


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
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._read()

    def _read(self) -> None:
        counted = [self._count(candidate.programme) for candidate in self.candidates]
        lengths = {
            name: _mean(sum(fields[name].values()) for fields in counted) for name in _FIELDS
        }
        for number, fields in enumerate(counted):
            for term, weight in _weigh(fields, lengths).items():
                self._postings[term].append((number, weight))

    def _count(self, programme: Programme) -> dict[str, Counter[str]]:
        return {
            name: self._terms(_passage(programme, name), programme.language) for name in _FIELDS
        }

    def _terms(self, text: str, language: str = "de") -> Counter[str]:
        terms: Counter[str] = Counter()
        words = list(self.analyser.words(text, language))
        for word in words:
            terms[word.stem] += 1
            for part in word.parts:
                terms[part] += PART  # type: ignore[assignment]
        for name, count in self.finder.count(text, language).items():
            terms[theme_term(name)] += count  # type: ignore[assignment]
        return terms

    def fits(self, project: Project) -> list[Fit]:
        """Hold every programme against a Vorhaben, in the order of `candidates`."""
        asked = ask(project, self.analyser, self.finder)
        scores = [0.0] * len(self.candidates)
        everyone = len(self.candidates) + _BACKGROUND
        spoke: list[list[tuple[float, str]]] = [[] for _ in self.candidates]
        for term, wish in asked.items():
            found = self._postings.get(term, ())
            rarity = math.log(1 + (everyone - len(found) + 0.5) / (len(found) + 0.5))
            for number, frequency in found:
                gain = wish.weight * rarity * frequency / (_SATURATION + frequency)
                scores[number] += gain
                spoke[number].append((gain, wish.saying))
        for number, candidate in enumerate(self.candidates):
            if is_general_loan(candidate, project):
                scores[number] += _GENERAL_LOAN
                spoke[number].append((_GENERAL_LOAN, "Investition"))
        return [Fit(score, _best(words)) for score, words in zip(scores, spoke, strict=True)]


def _passage(programme: Programme, name: str) -> str:
    if name == "title":
        return programme.title
    if name == "keywords":
        return programme.keywords
    return programme.passage(name).text


def _weigh(fields: dict[str, Counter[str]], lengths: dict[str, float]) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    for name, terms in fields.items():
        length = sum(terms.values())
        norm = 1 - _LENGTH + _LENGTH * length / (lengths[name] or 1)
        for term, count in terms.items():
            weights[term] += _FIELDS[name] * count / norm
    return weights


def _mean(numbers: Iterable[float]) -> float:
    values = [number for number in numbers if number]
    return sum(values) / len(values) if values else 0.0


def _best(words: list[tuple[float, str]]) -> tuple[str, ...]:
    """The words that spoke loudest; what hardly counted is not worth telling."""
    ordered = sorted(words, reverse=True)
    loud = (surface for gain, surface in ordered if gain >= _LOUD * ordered[0][0])
    return tuple(dict.fromkeys(loud))[:_TOLD]
