"""Judging one programme after the other in plain loops: what the arrays have to agree with."""

from datetime import date

from matcher.best import Best
from matcher.judge import judgement_on
from matcher.occasions import is_general_loan, worth_of_a_general_loan
from matcher.project import Project
from matcher.question import ask, is_place, is_theme
from matcher.rank import GOOD_ENOUGH, matches, near_misses
from matcher.rules import verdicts
from matcher.shelf import Shelf
from matcher.tally import Fit

LOAN = "Investition (allgemeiner Kredit)"


def plain_fits(shelf: Shelf, project: Project) -> list[Fit]:
    """The score of every programme, term by term."""
    scores = [0.0] * len(shelf.candidates)
    voices: list[list[tuple[float, str, str]]] = [[] for _ in scores]
    themes = [0] * len(scores)
    in_title = [False] * len(scores)
    for term, wish in ask(project, shelf.analyser, shelf.finder).items():
        column = shelf.postings.column(term)
        if column is None:
            continue
        for place, number in enumerate(column.numbers.tolist()):
            share = float(column.shares[place])
            gain = wish.weight * shelf.statistics.rarity(term) * share
            scores[number] += gain
            said = shelf.postings.surfaces[column.surfaces[place]]
            voices[number].append((gain, term, said))
            if wish.own and is_theme(term) and not is_place(term):
                themes[number] += 1
                in_title[number] |= bool(column.in_title[place])
    loan = worth_of_a_general_loan(project)
    for number, candidate in enumerate(shelf.candidates):
        if loan and is_general_loan(candidate):
            scores[number] += loan
            voices[number].append((loan, LOAN, LOAN))
        if candidate.is_eu_call and not in_title[number] and themes[number] < 2:
            scores[number] *= 0.4
    return list(map(Fit, scores, voices))


def plain_best(
    shelf: Shelf, project: Project, today: date, most: int, least: float = GOOD_ENOUGH
) -> Best:
    """Judge everything in full, order it, keep the first."""
    judged = [
        (candidate.programme, judgement_on(verdicts(candidate, project, today), fit))
        for candidate, fit in zip(shelf.candidates, plain_fits(shelf, project), strict=True)
    ]
    judged.sort(key=lambda pair: (-pair[1].score, pair[0].id))
    return Best(
        matches=list(matches(judged, least))[:most],
        near_misses=list(near_misses(judged, least))[:most],
    )
