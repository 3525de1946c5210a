"""Ranking: BM25F over the fields, how much of the question is met, and what is of use here.

Each unit of the question is scored like one word (index.search.evidence). A result has to meet a
measured share of what the question asks for; what is of little use to a municipality here ranks
lower but is never hidden.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import log

import numpy as np

from index.search.columns import STATUSES
from index.search.evidence import WEAK, Evidence
from index.search.opened import Opened
from index.search.query import Unit, Wish
from index.search.scores import Mask, Numbers, Scores, Values
from index.search.use import use_here

CERTAIN = 0.33
"""From this saturation on a unit counts as met; below, in part: a passing mention."""
MENTIONED = 0.1
"""From this saturation on a programme mentions a topic."""
FLOOR = 0.4
"""The share of the question, weighed by rarity, that a result has to meet."""
LOW_FLOOR, ENOUGH = 0.15, 6
"""Where fewer than so many meet that share, those that meet a topic of the question do."""
UNSAID = 0.3
"""How much a circumstance counts that no programme mentions, beside a topic that some do."""
TAIL = 0.12
"""A result far below the best one is noise."""
MEANING = 0.1
"""How much of the best score each standard deviation of nearness in meaning adds."""
TALKATIVE = 3
"""From so many telling units on, a question tells a story, and some of its words are incidental."""
PAIR_BONUS = 0.25
NAME_BONUS = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """The programmes that answer, the best first, by their numbers in the open index."""

    numbers: Numbers
    scores: Values

    def __len__(self) -> int:
        """How many there are."""
        return len(self.numbers)

    def at(self, places: Numbers | slice | Mask) -> "Ranked":
        """Some of them, in the order that is given."""
        return Ranked(self.numbers[places], self.scores[places])


@dataclass(frozen=True, slots=True)
class _Asked:
    """A unit of the question: where it is found, how telling it is, and its weight."""

    unit: Unit
    scores: Scores
    rarity: float

    @property
    def weight(self) -> float:
        return self.rarity * (WEAK if self.unit.weak else 1.0)


class Ranking:
    """One question against one open index."""

    def __init__(self, index: Opened, today: date) -> None:
        self._index, self._overview = index, index.overview(today)
        self._postings = index.postings
        self._evidence = Evidence(index.postings)

    def answer(self, wish: Wish) -> Ranked:
        """Find and order what answers the question; everything, where it asks for nothing."""
        if wish.units:
            found = self._matching(wish)
        else:
            every = self._postings.everything()
            every = every[self._allowed(wish)[every]]
            found = Scores(every, np.ones(len(every)))
        scores = found.values * self._use_here(found.numbers, wish)
        best = scores.max() if len(scores) else 0.0
        kept = scores >= TAIL * best
        return self._ordered(Ranked(found.numbers[kept], scores[kept]))

    def nearest_first(self, ranked: Ranked, nearness: Mapping[int, float]) -> Ranked:
        """Let what is near in meaning rise among what the words have found; it adds nothing."""
        if not nearness or not len(ranked):
            return ranked
        step = MEANING * ranked.scores[0]
        programmes = self._overview.columns.programmes[ranked.numbers].tolist()
        near = np.array([nearness.get(programme, 0.0) for programme in programmes])
        risen = ranked.scores + step * np.maximum(0.0, near)
        return self._ordered(Ranked(ranked.numbers, risen))

    def _ordered(self, ranked: Ranked) -> Ranked:
        """The best first; equals by name, then by number."""
        ranked = ranked.at(np.lexsort((ranked.numbers, -ranked.scores)))
        order = np.arange(len(ranked))
        names = self._overview.columns.names
        for start, end in _equals(ranked.scores):
            numbers = ranked.numbers[start:end].tolist()
            by_name = sorted(range(end - start), key=lambda at: names[numbers[at]])
            order[start:end] = start + np.array(by_name)
        return ranked.at(order)

    def _matching(self, wish: Wish) -> Scores:
        size = self._postings.size
        gathered, met = np.zeros(size), np.zeros(size)
        topical = np.zeros(size, np.bool_)
        asked = 0.0
        items = self._asked(wish)
        for item in items:
            numbers, values = item.scores.numbers, item.scores.values
            gathered[numbers] += item.weight * values
            if not item.unit.weak:
                asked += item.rarity
                met[numbers] += item.rarity * np.minimum(1.0, values / CERTAIN)
                if item.unit.topic:
                    topical[item.scores.at_least(CERTAIN).numbers] = True
            self._add_names(item.unit, item.weight, gathered)
        self._add_pairs(wish, gathered)
        about = _about(items, size)
        allowed = self._allowed(wish) & ((gathered > 0) if about is None else about)
        for unit in wish.units:
            if unit.required:
                allowed &= _where(self._evidence.unit(unit), size)
        numbers = np.flatnonzero(allowed)
        covered = met[numbers] / asked if asked else np.ones(len(numbers))
        answers = covered >= FLOOR
        if np.count_nonzero(answers) < ENOUGH and not _misses_its_point(items):
            answers |= (covered >= LOW_FLOOR) & topical[numbers]
        numbers, covered = numbers[answers], covered[answers]
        return Scores(numbers, gathered[numbers] * (0.3 + 0.7 * covered))

    def _asked(self, wish: Wish) -> list[_Asked]:
        """Weigh the units by rarity; in a story no word outweighs the topics it is about.

        A word that no programme contains would be the most telling of all: »Was tun, damit der
        Bauhof …« would then find nothing for want of the Bauhof.
        """
        asked = [self._weighed(unit) for unit in wish.units]
        # A verb that nobody uses says nothing, unless there is nothing else to go by.
        said = [item for item in asked if len(item.scores) or not item.unit.small]
        if any(not item.unit.weak for item in said):
            asked = said
        asked = _unsaid_less(asked)
        strong = [item for item in asked if not item.unit.weak]
        topics = [item.rarity for item in strong if item.unit.known]
        if len(strong) < TALKATIVE or not topics:
            return asked
        limit = max(topics)
        return [replace(item, rarity=min(item.rarity, limit * item.unit.share)) for item in asked]

    def _weighed(self, unit: Unit) -> _Asked:
        scores = self._evidence.unit(unit)
        return _Asked(unit, scores, unit.share * self._evidence.rarity(scores))

    def _allowed(self, wish: Wish) -> Mask:
        """The programmes that contain nothing unwanted."""
        allowed = np.ones(self._postings.size, np.bool_)
        for unit in wish.excluded:
            allowed[self._evidence.unit(unit).numbers] = False
        return allowed

    def _add_names(self, unit: Unit, weight: float, gathered: Values) -> None:
        """The very word in the title, neither stemmed nor a synonym."""
        names = [self._postings.names(word) for word in unit.folded.split()]
        if names:
            numbers = names[0]
            for others in names[1:]:
                numbers = np.intersect1d(numbers, others, assume_unique=True)
            gathered[numbers] += NAME_BONUS * weight

    def _add_pairs(self, wish: Wish, gathered: Values) -> None:
        """Words that stand side by side as in the question."""
        for stems in wish.pairs:
            scores = self._postings.phrase(stems)
            rarity = log(1 + self._postings.count / (1 + len(scores)))
            found = gathered[scores.numbers] > 0
            gathered[scores.numbers[found]] += PAIR_BONUS * rarity * scores.values[found]

    def _use_here(self, numbers: Numbers, wish: Wish) -> Values:
        """How useful they are here; of programmes that have all in common one is looked at."""
        columns, day = self._overview.columns, self._overview.day
        kinds = columns.fit_of[numbers] * len(STATUSES) + day.statuses[numbers]
        # Few questions name a place or who is to give the money.
        named = wish.regions or wish.levels
        known = {} if named else self._overview.kept.setdefault("use", {})
        factors = np.zeros(len(columns.fits) * len(STATUSES))
        for kind in np.flatnonzero(np.bincount(kinds, minlength=len(factors))).tolist():
            if kind not in known:
                fit, status = divmod(kind, len(STATUSES))
                known[kind] = use_here(columns.fits[fit], STATUSES[status], wish)
            factors[kind] = known[kind]
        found: Values = factors[kinds]
        return found


def _equals(scores: Values) -> Iterator[tuple[int, int]]:
    """The places of more than one equal score."""
    ends = np.flatnonzero(np.diff(scores)) + 1
    starts = np.concatenate([[0], ends])
    ends = np.concatenate([ends, [len(scores)]])
    several = ends - starts > 1
    yield from zip(starts[several].tolist(), ends[several].tolist(), strict=True)


def _where(scores: Scores, size: int) -> Mask:
    found = np.zeros(size, np.bool_)
    found[scores.numbers] = True
    return found


def _unsaid_less(asked: list[_Asked]) -> list[_Asked]:
    """Let a circumstance that no programme mentions count little beside a topic that some do."""
    topics = [item.rarity for item in asked if item.unit.topic and len(item.scores)]
    if not topics:
        return asked
    limit = UNSAID * max(topics)
    return [
        replace(item, rarity=min(item.rarity, limit * item.unit.share))
        if item.unit.beside and not len(item.scores)
        else item
        for item in asked
    ]


def _about(asked: list[_Asked], size: int) -> Mask | None:
    """Find the programmes that mention a topic of the question, if it has any that some are about.

    »Selbsthilfegruppen Räume« is no question about rooms.
    """
    topics = [
        item.scores
        for item in asked
        if item.unit.topic
        and item.unit.aside == 1.0
        and not item.unit.weak
        and item.scores.best() >= CERTAIN
    ]
    if not topics:
        return None
    about = np.zeros(size, np.bool_)
    for scores in topics:
        about[scores.at_least(MENTIONED).numbers] = True
    return about


def _misses_its_point(asked: list[_Asked]) -> bool:
    """Tell whether no programme knows what the question is about.

    That is what it names first, or what the dictionary has other names for, or most of it;
    one more word that nobody uses may be incidental: »Holocaust Erinnerung«.
    """
    things = [item for item in asked if not item.unit.weak and not item.unit.small]
    missing = [item for item in things if not len(item.scores) and not item.unit.beside]
    return (
        things[:1] == missing[:1] != []
        or any(item.unit.known for item in missing)
        or 2 * len(missing) > len(things)
    )
