"""The answers of all hard conditions for many programmes: what several Vorhaben share, once."""

from collections.abc import Hashable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.candidate import Candidate
from matcher.project import Project
from matcher.rules import FORM_OF_MONEY, RULES, Rule
from matcher.tally import Numbers, Which
from matcher.verdict import Answer, Verdict

_ASKED, _UNCLEAR, _NO, _FINAL, _CATCH = 1, 2, 4, 8, 16
_FORM = RULES.index(FORM_OF_MONEY)

Marks = NDArray[np.uint8]


class Answers:
    """What all conditions say on some programmes for one Vorhaben."""

    def __init__(self, marks: Marks) -> None:
        refused = ((marks & _NO) > 0).sum(axis=0)
        final = (marks & _FINAL).any(axis=0)
        self.usable: Which = refused == 0
        self.near_miss: Which = (refused == 1) & ~final
        self.unclear: Which = self.usable & (marks & _UNCLEAR).any(axis=0)
        self.wrong_form: Which = (marks[_FORM] & _CATCH) > 0


class Conditions:
    """The rules, asked about some programmes on one day."""

    def __init__(self, candidates: Sequence[Candidate], today: date) -> None:
        self._asked = [_Asked(rule, candidates, today) for rule in RULES]

    def answers(self, numbers: Numbers, project: Project) -> Answers:
        """Ask all rules about some programmes for a Vorhaben."""
        return Answers(np.stack([asked.marks(numbers, project) for asked in self._asked]))

    def verdicts(self, number: int, project: Project) -> list[Verdict]:
        """The verdicts with their sentences on one programme."""
        return [asked.verdict(number, project) for asked in self._asked]


class _Asked:
    """One rule, and what it said so far."""

    def __init__(self, rule: Rule, candidates: Sequence[Candidate], today: date) -> None:
        self._rule, self._candidates, self._today = rule, candidates, today
        self._own = np.fromiter(map(rule.own, candidates), np.bool_)
        self._shared: dict[Hashable, tuple[Marks, list[Verdict | None]]] = {}

    def marks(self, numbers: Numbers, project: Project) -> Marks:
        marks, found = self._of(project)
        new = numbers[(marks[numbers] == 0) & ~self._own[numbers]]
        for number in new.tolist():
            verdict = found[number] = self._ask(number, project)
            marks[number] = _mark(verdict)
        result = marks[numbers]
        for at in np.flatnonzero(self._own[numbers]).tolist():
            result[at] = _mark(self._ask(int(numbers[at]), project))
        return result

    def verdict(self, number: int, project: Project) -> Verdict:
        shared = None if self._own[number] else self._of(project)[1][number]
        return shared or self._ask(number, project)

    def _of(self, project: Project) -> tuple[Marks, list[Verdict | None]]:
        key = self._rule.matters(project)
        if key not in self._shared:
            count = len(self._candidates)
            self._shared[key] = np.zeros(count, np.uint8), [None] * count
        return self._shared[key]

    def _ask(self, number: int, project: Project) -> Verdict:
        return self._rule.ask(self._candidates[number], project, self._today)


def _mark(verdict: Verdict) -> int:
    """What of a verdict decides over a match."""
    mark = _ASKED | (_CATCH if verdict.warning else 0)
    if verdict.answer is Answer.NO:
        return mark | _NO | (0 if verdict.remediable else _FINAL)
    return mark | (_UNCLEAR if verdict.answer is Answer.UNCLEAR else 0)
