"""How well programmes fit a Vorhaben by what they are about, and which words say so.

A weighted BM25F over the passages that tell what is funded; the long Richtlinie does not count.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from index.german import Analyser, standard
from index.programme import Programme
from matcher.candidate import Candidate
from matcher.conditions import Conditions
from matcher.memory import Memory
from matcher.mentions import FIELDS, Mentions, mean, weigh
from matcher.occasions import is_general_loan, worth_of_a_general_loan
from matcher.passages import passage
from matcher.postings import Postings
from matcher.project import Project
from matcher.question import PART, Wish, ask, tells_what_it_is_about, theme_term
from matcher.tally import Tally, Voice, Which
from matcher.themes import as_written, finder_of

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

    def rarity(self, term: str) -> float:
        """How much a term tells: the fewer programmes say it, the more."""
        many, everyone = self.frequencies.get(term, 0), self.count + _BACKGROUND
        return math.log(1 + (everyone - many + 0.5) / (many + 0.5))


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
        self.finder = finder_of(self.analyser)
        self.candidates = [Candidate(programme) for programme in programmes]
        read = self._read_all(memory or Memory())
        self.statistics = statistics or _statistics(read)
        self._conditions: dict[date, Conditions] = {}
        self.postings = Postings(weigh(fields, self.statistics.lengths) for fields in read)

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

    def wishes(self, project: Project) -> Mapping[str, Wish]:
        """What a Vorhaben asks for, in the terms of these programmes."""
        return ask(project, self.analyser, self.finder)

    def tally(self, project: Project, wishes: Mapping[str, Wish] | None = None) -> Tally:
        """Hold every programme against a Vorhaben, in the order of `candidates`."""
        voices = self._voices(self.wishes(project) if wishes is None else wishes)
        tally = Tally(len(self.candidates), voices, self.postings.surfaces)
        if gain := worth_of_a_general_loan(project):
            tally.add_general_loan(gain, self.general_loans)
        tally.weigh_calls(self.calls)
        return tally

    def conditions(self, today: date) -> Conditions:
        """The hard conditions of these programmes on that day."""
        if today not in self._conditions:
            self._conditions[today] = Conditions(self.candidates, today)
        return self._conditions[today]

    def _voices(self, wishes: Mapping[str, Wish]) -> Iterator[Voice]:
        for term, wish in wishes.items():
            if column := self.postings.column(term):
                worth = wish.weight * self.statistics.rarity(term)
                theme = tells_what_it_is_about(term, wish)
                yield Voice(term, worth, theme, column)

    @cached_property
    def general_loans(self) -> Which:
        """Which of them are loans for any municipal building."""
        return np.fromiter(map(is_general_loan, self.candidates), np.bool_)

    @cached_property
    def calls(self) -> Which:
        """Which of them are calls of the EU."""
        return np.fromiter((it.is_eu_call for it in self.candidates), np.bool_)


def _statistics(read: list[dict[str, Mentions]]) -> Statistics:
    frequencies: dict[str, int] = defaultdict(int)
    for fields in read:
        for term in {term for mentions in fields.values() for term in mentions.counts}:
            frequencies[term] += 1
    lengths = {name: mean(fields[name].length for fields in read) for name in FIELDS}
    return Statistics(count=len(read), frequencies=dict(frequencies), lengths=lengths)
