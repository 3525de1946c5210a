"""How strongly each programme meets one unit of a question.

The best of its alternatives counts; who says it in several ways is about it rather than mentions
it. What is only related, and words that stand apart, add nothing to that.
"""

from math import log

import numpy as np

from index.concepts import RELATED
from index.german import is_english
from index.search.postings import Postings
from index.search.query import PARTS, Term, Unit
from index.search.scores import NOWHERE, Scores, add_to, of_all, raise_to

SEVERAL, ENGLISH = 0.65, 0.5
"""How far further names of a thing carry a score the rest of the way to 1; English ones less."""
SCATTERED = 0.5
"""How much the words of an English term count where they do not stand side by side."""
WEAK = 0.08
COMMON, FEW = 0.05, 10
"""From this share of all programmes on, another name of a thing is a common word; not in a few."""
PARTS_OF_TOPICS = 0.35
"""How much the parts count where the dictionary knows the whole: Arten-Schutz is no Schutz."""
TELLING = 0.2
"""From this saturation on a programme counts as one that says it."""


class Evidence:
    """What the open index says about units; made for one question."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        common = max(FEW, COMMON * postings.count)
        self._rarity_of_common = log(1 + postings.count / common)

    def unit(self, unit: Unit) -> Scores:
        """Per programme how strongly it meets the unit, 0 to 1."""
        said, apart, total = (np.zeros(self._postings.size) for _ in range(3))
        for term in unit.terms:
            if term.scattered:
                loose = self._postings.all_of(term.stems)
                if not len(loose):  # then they stand nowhere side by side, either
                    continue
                raise_to(apart, loose, self._trust(term, loose) * SCATTERED)
            scores = self._postings.phrase(term.stems)
            if not len(scores):  # so it is with most names of a thing
                continue
            trust = self._trust(term, scores)
            if term.weight <= RELATED:
                raise_to(apart, scores, trust)
            else:
                raise_to(said, scores, trust)
                add_to(total, scores, trust * (ENGLISH if is_english(term.stems[0]) else 1.0))
        said_by = np.flatnonzero(said)
        one = said[said_by]
        further = np.minimum(1.0, np.maximum(0.0, total[said_by] - one))
        best = Scores(said_by, one + SEVERAL * (1 - one) * further)
        if unit.official and self._is_unrecorded(unit):
            return best.at_least(TELLING)
        said[said_by] = best.values
        raise_to(said, of_all(apart), 1.0)
        together = self._together(unit.parts)
        raise_to(said, together, PARTS_OF_TOPICS if unit.topic else PARTS)
        return of_all(said)

    def rarity(self, scores: Scores) -> float:
        """How telling the unit is: rare is telling; what nobody writes is most telling."""
        frequency = len(scores.at_least(TELLING))
        return log(1 + (self._postings.count - frequency + 0.5) / (frequency + 0.5))

    def _is_unrecorded(self, unit: Unit) -> bool:
        """Tell whether it names something of which no programme says a word: »Pakt für …«.

        What is only related to it would be noise then.
        """
        nouns = (part for part in unit.parts if not part.weak and not part.small)
        return any(not len(self.unit(part)) for part in nouns)

    def _trust(self, term: Term, scores: Scores) -> float:
        """Tell what a term counts; other names of a thing count less the more often they occur."""
        if term.weight == 1.0 or not len(scores):
            return term.weight
        rarity = log(1 + self._postings.count / len(scores))
        return term.weight * min(1.0, rarity / self._rarity_of_common)

    def _together(self, parts: tuple[Unit, ...]) -> Scores:
        """Parts count alike, weak ones little; those that are missing count against the others.

        One that no programme contains does not count against a topic, »Regenwasserversickerung«,
        unless it is one itself: »Bestattungswald«.
        """
        if all(part.weak for part in parts):
            return NOWHERE
        total, share = (np.zeros(self._postings.size) for _ in range(2))
        whole = 0.0
        found = [(part, self.unit(part)) for part in parts]
        has_topic = any(part.topic and len(scores) for part, scores in found)
        for part, scores in found:
            if has_topic and not len(scores) and not part.topic:
                continue
            weight = WEAK if part.weak else part.share
            whole += weight
            add_to(total, scores, weight)
            share[scores.numbers] += weight
        has_any = np.flatnonzero(share)
        return Scores(has_any, (total[has_any] / whole) * (share[has_any] / whole))
