"""How useful a programme is to a municipality here: a mild factor, but for other Länder."""

from index.municipality import HOME
from index.search.card import Fit
from index.search.query import Wish
from index.vocabulary import Region, Status

WANTED, UNWANTED = 2.0, 0.5
"""The question names who is to give the money: this level, or another."""

STATUS_FACTOR = {
    Status.OPEN: 1.0,
    Status.UPCOMING: 1.0,
    Status.UNKNOWN: 0.97,
    Status.PAUSED: 0.9,
    Status.CLOSED: 0.8,
}


def use_here(fit: Fit, status: Status, wish: Wish) -> float:
    """The factor by which usefulness here moves a score; it never hides anything."""
    factor = STATUS_FACTOR[status] * _region_factor(fit.regions, wish.regions)
    if fit.for_municipalities is False:
        factor *= 0.85
    if fit.research:
        factor *= 0.65
    if wish.levels:
        factor *= WANTED if wish.levels.intersection(fit.levels) else UNWANTED
    return factor


def _region_factor(regions: tuple[Region, ...], wanted: frozenset[Region]) -> float:
    if not regions:
        return 0.9
    if wanted:
        if wanted.intersection(regions):
            return 1.3
        return 0.9 if any(r.covers(w) for r in regions for w in wanted) else 0.15
    return 1.0 if any(region.covers(HOME) for region in regions) else 0.45
