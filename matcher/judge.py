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
    share = _UNCLEAR if answer is Answer.UNCLEAR else 1.0
    if has_wrong_form(candidate, project, today):
        share *= _WRONG_FORM
    against = [verdict for verdict in found if verdict.answer is not Answer.YES or verdict.warning]
    return Judgement(
        eligible=answer.value,
        score=round(100 * share * fit.score / (fit.score + _FULL), 1),
        reasons=_reasons(found, fit),
        obstacles=tuple(verdict.sentence for verdict in against),
        near_miss=_is_near_miss(found),
    )


def _reasons(found: list[Verdict], fit: Fit) -> tuple[str, ...]:
    met = (v for v in found if v.answer is Answer.YES and not v.warning and v.sentence)
    words = (f"Stichwörter: {', '.join(fit.words)}",) if fit.words else ()
    return (*(verdict.sentence for verdict in met), *words)


def _is_near_miss(found: list[Verdict]) -> bool:
    failed = [verdict for verdict in found if verdict.answer is Answer.NO]
    return len(failed) == 1 and failed[0].remediable
