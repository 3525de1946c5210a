"""Ranking: BM25F over the fields, how much of the question is met, and what is of use here.

Each unit of the question is scored like one word (index.search.evidence). A result has to meet a
measured share of what the question asks for; what is of little use to a municipality here ranks
lower but is never hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import log

from index.search.card import Card
from index.search.evidence import WEAK, Evidence
from index.search.postings import Postings, Scores
from index.search.query import Unit, Wish
from index.search.use import use_here
from index.vocabulary import Status

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
PAIR_BONUS = 0.35
NAME_BONUS = 0.35


@dataclass(frozen=True, slots=True)
class Ranked:
    """One programme that answers, by its number in the open index."""

    number: int
    card: Card
    status: Status
    score: float


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
    """One question against one open reader."""

    def __init__(self, postings: Postings, today: date) -> None:
        self._postings, self._today = postings, today
        self._evidence = Evidence(postings)

    def answer(self, wish: Wish) -> list[Ranked]:
        """Find and order what answers the question; everything, where it asks for nothing."""
        if not wish.units:
            scores = {
                number: 1.0 for number in self._postings.everything() if self._allowed(number, wish)
            }
        else:
            scores = self._matching(wish)
        ranked = [self._ranked(number, score, wish) for number, score in scores.items()]
        best = max((item.score for item in ranked), default=0.0)
        ranked = [item for item in ranked if item.score >= TAIL * best]
        return sorted(ranked, key=lambda item: (-item.score, item.card.title, item.number))

    def _matching(self, wish: Wish) -> Scores:
        gathered: Scores = {}
        met: Scores = {}
        topical: set[int] = set()
        asked = 0.0
        items = self._asked(wish)
        for item in items:
            if item.unit.topic and not item.unit.weak:
                topical.update(n for n, score in item.scores.items() if score >= CERTAIN)
            for number, score in item.scores.items():
                gathered[number] = gathered.get(number, 0.0) + item.weight * score
            if not item.unit.weak:
                asked += item.rarity
                for number, score in item.scores.items():
                    share = item.rarity * min(1.0, score / CERTAIN)
                    met[number] = met.get(number, 0.0) + share
            self._add_names(item.unit, item.weight, gathered)
        self._add_pairs(wish, gathered)
        required = [self._evidence.unit(unit) for unit in wish.units if unit.required]
        unwanted = [self._evidence.unit(unit) for unit in wish.excluded]
        covered = {n: met.get(n, 0.0) / asked if asked else 1.0 for n in gathered}
        about = _about(items)
        allowed = [
            number
            for number in (gathered if about is None else about)
            if all(number in found for found in required)
            and not any(number in found for found in unwanted)
        ]
        answers = [n for n in allowed if covered[n] >= FLOOR]
        if len(answers) < ENOUGH and not _misses_its_point(items):
            answers += [n for n in allowed if LOW_FLOOR <= covered[n] < FLOOR and n in topical]
        return {n: gathered[n] * (0.3 + 0.7 * covered[n]) for n in answers}

    def _asked(self, wish: Wish) -> list[_Asked]:
        """Weigh the units by rarity; in a story no word outweighs the topics it is about.

        A word that no programme contains would be the most telling of all: »Was tun, damit der
        Bauhof …« would then find nothing for want of the Bauhof.
        """
        asked = [self._weighed(unit) for unit in wish.units]
        # A verb that nobody uses says nothing, unless there is nothing else to go by.
        said = [item for item in asked if item.scores or not item.unit.small]
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

    def _allowed(self, number: int, wish: Wish) -> bool:
        return not any(number in self._evidence.unit(unit) for unit in wish.excluded)

    def _add_names(self, unit: Unit, weight: float, gathered: Scores) -> None:
        """The very word in the title, neither stemmed nor a synonym."""
        names = [self._postings.names(word) for word in unit.folded.split()]
        for number in set.intersection(*names) if names else ():
            gathered[number] = gathered.get(number, 0.0) + NAME_BONUS * weight

    def _add_pairs(self, wish: Wish, gathered: Scores) -> None:
        """Words that stand side by side as in the question."""
        for stems in wish.pairs:
            scores = self._postings.phrase(stems)
            rarity = log(1 + self._postings.count / (1 + len(scores)))
            for number, score in scores.items():
                if number in gathered:
                    gathered[number] += PAIR_BONUS * rarity * score

    def _ranked(self, number: int, score: float, wish: Wish) -> Ranked:
        segment, local = self._postings.place(number)
        card, status = segment.cards[local], segment.statuses(self._today)[local]
        return Ranked(number, card, status, score * use_here(card, status, wish))


def nearest_first(ranked: list[Ranked], nearness: Mapping[int, float]) -> list[Ranked]:
    """Let what is near in meaning rise among what the words have found; it adds nothing."""
    if not nearness or not ranked:
        return ranked
    step = MEANING * ranked[0].score
    risen = [
        replace(item, score=item.score + step * max(0.0, nearness.get(item.card.programme, 0.0)))
        for item in ranked
    ]
    return sorted(risen, key=lambda item: (-item.score, item.card.title, item.number))


def _unsaid_less(asked: list[_Asked]) -> list[_Asked]:
    """Let a circumstance that no programme mentions count little beside a topic that some do."""
    topics = [item.rarity for item in asked if item.unit.topic and item.scores]
    if not topics:
        return asked
    limit = UNSAID * max(topics)
    return [
        replace(item, rarity=min(item.rarity, limit * item.unit.share))
        if item.unit.beside and not item.scores
        else item
        for item in asked
    ]


def _about(asked: list[_Asked]) -> set[int] | None:
    """Find the programmes that mention a topic of the question, if it has any that some are about.

    »Selbsthilfegruppen Räume« is no question about rooms.
    """
    topics = [
        item.scores
        for item in asked
        if item.unit.topic
        and item.unit.aside == 1.0
        and not item.unit.weak
        and max(item.scores.values(), default=0.0) >= CERTAIN
    ]
    if not topics:
        return None
    return {n for scores in topics for n, score in scores.items() if score >= MENTIONED}


def _misses_its_point(asked: list[_Asked]) -> bool:
    """Tell whether no programme knows what the question is about.

    That is what it names first, or what the dictionary has other names for, or most of it;
    one more word that nobody uses may be incidental: »Holocaust Erinnerung«.
    """
    things = [item for item in asked if not item.unit.weak and not item.unit.small]
    missing = [item for item in things if not item.scores and not item.unit.beside]
    return (
        things[:1] == missing[:1] != []
        or any(item.unit.known for item in missing)
        or 2 * len(missing) > len(things)
    )
