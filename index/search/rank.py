"""Ranking: BM25F over the fields, how much of the question is met, and what is of use here.

Each unit of the question is scored like one word: the best of its alternatives counts. A result
has to meet a measured share of what the question asks for; what is of little use to a
municipality here ranks lower but is never hidden.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log
from pathlib import Path
from typing import Any

from index.search.card import Card
from index.search.query import PARTS, Unit, Wish
from index.search.schema import FIELD_WEIGHTS, LENGTH_SHARE, pair
from index.search.snapshot import Segment, segments_of
from index.vocabulary import Level, Region, Status

K1 = 1.2
CERTAIN = 0.4
"""From this saturation on a unit counts as met; below, in part: a passing mention."""
FLOOR = 0.45
"""The share of the question, weighed by rarity, that a result has to meet."""
TAIL = 0.12
"""A result far below the best one is noise."""
WEAK = 0.15
PAIR_BONUS = 0.35
NAME_BONUS = 0.35

HOME = Region.HESSE
STATUS_FACTOR = {
    Status.OPEN: 1.0,
    Status.UPCOMING: 1.0,
    Status.UNKNOWN: 0.97,
    Status.PAUSED: 0.9,
    Status.CLOSED: 0.8,
}

Scores = dict[int, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One programme that answers, by its number in the open index."""

    number: int
    card: Card
    status: Status
    score: float


