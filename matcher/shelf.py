"""How well programmes fit a Vorhaben by what they are about, and which words say so.

A weighted BM25F over the passages that tell what is funded; the long Richtlinie does not count.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b

from index.german import Analyser, standard
from index.programme import Programme
from matcher.candidate import Candidate
from matcher.mentions import FIELDS, Mentions, Posting, mean, weigh
from matcher.occasions import general_loan
from matcher.passages import passage
from matcher.project import Project
from matcher.question import PART, ask, theme_term
from matcher.tally import Fit, Tally
from matcher.themes import ThemeFinder, as_written

_SATURATION = 1.0
# Reading a passage takes milliseconds, remembering it 3 kB; the site judges at every saving.
_MOST_REMEMBERED = 50_000
_REMEMBERED: dict[bytes, Mentions] = {}
_BACKGROUND = 300  # programmes that speak of something else, so that few are no special case


class Shelf:
    """All programmes, read once, so that many Vorhaben can be held against them."""

    def __init__(self, programmes: Iterable[Programme], analyser: Analyser | None = None) -> None:
        self.analyser = analyser or standard()
        self.finder = ThemeFinder(self.analyser)
        self.candidates = [Candidate(programme) for programme in programmes]
        self._postings: dict[str, list[Posting]] = defaultdict(list)
        self._read()

    def _read(self) -> None:
        read = [self._mentions(candidate.programme) for candidate in self.candidates]
        lengths = {name: mean(fields[name].length for fields in read) for name in FIELDS}
        for number, fields in enumerate(read):
            for term, posting in weigh(number, fields, lengths).items():
                self._postings[term].append(posting)

    def _mentions(self, programme: Programme) -> dict[str, Mentions]:
        language = programme.language
        return {name: self._remembered(passage(programme, name), language) for name in FIELDS}

    def _remembered(self, text: str, language: str) -> Mentions:
        """Read a passage, or give what was read from the same words before in this process."""
        if self.analyser is not standard():
            return self._read_text(text, language)
        key = blake2b(f"{language} {text}".encode(), digest_size=16).digest()
        found = _REMEMBERED.get(key)
        if found is None:
            if len(_REMEMBERED) >= _MOST_REMEMBERED:
                _REMEMBERED.clear()
            found = _REMEMBERED[key] = self._read_text(text, language)
        return found

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
        everyone = len(self.candidates) + _BACKGROUND
        for term, wish in ask(project, self.analyser, self.finder).items():
            found = self._postings.get(term, ())
            rarity = math.log(1 + (everyone - len(found) + 0.5) / (len(found) + 0.5))
            for posting in found:
                share = posting.weight / (_SATURATION + posting.weight)
                tallies[posting.number].add(term, wish, wish.weight * rarity * share, posting)
        for candidate, tally in zip(self.candidates, tallies, strict=True):
            if gain := general_loan(candidate, project):
                tally.add_general_loan(gain)
            if candidate.is_eu_call:
                tally.weigh_call()
        return [tally.fit() for tally in tallies]
