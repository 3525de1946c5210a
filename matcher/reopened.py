"""How a programme would fit a Vorhaben if it were called again on a day to come."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from matcher.call_rules import call_is_open
from matcher.candidate import Candidate
from matcher.judge import full_score, judgement_on
from matcher.project import Project
from matcher.rank import ROUNDING, Judged
from matcher.rules import RULES
from matcher.shelf import Shelf
from matcher.verdict import Verdict, yes

FITS_WELL = 35.0
"""The score from which on it is told: what is only expected has to fit better than what is open."""


def judge_reopened(shelf: Shelf, project: Project, days: Mapping[int, date]) -> list[Judged]:
    """The programmes that would fit, best first; each is judged on its day, as if it were open.

    Every other condition counts as it stands: also that nothing may have begun by then.
    """
    tally = shelf.tally(project)
    numbers = np.flatnonzero(full_score(tally.scores) >= FITS_WELL - ROUNDING)
    judged = []
    for number, fit in zip(numbers.tolist(), tally.fits(numbers), strict=True):
        candidate = shelf.candidates[number]
        found = _verdicts(candidate, project, days[candidate.programme.id])
        judged.append((candidate.programme, judgement_on(found, fit)))
    fitting = [it for it in judged if it[1].eligible != "no" and it[1].score >= FITS_WELL]
    return sorted(fitting, key=lambda pair: (-pair[1].score, pair[0].id))


def _verdicts(candidate: Candidate, project: Project, day: date) -> list[Verdict]:
    return [
        yes() if rule.ask is call_is_open else rule.ask(candidate, project, day) for rule in RULES
    ]
