"""What a Vorhaben asks of the programmes: weighted words and themes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from index.german import Analyser, Word, weak_words
from matcher.occasions import COOPERATION, cooperation_asked
from matcher.project import Project
from matcher.themes import ThemeFinder, themes

PART = 0.5
"""How much a part of a compound counts beside the whole word."""

_TITLE, _DESCRIPTION, _TOPICS = 3.0, 1.0, 0.25
_THEME, _RELATED = 4.0, 0.2
_WEAK = 0.25
_DAMPING = 0.8  # saying something ten times is not ten times as important
_SIGN = "#"


@dataclass(frozen=True, slots=True)
class Wish:
    """How important a term is, and how the user says it."""

    weight: float
    saying: str


def theme_term(name: str) -> str:
    """The term that stands for a theme among the stems of words."""
    return _SIGN + name


def ask(project: Project, analyser: Analyser, finder: ThemeFinder) -> Mapping[str, Wish]:
    """Gather what a Vorhaben asks for: the terms of programmes that would speak for them."""
    question = _Question()
    place = project.municipality.name if project.municipality else ""
    own = {word.stem for word in analyser.words(place)}
    for text, weight in _texts(project):
        words = [word for word in analyser.words(text) if _says_something(word, own)]
        for word in words:
            question.add_word(word, weight)
        for name, count in finder.count(text).items():
            question.add_theme(name, weight * count * _THEME)
    if share := cooperation_asked(project):
        question.add_theme(COOPERATION, share * _TITLE * _THEME)
    return question.wishes()


def _texts(project: Project) -> list[tuple[str, float]]:
    return [
        (project.title, _TITLE),
        (project.description, _DESCRIPTION),
        (" ".join(project.topics), _TOPICS),
    ]


def _says_something(word: Word, own: set[str]) -> bool:
    """Leave out numbers and the name of the municipality itself."""
    return not word.folded.isdigit() and word.stem not in own


class _Question:
    def __init__(self) -> None:
        self._weights: dict[str, float] = defaultdict(float)
        self._sayings: dict[str, str] = {}

    def add_word(self, word: Word, weight: float) -> None:
        for term, share in ((word.stem, 1.0), *((part, PART) for part in word.parts)):
            self._add(term, weight * share * (_WEAK if term in weak_words() else 1.0), word.surface)

    def add_theme(self, name: str, weight: float) -> None:
        theme = themes().get(name)
        if theme is None:
            return
        self._add(theme_term(name), weight, theme.label)
        for other in theme.related:
            if neighbour := themes().get(other):
                self._add(theme_term(other), weight * _RELATED, neighbour.label)

    def _add(self, term: str, weight: float, saying: str) -> None:
        self._weights[term] += weight
        self._sayings.setdefault(term, saying)

    def wishes(self) -> dict[str, Wish]:
        return {
            term: Wish(weight**_DAMPING, self._sayings[term])
            for term, weight in self._weights.items()
        }
