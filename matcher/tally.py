"""What speaks for a programme, added up."""

from dataclasses import dataclass

from index.german import weak_words
from matcher.mentions import Posting
from matcher.question import Wish, is_place, is_theme

_LOUD, _TOLD = 0.12, 5
_LOOSE_CALL = 0.4
_THEMES_OF_A_CALL = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one programme fits: a score without upper bound, and the words that spoke for it."""

    score: float
    words: tuple[str, ...] = ()


class Tally:
    """What speaks for one programme."""

    def __init__(self) -> None:
        self.score = 0.0
        self._spoke: list[tuple[float, str]] = []
        self._themes = 0
        self._in_title = False

    def add(self, term: str, wish: Wish, gain: float, posting: Posting) -> None:
        """Add what one term brings."""
        self.score += gain
        if posting.surface and term not in weak_words():
            self._spoke.append((gain, posting.surface))
        if wish.own and is_theme(term) and not is_place(term):
            self._themes += 1
            self._in_title = self._in_title or posting.in_title

    def add_general_loan(self, gain: float) -> None:
        """Add what a loan for any municipal building brings."""
        self.score += gain
        self._spoke.append((gain, "Investition (allgemeiner Kredit)"))

    def weigh_call(self) -> None:
        """A research call names many themes; one of them in passing does not make it fit."""
        if not self._in_title and self._themes < _THEMES_OF_A_CALL:
            self.score *= _LOOSE_CALL

    def fit(self) -> Fit:
        """The score and the words that spoke loudest; what hardly counted is not worth telling."""
        ordered = sorted(self._spoke, reverse=True)
        told: list[str] = []
        for gain, surface in ordered:
            loud = gain >= _LOUD * ordered[0][0]
            if loud and not any(surface.casefold() in other.casefold() for other in told):
                told.append(surface)
        return Fit(self.score, tuple(told[:_TOLD]))
