"""The best programmes for a Vorhaben out of many, as judging each of them would find them.

Scores and answers come as arrays for all programmes at once; only what is kept is explained.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from index.programme import Programme
from matcher.judge import LEFT, full_score, judgement_on
from matcher.project import Project
from matcher.question import Wish
from matcher.rank import GOOD_ENOUGH, ROUNDING, Judged
from matcher.shelf import Shelf
from matcher.tally import Numbers, Tally, Which

_LEFT = np.array(LEFT)
_TENTHS = 0.11
"""Scores that lie further apart stand in the same order when rounded to tenths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """The programmes that fit a Vorhaben, and those that nearly do; best first."""

    matches: list[Judged]
    near_misses: list[Judged]


def best_for(
    shelf: Shelf,
    project: Project,
    today: date,
    *,
    most: int | None = None,
    least: float = GOOD_ENOUGH,
    without: Collection[int] = (),
    wishes: Mapping[str, Wish] | None = None,
) -> Best:
    """The best `most` matches and near misses with at least so many points.

    `without`: programmes, by their ids, that the Vorhaben wants nothing to do with; `wishes`: what
    it asks for, if that is known already.
    """
    held = _Held(shelf, project, today, least, without, wishes)
    return Best(
        matches=held.foremost(held.usable, most), near_misses=held.foremost(held.near, most)
    )


def fitting(shelf: Shelf, project: Project, today: date, least: float) -> list[Programme]:
    """The programmes that may be used and have so many points, unexplained, in no order."""
    held = _Held(shelf, project, today, least)
    chosen = zip(held.numbers.tolist(), held.scores.tolist(), held.usable.tolist(), strict=True)
    return [
        shelf.candidates[number].programme
        for number, score, usable in chosen
        if usable and round(score, 1) >= least
    ]


class _Held:
    """The programmes that may reach so many points for a Vorhaben, with all answers."""

    def __init__(
        self,
        shelf: Shelf,
        project: Project,
        today: date,
        least: float,
        without: Collection[int] = (),
        wishes: Mapping[str, Wish] | None = None,
    ) -> None:
        self._shelf, self._project, self._least = shelf, project, least
        self._conditions = shelf.conditions(today)
        self._tally: Tally = shelf.tally(project, wishes)
        full = full_score(self._tally.scores)
        numbers = np.flatnonzero(full >= least - ROUNDING)
        if without:
            ids = [shelf.candidates[number].programme.id for number in numbers.tolist()]
            numbers = numbers[~np.isin(ids, list(without))]
        answers = self._conditions.answers(numbers, project)
        left = _LEFT[answers.unclear.astype(int), answers.wrong_form.astype(int)]
        self.numbers: Numbers = numbers
        self.scores: NDArray[np.float64] = full[numbers] * left
        self.usable: Which = answers.usable
        self.near: Which = answers.near_miss

    def foremost(self, which: Which, most: int | None) -> list[Judged]:
        """The best of these, judged in full."""
        which = which & (self.scores >= self._least - ROUNDING)
        numbers, scores = self.numbers[which], self.scores[which]
        if most is not None and len(numbers) > most:
            last = np.partition(scores, -most)[-most]
            numbers = numbers[scores >= last - _TENTHS]
        fits = self._tally.fits(numbers)
        judged = [
            (
                self._shelf.candidates[number].programme,
                judgement_on(self._conditions.verdicts(number, self._project), fit),
            )
            for number, fit in zip(numbers.tolist(), fits, strict=True)
        ]
        found = sorted(judged, key=lambda pair: (-pair[1].score, pair[0].id))
        return [pair for pair in found if pair[1].score >= self._least][:most]
