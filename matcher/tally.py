"""What speaks for each programme of a shelf, added up for all of them at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.german import weak_words
from matcher.parts import Part, PartKind
from matcher.postings import Column
from matcher.question import is_theme, label_of

_LOUD, _TOLD = 0.12, 5
_MOST_PARTS = 6
_ROUNDING = 0.01
LOOSE_CALL = 0.4
_THEMES_OF_A_CALL = 2
_LOAN = "Investition (allgemeiner Kredit)"

Numbers = NDArray[np.intp]
Which = NDArray[np.bool_]
Kind = TypeVar("Kind", bound=np.generic)
_Voice = tuple[float, str, str]
"""How much a term brings, the term, and how the source says it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one programme fits: a score without upper bound, and all that spoke for it."""

    score: float
    voices: Sequence[_Voice] = ()

    def words(self) -> tuple[str, ...]:
        """The words that spoke loudest; what hardly counted is not worth telling."""
        spoke = ((gain, said) for gain, term, said in self.voices if said and _tells(term))
        ordered = sorted(spoke, reverse=True)
        told: list[str] = []
        for gain, surface in ordered:
            loud = gain >= _LOUD * ordered[0][0]
            if loud and not any(surface.casefold() in other.casefold() for other in told):
                told.append(surface)
        return tuple(told[:_TOLD])

    def parts(self, full: float) -> list[Part]:
        """What a score of so many points is made of; the parts add up to it."""
        share = full / self.score
        ordered = sorted(self.voices, key=lambda voice: -voice[0])
        said = [_part(voice, share) for voice in ordered[:_MOST_PARTS]]
        if rest := ordered[_MOST_PARTS:]:
            points = share * sum(voice[0] for voice in rest)
            label = f"{len(rest)} weitere Wörter und Themen"
            said.append(Part(kind=PartKind.REST, label=label, points=points))
        loose = full - sum(part.points for part in said)
        if loose > -_ROUNDING:
            return said
        label = "EU-Aufruf, der das Thema nur am Rande nennt"
        return [*said, Part(kind=PartKind.LOOSE, label=label, points=loose)]


@dataclass(frozen=True, slots=True)
class Voice:
    """A term of the Vorhaben, what it is worth, and the programmes that speak of it.

    `theme`: it is a theme that the Vorhaben itself names, and no place.
    """

    term: str
    worth: float
    theme: bool
    column: Column

    @property
    def gains(self) -> NDArray[np.float64]:
        """What the term brings to each programme of its column."""
        return self.worth * self.column.shares


class Tally:
    """What speaks for each of so many programmes: `scores` by their places on the shelf."""

    def __init__(self, count: int, voices: Iterable[Voice], surfaces: Sequence[str]) -> None:
        self._voices, self._surfaces = list(voices), surfaces
        self._loan = 0.0
        self._loans: Which = np.zeros(count, np.bool_)
        self._where = _joined([voice.column.numbers for voice in self._voices], np.intp)
        self._gains = _joined([voice.gains for voice in self._voices], np.float64)
        # Programme by programme this adds in the order of the voices, as a loop over them would.
        summed = np.bincount(self._where, weights=self._gains, minlength=count)
        self.scores = summed.astype(np.float64)

    def add_general_loan(self, gain: float, loans: Which) -> None:
        """Add what a loan for any municipal building brings."""
        self._loan, self._loans = gain, loans
        self.scores += gain * loans

    def weigh_calls(self, calls: Which) -> None:
        """A research call names many themes; one of them in passing does not make it fit."""
        columns = [voice.column for voice in self._voices if voice.theme]
        named = _joined([it.numbers for it in columns], np.intp)
        in_title = _joined([it.numbers[it.in_title] for it in columns], np.intp)
        self.scores[calls & are_loose(len(calls), named, in_title)] *= LOOSE_CALL

    def fits(self, numbers: Numbers) -> list[Fit]:
        """The scores of some programmes, and what they come from."""
        place = np.full(len(self.scores), -1, np.intp)
        place[numbers] = np.arange(len(numbers))
        heard = np.flatnonzero(place[self._where] >= 0)
        said = _joined([voice.column.surfaces for voice in self._voices], np.intc)[heard]
        sizes = [len(voice.column.numbers) for voice in self._voices]
        terms = np.repeat(np.arange(len(sizes)), sizes)[heard]
        spoken: list[list[_Voice]] = [[] for _ in numbers]
        for at, gain, term, surface in zip(
            place[self._where[heard]].tolist(),
            self._gains[heard].tolist(),
            terms.tolist(),
            said.tolist(),
            strict=True,
        ):
            spoken[at].append((gain, self._voices[term].term, self._surfaces[surface]))
        for at in np.flatnonzero(self._loans[numbers]).tolist() if self._loan else ():
            spoken[at].append((self._loan, _LOAN, _LOAN))
        return list(map(Fit, self.scores[numbers].tolist(), spoken))


def are_loose(count: int, named: Numbers, in_title: Numbers) -> Which:
    """Tell which of so many pairs of call and Vorhaben have too little in common.

    `named` holds a pair once for each theme that both name, `in_title` where the title does.
    """
    loose: Which = np.bincount(named, minlength=count) < _THEMES_OF_A_CALL
    loose[in_title] = False
    return loose


def _joined(arrays: list[NDArray[Kind]], kind: type[Kind]) -> NDArray[Kind]:
    return np.concatenate(arrays) if arrays else np.zeros(0, kind)


def _tells(term: str) -> bool:
    return term not in weak_words()


def _part(voice: _Voice, share: float) -> Part:
    gain, term, surface = voice
    if term == _LOAN:
        return Part(kind=PartKind.LOAN, label=_LOAN, points=gain * share)
    if is_theme(term):
        return Part(kind=PartKind.THEME, label=label_of(term), points=gain * share, surface=surface)
    return Part(kind=PartKind.WORD, label=surface or term, points=gain * share, surface=surface)
