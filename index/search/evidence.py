"""How strongly each programme meets one unit of a question.

The best of its alternatives counts; who says it in several ways is about it rather than mentions
it. What is only related, and words that stand apart, add nothing to that.
"""

from math import log

from index.concepts import RELATED
from index.german import is_english
from index.search.postings import Postings, Scores
from index.search.query import PARTS, Term, Unit

SEVERAL, ENGLISH = 0.5, 0.5
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

    def unit(self, unit: Unit) -> Scores:
        """Per programme how strongly it meets the unit, 0 to 1."""
        said: Scores = {}
        apart: Scores = {}
        total: Scores = {}
        for term in unit.terms:
            scores = self._postings.phrase(term.stems)
            trust = self._trust(term, scores)
            if term.weight <= RELATED:
                _raise(apart, scores, trust)
            else:
                _raise(said, scores, trust)
                _add(total, scores, trust * (ENGLISH if is_english(term.stems[0]) else 1.0))
            if term.scattered:
                loose = self._postings.all_of(term.stems)
                _raise(apart, loose, self._trust(term, loose) * SCATTERED)
        best = {
            number: one + SEVERAL * (1 - one) * min(1.0, max(0.0, total[number] - one))
            for number, one in said.items()
        }
        if unit.official and self._is_unrecorded(unit):
            return {number: score for number, score in best.items() if score >= TELLING}
        _raise(best, apart, 1.0)
        _raise(best, self._together(unit.parts), PARTS_OF_TOPICS if unit.topic else PARTS)
        return best

    def rarity(self, scores: Scores) -> float:
        """How telling the unit is: rare is telling; what nobody writes is most telling."""
        frequency = sum(1 for score in scores.values() if score >= TELLING)
        return log(1 + (self._postings.count - frequency + 0.5) / (frequency + 0.5))

    def _is_unrecorded(self, unit: Unit) -> bool:
        """Tell whether it names something of which no programme says a word: »Pakt für …«.

        What is only related to it would be noise then.
        """
        nouns = (part for part in unit.parts if not part.weak and not part.small)
        return any(not self.unit(part) for part in nouns)

    def _trust(self, term: Term, scores: Scores) -> float:
        """Tell what a term counts; other names of a thing count less the more often they occur."""
        if term.weight == 1.0 or not scores:
            return term.weight
        count = self._postings.count
        common = max(FEW, COMMON * count)
        return term.weight * min(1.0, log(1 + count / len(scores)) / log(1 + count / common))

    def _together(self, parts: tuple[Unit, ...]) -> Scores:
        """Parts count alike, weak ones little; those that are missing count against the others.

        One that no programme contains does not count against a topic, »Regenwasserversickerung«,
        unless it is one itself: »Bestattungswald«.
        """
        if all(part.weak for part in parts):
            return {}
        total: Scores = {}
        share: Scores = {}
        whole = 0.0
        found = [(part, self.unit(part)) for part in parts]
        has_topic = any(part.topic and scores for part, scores in found)
        for part, scores in found:
            if has_topic and not scores and not part.topic:
                continue
            weight = WEAK if part.weak else part.share
            whole += weight
            for number, score in scores.items():
                total[number] = total.get(number, 0.0) + weight * score
                share[number] = share.get(number, 0.0) + weight
        return {n: (t / whole) * (share[n] / whole) for n, t in total.items()}


def _raise(best: Scores, scores: Scores, weight: float) -> None:
    """Keep the better of two alternatives for each programme."""
    for number, score in scores.items():
        if score * weight > best.get(number, 0.0):
            best[number] = score * weight


def _add(total: Scores, scores: Scores, weight: float) -> None:
    for number, score in scores.items():
        total[number] = total.get(number, 0.0) + score * weight
