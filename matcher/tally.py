"""What speaks for a programme, added up."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.german import weak_words
from matcher.mentions import Posting
from matcher.parts import Part, PartKind
from matcher.question import Wish, is_place, is_theme, label_of

_LOUD, _TOLD = 0.12, 5
_MOST_PARTS = 6
_ROUNDING = 0.01
_LOOSE_CALL = 0.4
_THEMES_OF_A_CALL = 2
_LOAN = "Investition (allgemeiner Kredit)"

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


class Tally:
    """What speaks for one programme."""

    def __init__(self) -> None:
        self.score = 0.0
        self._voices: list[_Voice] = []
        self._themes = 0
        self._in_title = False

    def add(self, term: str, wish: Wish, gain: float, posting: Posting) -> None:
        """Add what one term brings."""
        self.score += gain
        self._voices.append((gain, term, posting.surface))
        if wish.own and is_theme(term) and not is_place(term):
            self._themes += 1
            self._in_title = self._in_title or posting.in_title

    def add_general_loan(self, gain: float) -> None:
        """Add what a loan for any municipal building brings."""
        self.score += gain
        self._voices.append((gain, _LOAN, _LOAN))

    def weigh_call(self) -> None:
        """A research call names many themes; one of them in passing does not make it fit."""
        if not self._in_title and self._themes < _THEMES_OF_A_CALL:
            self.score *= _LOOSE_CALL

    def fit(self) -> Fit:
        """The score, and what it comes from."""
        return Fit(self.score, self._voices)


def _tells(term: str) -> bool:
    return term not in weak_words()


def _part(voice: _Voice, share: float) -> Part:
    gain, term, surface = voice
    if term == _LOAN:
        return Part(kind=PartKind.LOAN, label=_LOAN, points=gain * share)
    if is_theme(term):
        return Part(kind=PartKind.THEME, label=label_of(term), points=gain * share, surface=surface)
    return Part(kind=PartKind.WORD, label=surface or term, points=gain * share, surface=surface)
