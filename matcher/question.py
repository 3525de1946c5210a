"""What a Vorhaben asks of the programmes: weighted words and themes."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from index.german import Analyser, Word, weak_words
from matcher.occasions import COOPERATION, SAVING_ENERGY, building_changed, cooperation_asked
from matcher.project import Project
from matcher.themes import Found, ThemeFinder, counted, theme_is_place, themes
from matcher.wording import fillers, without_denials, without_places

PART = 0.5
"""How much a part of a compound counts beside the whole word."""

_TITLE, _DESCRIPTION, _TOPICS = 3.0, 1.0, 0.25
_THEME, _RELATED = 4.0, 0.2
_WEAK = 0.25
_SMALL = 0.5  # verbs and adjectives say less than nouns
_IN_PLACE = 0.2  # where something happens is not what it is for
_DAMPING = 0.8  # saying something ten times is not ten times as important
_JOINS = re.compile(r",|&|\bund\b")
_SIGN = "#"


@dataclass(frozen=True, slots=True)
class Wish:
    """How important a term is; `own`: the Vorhaben itself says it, not a neighbour of a theme."""

    weight: float
    own: bool


def theme_term(name: str) -> str:
    """The term that stands for a theme among the stems of words."""
    return _SIGN + name


def is_theme(term: str) -> bool:
    """Tell whether a term stands for a theme."""
    return term.startswith(_SIGN)


def label_of(term: str) -> str:
    """What a term that stands for a theme is called."""
    return themes()[term.removeprefix(_SIGN)].label


def is_place(term: str) -> bool:
    """Tell whether it stands for a theme that is also a place where other things happen."""
    return is_theme(term) and theme_is_place(term.removeprefix(_SIGN))


def tells_what_it_is_about(term: str, wish: Wish) -> bool:
    """Tell whether it stands for a theme that the Vorhaben itself names, and that is no place."""
    return wish.own and is_theme(term) and not is_place(term)


def ask(project: Project, analyser: Analyser, finder: ThemeFinder) -> Mapping[str, Wish]:
    """Gather what a Vorhaben asks for: the terms of programmes that would speak for them."""
    question = _Question()
    place = project.municipality.name if project.municipality else ""
    own = {word.stem for word in analyser.words(place)}
    for text, weight in _texts(project):
        purpose = without_places(text)
        said = list(finder.find(text))
        meant = said if purpose == text else list(finder.find(purpose))
        in_place = _place_words(said) - _place_words(meant)
        for word in analyser.words(text):
            if _says_something(word, own):
                question.add_word(word, weight * (_IN_PLACE if word.surface in in_place else 1.0))
        purposes = counted(meant)
        for name, count in counted(said).items():
            if theme_is_place(name):
                count = _IN_PLACE * count + (1 - _IN_PLACE) * min(count, purposes.get(name, 0.0))
            question.add_theme(name, weight * count * _THEME)
    if share := cooperation_asked(project):
        question.add_theme(COOPERATION, share * _TITLE * _THEME)
    if share := building_changed(project):
        question.add_theme(SAVING_ENERGY, share * _TITLE * _THEME)
    return question.wishes()


def _place_words(found: list[Found]) -> set[str]:
    places = (place.surface for place in found if theme_is_place(place.theme))
    return {word for surface in places for word in surface.split()}


def _texts(project: Project) -> list[tuple[str, float]]:
    return [
        (project.title, _TITLE),
        (without_denials(project.description), _DESCRIPTION),
        *((topic, _TOPICS / _things_named(topic)) for topic in project.topics),
    ]


def _things_named(topic: str) -> int:
    """»Kultur, Medien & Sport« is ticked for any of the three."""
    return 1 + len(_JOINS.findall(topic))


def _says_something(word: Word, own: set[str]) -> bool:
    """Leave out numbers, fillers and the name of the municipality itself."""
    return not (word.folded.isdigit() or word.folded in fillers() or word.stem in own)


class _Question:
    def __init__(self) -> None:
        self._weights: dict[str, float] = defaultdict(float)
        self._own: set[str] = set()

    def add_word(self, word: Word, weight: float) -> None:
        if word.surface[0].islower():
            weight *= _SMALL
        for term, share in ((word.stem, 1.0), *((part, PART) for part in word.parts)):
            self._add(term, weight * share * (_WEAK if term in weak_words() else 1.0), own=True)

    def add_theme(self, name: str, weight: float) -> None:
        theme = themes().get(name)
        if theme is None:
            return
        self._add(theme_term(name), weight, own=True)
        for other in theme.related:
            if other in themes():
                self._add(theme_term(other), weight * _RELATED, own=False)

    def _add(self, term: str, weight: float, *, own: bool) -> None:
        self._weights[term] += weight
        if own:
            self._own.add(term)

    def wishes(self) -> dict[str, Wish]:
        return {
            term: Wish(weight**_DAMPING, term in self._own)
            for term, weight in self._weights.items()
        }
