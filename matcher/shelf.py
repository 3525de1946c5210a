"""How well programmes fit a Vorhaben by what they are about, and which words say so.

A weighted BM25F over the passages that tell what is funded; the long Richtlinie counts little.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from index.german import Analyser, standard, weak_words
from index.programme import Programme
from matcher.candidate import Candidate
from matcher.project import Project

_SATURATION = 1.2
_LENGTH = 0.6
_PART = 0.6
_WEAK = 0.25
_FIELDS = {
    "title": 4.0,
    "keywords": 1.5,
    "summary": 2.5,
    "description": 1.0,
    "legal_requirements": 0.3,
    "guideline": 0.15,
}
_GUIDELINE_SIGNS = 6_000


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one programme fits: a score without upper bound, and the words that spoke for it."""

    score: float
    words: tuple[str, ...] = ()


class Shelf:
    """All programmes, read once, so that many Vorhaben can be held against them."""

    def __init__(self, programmes: Iterable[Programme], analyser: Analyser | None = None) -> None:
        self.analyser = analyser or standard()
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
        for word in self.analyser.words(text, language):
            terms[word.stem] += 1
            for part in word.parts:
                terms[part] += _PART  # type: ignore[assignment]
        return terms

    def fits(self, project: Project) -> list[Fit]:
        """Hold every programme against a Vorhaben, in the order of `candidates`."""
        asked = self._asked(project)
        scores = [0.0] * len(self.candidates)
        spoke: list[list[tuple[float, str]]] = [[] for _ in self.candidates]
        for term, (weight, surface) in asked.items():
            found = self._postings.get(term, ())
            rarity = math.log(1 + (len(self.candidates) - len(found) + 0.5) / (len(found) + 0.5))
            for number, frequency in found:
                gain = weight * rarity * frequency / (_SATURATION + frequency)
                scores[number] += gain
                spoke[number].append((gain, surface))
        return [Fit(score, _best(words)) for score, words in zip(scores, spoke, strict=True)]

    def _asked(self, project: Project) -> dict[str, tuple[float, str]]:
        """The terms of a Vorhaben with their weight, and the word as the user wrote it."""
        asked: dict[str, tuple[float, str]] = {}
        for text, weight in _texts(project):
            for word in self.analyser.words(text):
                shares = [(word.stem, 1.0), *((part, _PART) for part in word.parts)]
                for term, share in shares:
                    before, surface = asked.get(term, (0.0, word.surface))
                    if term in weak_words():
                        share *= _WEAK
                    asked[term] = (before + weight * share, surface)
        return {term: (math.sqrt(weight), surface) for term, (weight, surface) in asked.items()}


def _texts(project: Project) -> list[tuple[str, float]]:
    return [(project.title, 3.0), (project.description, 1.0), (" ".join(project.topics), 0.5)]


def _passage(programme: Programme, name: str) -> str:
    if name == "title":
        return programme.title
    if name == "keywords":
        return programme.keywords
    text = programme.passage(name).text
    return text[:_GUIDELINE_SIGNS] if name == "guideline" else text


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
    ordered = (surface for _, surface in sorted(words, reverse=True))
    return tuple(dict.fromkeys(ordered))[:6]