class Ranking:
    """One question against one open reader."""

    def __init__(self, current: Path, reader: Any, today: date) -> None:
        self._leaves = list(segments_of(current, reader))
        self._today = today
        self._count = max(1, reader.doc_count_all())
        self._averages = {
            name: max(1.0, reader.field_length(name) / self._count) for name in FIELD_WEIGHTS
        }
        self._found: dict[tuple[str, str], Scores] = {}

    def frequency(self, stem: str) -> int:
        """How many programmes contain the stem."""
        return len(self._term(stem))

    def answer(self, wish: Wish) -> list[Ranked]:
        """Find and order what answers the question; everything, where it asks for nothing."""
        if not wish.units:
            scores = {number: 1.0 for number in self._all() if self._allowed(number, wish)}
        else:
            scores = self._matching(wish)
        ranked = [self._ranked(number, score, wish) for number, score in scores.items()]
        best = max((item.score for item in ranked), default=0.0)
        ranked = [item for item in ranked if item.score >= TAIL * best]
        return sorted(ranked, key=lambda item: (-item.score, item.card.title, item.number))

    def _matching(self, wish: Wish) -> Scores:
        gathered: Scores = {}
        met: Scores = {}
        asked = 0.0
        for unit in wish.units:
            scores = self._unit(unit)
            rarity = self._rarity(unit, scores)
            weight = rarity * (WEAK if unit.weak else 1.0)
            for number, score in scores.items():
                gathered[number] = gathered.get(number, 0.0) + weight * score
            if not unit.weak:
                asked += rarity
                for number, score in scores.items():
                    share = rarity * min(1.0, score / CERTAIN)
                    met[number] = met.get(number, 0.0) + share
            self._add_names(unit, weight, gathered)
        self._add_pairs(wish, gathered)
        required = [self._unit(unit) for unit in wish.units if unit.required]
        unwanted = [self._unit(unit) for unit in wish.excluded]
        scores = {}
        for number, total in gathered.items():
            coverage = met.get(number, 0.0) / asked if asked else 1.0
            if coverage < FLOOR or any(number in found for found in unwanted):
                continue
            if all(number in found for found in required):
                scores[number] = total * (0.3 + 0.7 * coverage)
        return scores

    def _allowed(self, number: int, wish: Wish) -> bool:
        return not any(number in self._unit(unit) for unit in wish.excluded)

    def _all(self) -> Iterable[int]:
        for leaf, offset, segment in self._leaves:
            for number in range(len(segment.cards)):
                if not leaf.is_deleted(number):
                    yield offset + number

    def _unit(self, unit: Unit) -> Scores:
        """Per programme the best of the unit's alternatives, 0 to 1."""
        best: Scores = {}
        for term in unit.terms:
            for number, score in self._phrase(term.stems).items():
                score *= term.weight
                if score > best.get(number, 0.0):
                    best[number] = score
        for number, score in self._together(unit.parts).items():
            score *= PARTS
            if score > best.get(number, 0.0):
                best[number] = score
        return best

    def _together(self, parts: tuple[Unit, ...]) -> Scores:
        """Parts count by their rarity, and those that are missing count against the others."""
        total: Scores = {}
        share: Scores = {}
        whole = 0.0
        for part in parts:
            scores = self._unit(part)
            weight = self._rarity(part, scores) * (WEAK if part.weak else 1.0)
            whole += weight
            for number, score in scores.items():
                total[number] = total.get(number, 0.0) + weight * score
                share[number] = share.get(number, 0.0) + weight
        return {n: (t / whole) * (share[n] / whole) for n, t in total.items()}

    def _rarity(self, unit: Unit, scores: Scores) -> float:
        """How telling the unit is: rare is telling; what nobody writes is most telling."""
        frequency = sum(1 for score in scores.values() if score >= 0.2)
        return log(1 + (self._count - frequency + 0.5) / (frequency + 0.5))

    def _phrase(self, stems: tuple[str, ...]) -> Scores:
        if len(stems) == 1:
            return self._term(stems[0])
        chain = [self._term(pair(a, b)) for a, b in itertools.pairwise(stems)]
        shortest = min(chain, key=len)
        return {
            number: min(found[number] for found in chain)
            for number in shortest
            if all(number in found for found in chain)
        }

    def _term(self, text: str) -> Scores:
        """Per programme how strongly it contains the term, 0 to 1 (BM25F without rarity)."""
        key = ("", text)
        if key not in self._found:
            sums: Scores = {}
            for leaf, offset, segment in self._leaves:
                for field in FIELD_WEIGHTS:
                    self._add_postings(leaf, offset, segment, field, text, sums)
            self._found[key] = {n: value / (K1 + value) for n, value in sums.items()}
        return self._found[key]

    def _add_postings(
        self, leaf: Any, offset: int, segment: Segment, field: str, text: str, sums: Scores
    ) -> None:
        if (field, text.encode()) not in leaf:
            return
        weight, share = FIELD_WEIGHTS[field], LENGTH_SHARE[field]
        lengths, average = segment.lengths[field], self._averages[field]
        matcher = leaf.postings(field, text)
        while matcher.is_active():
            number = matcher.id()
            norm = 1 - share + share * lengths[number] / average
            number += offset
            sums[number] = sums.get(number, 0.0) + weight * matcher.weight() / norm
            matcher.next()

    def _names(self, folded: str) -> set[int]:
        found: set[int] = set()
        for leaf, offset, _ in self._leaves:
            if ("name", folded.encode()) in leaf:
                found.update(offset + n for n in leaf.postings("name", folded).all_ids())
        return found

    def _add_names(self, unit: Unit, weight: float, gathered: Scores) -> None:
        """The very word in the title, neither stemmed nor a synonym."""
        names = [self._names(word) for word in unit.folded.split()]
        for number in set.intersection(*names) if names else ():
            gathered[number] = gathered.get(number, 0.0) + NAME_BONUS * weight

    def _add_pairs(self, wish: Wish, gathered: Scores) -> None:
        """Words that stand side by side as in the question."""
        for stems in wish.pairs:
            scores = self._phrase(stems)
            rarity = log(1 + self._count / (1 + len(scores)))
            for number, score in scores.items():
                if number in gathered:
                    gathered[number] += PAIR_BONUS * rarity * score

    def _ranked(self, number: int, score: float, wish: Wish) -> Ranked:
        segment, local = self._place(number)
        card, status = segment.cards[local], segment.statuses(self._today)[local]
        return Ranked(number, card, status, score * use_here(card, status, wish))

    def _place(self, number: int) -> tuple[Segment, int]:
        for _, offset, segment in reversed(self._leaves):
            if number >= offset:
                return segment, number - offset
        raise KeyError(number)


def use_here(card: Card, status: Status, wish: Wish) -> float:
    """How useful the programme is to a municipality here: a mild factor, but for other Länder."""
    factor = STATUS_FACTOR[status] * _region_factor(card.regions, wish.regions)
    if card.for_municipalities is False:
        factor *= 0.85
    if card.research:
        factor *= 0.75
    if wish.levels:
        factor *= 1.25 if _level_wanted(card.facets, wish.levels) else 0.8
    return factor


def _region_factor(regions: tuple[Region, ...], wanted: frozenset[Region]) -> float:
    if not regions:
        return 0.9
    if wanted:
        if wanted.intersection(regions):
            return 1.3
        return 0.9 if any(r.covers(w) for r in regions for w in wanted) else 0.15
    return 1.0 if any(region.covers(HOME) for region in regions) else 0.4


def _level_wanted(facets: Mapping[str, tuple[str, ...]], levels: frozenset[Level]) -> bool:
    return bool(set(facets["level"]).intersection(levels))
