"""How well programmes fit a Vorhaben by what they are about, and which words say so.

A weighted BM25F over the passages that tell what is funded; the long Richtlinie does not count.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.german import Analyser, standard
from index.programme import Programme
from matcher.candidate import Candidate
from matcher.memory import Memory
from matcher.mentions import FIELDS, Mentions, Posting, mean, weigh
from matcher.occasions import general_loan
from matcher.passages import passage
from matcher.project import Project
from matcher.question import PART, ask, theme_term
from matcher.tally import Fit, Tally
from matcher.themes import ThemeFinder, as_written

_SATURATION = 1.0
_BACKGROUND = 300  # programmes that speak of something else, so that few are no special case


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """How many programmes there are, how long they are, and how many of them say each term.

    Scores depend on them a little. Judged with those of an earlier day, one programme gets the
    score it would have had among all others.
    """

    count: int
    frequencies: Mapping[str, int]
    lengths: Mapping[str, float]


class Shelf:
    """Some programmes, read once, so that many Vorhaben can be held against them."""

    def __init__(
        self,
        programmes: Iterable[Programme],
        analyser: Analyser | None = None,
        memory: Memory | None = None,
        statistics: Statistics | None = None,
    ) -> None:
        self.analyser = analyser or standard()
        self.finder = ThemeFinder(self.analyser)
        self.candidates = [Candidate(programme) for programme in programmes]
        read = self._read_all(memory or Memory())
        self.statistics = statistics or _statistics(read)
        self._postings: dict[str, list[Posting]] = defaultdict(list)
        for number, fields in enumerate(read):
            for term, posting in weigh(number, fields, self.statistics.lengths).items():
                self._postings[term].append(posting)

    def _read_all(self, memory: Memory) -> list[dict[str, Mentions]]:
        texts = [
            (passage(candidate.programme, name), candidate.programme.language)
            for candidate in self.candidates
            for name in FIELDS
        ]
        # What another analyser would read differently is not remembered.
        usual = self.analyser is standard()
        read = self._read_text
        found = memory.read(texts, read) if usual else [read(*text) for text in texts]
        size = len(FIELDS)
        return [
            dict(zip(FIELDS, found[at : at + size], strict=True))
            for at in range(0, len(found), size)
        ]

    def _read_text(self, text: str, language: str) -> Mentions:
        found = Mentions()
        for word in self.analyser.words(text, language):
            said = word.surface if word.surface[0].isupper() else ""
            found.add(word.stem, 1.0, said)
            for part in word.parts:
                found.add(part, PART, said)
        for place in self.finder.find(text, language):
            term = theme_term(place.theme)
            said = "" if term in found.surfaces else as_written(place.surface, text)
            found.add(term, place.weight, said)
        return found

    def fits(self, project: Project) -> list[Fit]:
        """Hold every programme against a Vorhaben, in the order of `candidates`."""
        tallies = [Tally() for _ in self.candidates]
        everyone = self.statistics.count + _BACKGROUND
        for term, wish in ask(project, self.analyser, self.finder).items():
            found = self._postings.get(term, ())
            many = self.statistics.frequencies.get(term, 0)
            rarity = math.log(1 + (everyone - many + 0.5) / (many + 0.5))
            for posting in found:
                share = posting.weight / (_SATURATION + posting.weight)
                tallies[posting.number].add(term, wish, wish.weight * rarity * share, posting)
        for candidate, tally in zip(self.candidates, tallies, strict=True):
            if gain := general_loan(candidate, project):
                tally.add_general_loan(gain)
            if candidate.is_eu_call:
                tally.weigh_call()
        return [tally.fit() for tally in tallies]


def _statistics(read: list[dict[str, Mentions]]) -> Statistics:
    frequencies: dict[str, int] = defaultdict(int)
    for fields in read:
        for term in {term for mentions in fields.values() for term in mentions.counts}:
            frequencies[term] += 1
    lengths = {name: mean(fields[name].length for fields in read) for name in FIELDS}
    return Statistics(count=len(read), frequencies=dict(frequencies), lengths=lengths)
