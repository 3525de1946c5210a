"""The best programmes for a Vorhaben, best first."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from index.programme import Programme
from matcher.judge import Judgement, full_score, judgement_on
from matcher.project import Project
from matcher.rules import verdicts
from matcher.shelf import Shelf

Judged = tuple[Programme, Judgement]

WORTH_A_LOOK, GOOD_ENOUGH, GOOD_FOR_ALL = 10.0, 25.0, 27.0
"""The scores from which on a programme is listed, is kept as a match, brings towns together."""


ROUNDING = 0.05


def judge_all(shelf: Shelf, project: Project, today: date, least: float = 0.0) -> list[Judged]:
    """Judge every programme, whatever the verdict, best first.

    With `least` those are left out that cannot reach it, whatever the conditions say.
    """
    tally = shelf.tally(project)
    numbers = np.flatnonzero(full_score(tally.scores) >= least - ROUNDING)
    judged = [
        (found.programme, judgement_on(verdicts(found, project, today), fit))
        for number, fit in zip(numbers.tolist(), tally.fits(numbers), strict=True)
        for found in [shelf.candidates[number]]
    ]
    return sorted(judged, key=lambda pair: (-pair[1].score, pair[0].id))


def matches(judged: list[Judged], least: float = GOOD_ENOUGH) -> Iterator[Judged]:
    """Those that may be used, or may perhaps be used, and fit: »no« is never a match."""
    return (pair for pair in judged if pair[1].eligible != "no" and pair[1].score >= least)


def near_misses(judged: list[Judged], least: float = GOOD_ENOUGH) -> Iterator[Judged]:
    """Those that fit, but for one condition that the municipality could turn."""
    return (pair for pair in judged if pair[1].near_miss and pair[1].score >= least)
