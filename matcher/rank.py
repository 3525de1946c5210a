"""The best programmes for a Vorhaben, best first."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from index.programme import Programme, all_programmes
from index.publication import published
from matcher.judge import Judgement, full_score, judge_candidate
from matcher.project import Project
from matcher.shelf import Shelf

Judged = tuple[Programme, Judgement]

WORTH_A_LOOK, GOOD_ENOUGH, GOOD_FOR_ALL = 10.0, 25.0, 27.0
"""The scores from which on a programme is listed, is kept as a match, brings towns together."""


_ROUNDING = 0.05


def judge_all(shelf: Shelf, project: Project, today: date, least: float = 0.0) -> list[Judged]:
    """Judge every programme, whatever the verdict, best first.

    With `least` those are left out that cannot reach it, whatever the conditions say.
    """
    judged = [
        (candidate.programme, judge_candidate(candidate, fit, project, today))
        for candidate, fit in zip(shelf.candidates, shelf.fits(project), strict=True)
        if full_score(fit) >= least - _ROUNDING
    ]
    return sorted(judged, key=lambda pair: (-pair[1].score, pair[0].id))


def matches(judged: list[Judged], least: float = GOOD_ENOUGH) -> Iterator[Judged]:
    """Those that may be used, or may perhaps be used, and fit: »no« is never a match."""
    return (pair for pair in judged if pair[1].eligible != "no" and pair[1].score >= least)


def near_misses(judged: list[Judged], least: float = GOOD_ENOUGH) -> Iterator[Judged]:
    """Those that fit, but for one condition that the municipality could turn."""
    return (pair for pair in judged if pair[1].near_miss and pair[1].score >= least)


def best(
    db: Database, folder: Path, project: Project, today: date, limit: int = 20
) -> list[Judged]:
    """The best matches for one Vorhaben."""
    found = matches(
        judge_all(Shelf(all_programmes(db, published(db))), project, today, GOOD_ENOUGH)
    )
    return [pair for pair, _ in zip(found, range(limit), strict=False)]
