"""What we think of one programme for one Vorhaben."""

from dataclasses import dataclass
from datetime import date

from index.programme import Programme
from matcher.candidate import Candidate
from matcher.money_rules import has_wrong_form
from matcher.project import Project
from matcher.rules import verdicts
from matcher.shelf import Shelf
from matcher.tally import Fit
from matcher.verdict import Answer, Verdict, together

_UNCLEAR = 0.55
_WRONG_FORM = 0.5
_FULL = 45.0
_WORDS = "Stichwörter: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """May it be used, how well does it fit (0 to 100), what speaks for it, what stands against."""

    eligible: str
    score: float
    reasons: tuple[str, ...]
    obstacles: tuple[str, ...]
    near_miss: bool = False


def judge(programme: Programme, project: Project, today: date) -> Judgement:
    """Judge one programme by itself. For many, `matcher.rank` reads the programmes only once."""
    shelf = Shelf([programme])
    return judge_candidate(shelf.candidates[0], shelf.fits(project)[0], project, today)


def judge_candidate(candidate: Candidate, fit: Fit, project: Project, today: date) -> Judgement:
    """Put the hard conditions and the fit together."""
    found = verdicts(candidate, project, today)
    answer = together([verdict.answer for verdict in found])
    share = _share(answer, candidate, project, today)
    words = (f"{_WORDS}{', '.join(fit.words)}",) if fit.words else ()
    return _judgement(found, answer, 100 * share * fit.score / (fit.score + _FULL), words)


def judge_again(
    stored: Judgement, before: Candidate, after: Candidate, project: Project, today: date
) -> Judgement:
    """Judge a programme anew of which only facts differ: what it is about stays as it was."""
    found = verdicts(after, project, today)
    answer = together([verdict.answer for verdict in found])
    was = together([verdict.answer for verdict in verdicts(before, project, today)])
    share = _share(answer, after, project, today) / _share(was, before, project, today)
    words = tuple(reason for reason in stored.reasons if reason.startswith(_WORDS))
    return _judgement(found, answer, stored.score * share, words)


def gains(before: Candidate, after: Candidate, project: Project, today: date) -> bool:
    """Tell whether a programme that was no match may be one after its facts were changed."""
    old, new = verdicts(before, project, today), verdicts(after, project, today)
    return _rank(new) > _rank(old)


def _rank(found: list[Verdict]) -> int:
    answer = together([verdict.answer for verdict in found])
    if answer is Answer.NO:
        return int(_is_near_miss(found))
    return 2 if answer is Answer.UNCLEAR else 3


def _share(answer: Answer, candidate: Candidate, project: Project, today: date) -> float:
    share = _UNCLEAR if answer is Answer.UNCLEAR else 1.0
    return share * _WRONG_FORM if has_wrong_form(candidate, project, today) else share


def _judgement(
    found: list[Verdict], answer: Answer, score: float, words: tuple[str, ...]
) -> Judgement:
    met = (v for v in found if v.answer is Answer.YES and not v.warning and v.sentence)
    against = (verdict for verdict in found if verdict.answer is not Answer.YES or verdict.warning)
    return Judgement(
        eligible=answer.value,
        score=round(score, 1),
        reasons=(*(verdict.sentence for verdict in met), *words),
        obstacles=tuple(verdict.sentence for verdict in against),
        near_miss=_is_near_miss(found),
    )


def _is_near_miss(found: list[Verdict]) -> bool:
    failed = [verdict for verdict in found if verdict.answer is Answer.NO]
    return len(failed) == 1 and failed[0].remediable
