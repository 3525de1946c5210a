"""What we think of one programme for one Vorhaben."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.programme import Programme
from matcher.parts import Part, PartKind, rounded
from matcher.project import Project
from matcher.rules import FORM_OF_MONEY, RULES, verdicts
from matcher.shelf import Shelf
from matcher.tally import Fit
from matcher.verdict import Answer, Verdict, together

_UNCLEAR = 0.55
_WRONG_FORM = 0.5
LEFT = ((1.0, _WRONG_FORM), (_UNCLEAR, _UNCLEAR * _WRONG_FORM))
"""What is left of a score: by whether a condition is open, and whether the form is another."""
_FULL = 45.0
_EXPLAINED = 5.0
"""The score from which on it is worth the time to write down what it is made of."""
_WORDS = "Stichwörter: "
_FORM = RULES.index(FORM_OF_MONEY)
Number = TypeVar("Number", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """May it be used, how well does it fit (0 to 100), what speaks for it, what stands against.

    The `parts` add up to the score.
    """

    eligible: str
    score: float
    reasons: tuple[str, ...]
    obstacles: tuple[str, ...]
    near_miss: bool = False
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Conditions:
    """The answers of all hard conditions, and what they leave of the score."""

    found: list[Verdict]
    answer: Answer
    wrong_form: bool

    @property
    def share(self) -> float:
        return LEFT[self.answer is Answer.UNCLEAR][self.wrong_form]

    def deductions(self, full: float) -> list[Part]:
        """What they take from a score of so many points."""
        parts = []
        if self.answer is Answer.UNCLEAR:
            lost = full * (1 - _UNCLEAR)
            label = "Bedingungen, die noch zu klären sind"
            parts.append(Part(kind=PartKind.UNCLEAR, label=label, points=-lost))
            full -= lost
        if self.wrong_form:
            label = "Gesucht ist eine andere Förderart"
            parts.append(Part(kind=PartKind.FORM, label=label, points=-full * (1 - _WRONG_FORM)))
        return parts


def judge(programme: Programme, project: Project, today: date) -> Judgement:
    """Judge one programme by itself. For many, `matcher.rank` reads the programmes only once."""
    shelf = Shelf([programme])
    found = verdicts(shelf.candidates[0], project, today)
    (fit,) = shelf.tally(project).fits(np.zeros(1, np.intp))
    return judgement_on(found, fit)


def judgement_on(found: list[Verdict], fit: Fit) -> Judgement:
    """Put the answers of all hard conditions and the fit together."""
    conditions = _conditions(found)
    told = fit.words()
    words = (f"{_WORDS}{', '.join(told)}",) if told else ()
    full = full_score(fit.score)
    judgement = _judgement(conditions, full * conditions.share, words)
    if judgement.score < _EXPLAINED:
        return judgement
    parts = [*fit.parts(full), *conditions.deductions(full)]
    return replace(judgement, parts=rounded(parts, judgement.score))


def full_score(score: Number) -> Number:
    """The score by what a programme is about, of 100; conditions can only take away from it."""
    return 100 * score / (score + _FULL)


def may_be_kept(found: list[Verdict]) -> bool:
    """Tell whether these answers leave a match or a near miss, if the programme fits."""
    answer = together([verdict.answer for verdict in found])
    return answer is not Answer.NO or _is_near_miss(found)


def _conditions(found: list[Verdict]) -> _Conditions:
    answer = together([verdict.answer for verdict in found])
    return _Conditions(found, answer, found[_FORM].warning)


def _judgement(conditions: _Conditions, score: float, words: tuple[str, ...]) -> Judgement:
    found = conditions.found
    met = (v for v in found if v.answer is Answer.YES and not v.warning and v.sentence)
    against = (verdict for verdict in found if verdict.answer is not Answer.YES or verdict.warning)
    return Judgement(
        eligible=conditions.answer.value,
        score=round(score, 1),
        reasons=(*(verdict.sentence for verdict in met), *words),
        obstacles=tuple(verdict.sentence for verdict in against),
        near_miss=_is_near_miss(found),
    )


def _is_near_miss(found: list[Verdict]) -> bool:
    failed = [verdict for verdict in found if verdict.answer is Answer.NO]
    return len(failed) == 1 and failed[0].remediable
