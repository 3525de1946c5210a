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

    def __init__(self, numbers: Numbers) -> None:
        self._marks: Marks = np.zeros(len(numbers), np.uint8)
        self._refused = np.zeros(len(numbers), np.intc)
        self.wrong_form: Which = np.zeros(len(numbers), np.bool_)

    def add(self, marks: Marks) -> None:
        """Add what one rule says."""
        self._marks |= marks
        self._refused += (marks & _NO) > 0

    @property
    def usable(self) -> Which:
        """Those that no condition refuses."""
        usable: Which = self._refused == 0
        return usable

    @property
    def near_miss(self) -> Which:
        """Those that one condition refuses, which the municipality could turn."""
        near: Which = (self._refused == 1) & (self._marks & _FINAL == 0)
        return near

    @property
    def unclear(self) -> Which:
        """Those that are usable, as far as anybody can tell."""
        return self.usable & (self._marks & _UNCLEAR > 0)


class Conditions:
    """The rules, asked about some programmes on one day."""

    def __init__(self, candidates: Sequence[Candidate], today: date) -> None:
        self._asked = [_Asked(rule, candidates, today) for rule in RULES]

    def answers(self, numbers: Numbers, project: Project) -> Answers:
        """Ask all rules about some programmes for a Vorhaben."""
        answers = Answers(numbers)
        for asked in self._asked:
            answers.add(asked.shared_marks(numbers, project))
        answers.wrong_form = self._asked[_FORM].shared_marks(numbers, project) & _CATCH > 0
        for asked in self._asked:
            # What is refused for good is not asked what it says to this Vorhaben by itself.
            answers.add(asked.own_marks(numbers, project, answers.usable | answers.near_miss))
        return answers

    def verdicts(self, number: int, project: Project) -> list[Verdict]:
        """The verdicts with their sentences on one programme."""
        return [asked.verdict(number, project) for asked in self._asked]


class _Asked:
    """One rule, and what it said so far."""

    def __init__(self, rule: Rule, candidates: Sequence[Candidate], today: date) -> None:
        self._rule, self._candidates, self._today = rule, candidates, today
        self._own: Which = np.fromiter(map(rule.own, candidates), np.bool_)
        self._decides: Which = self._own & (not rule.only_told)
        self._any = bool(self._decides.any())
        self._shared: dict[Hashable, tuple[Marks, list[Verdict | None]]] = {}

    def shared_marks(self, numbers: Numbers, project: Project) -> Marks:
        marks, found = self._of(project)
        result = marks[numbers]
        if not result.all():
            for number in numbers[result == 0].tolist():
                if self._decides[number]:
                    marks[number] = _ASKED
                    continue
                verdict = self._ask(number, project)
                marks[number] = _mark(verdict)
                found[number] = None if self._own[number] else verdict
            result = marks[numbers]
        return result

    def own_marks(self, numbers: Numbers, project: Project, which: Which) -> Marks:
        result: Marks = np.zeros(len(numbers), np.uint8)
        if self._any:
            for at in np.flatnonzero(which & self._decides[numbers]).tolist():
                result[at] = _mark(self._ask(int(numbers[at]), project))
        return result

    def verdict(self, number: int, project: Project) -> Verdict:
        return self._of(project)[1][number] or self._ask(number, project)

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
