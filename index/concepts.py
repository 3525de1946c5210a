"""The concept dictionary: synonyms, everyday words, abbreviations and the English of EU calls."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.german import Analyser, standard
from index.wordings import Wordings, wordings

SAME, SYNONYM, RELATED = 0.9, 0.7, 0.3
LONGEST = 5
_SHORTEST_PART = 6

Phrase = tuple[str, ...]
"""Stems that stand side by side."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One group of the dictionary, in stems; `entries` lead to it, `found_by` is looked for."""

    name: str
    entries: frozenset[Phrase]
    found_by: tuple[Phrase, ...]


class Concepts:
    """The dictionary, ready to be asked."""

    def __init__(
        self,
        groups: dict[str, dict[str, list[str]]],
        analyser: Analyser,
        wordings: Wordings | None = None,
    ) -> None:
        self._analyser = analyser
        self._places = {name for name, group in groups.items() if "place" in group}
        self._by_name = {name: self._concept(name, group) for name, group in groups.items()}
        self._related = both_ways(groups)
        self._by_entry: dict[Phrase, list[Concept]] = {}
        for concept in self._by_name.values():
            for entry in concept.entries:
                self._by_entry.setdefault(entry, []).append(concept)
        self._same: dict[Phrase, Phrase] = {}
        self._english: dict[Phrase, tuple[Phrase, ...]] = {}
        self.spellings = self._spellings(groups)
        """The German words of the dictionary: folded → as written."""
        if wordings is not None:
            self._learn(wordings)
        self._stems = {stem for entry in (*self._by_entry, *self._english) for stem in entry}

    def knows(self, stem: str) -> bool:
        """Whether the word stands anywhere in the dictionary."""
        return stem in self._stems

    def long_words(self) -> Iterator[str]:
        """The German words of the dictionary that may be parts of others, folded."""
        return (word for word in self.spellings if len(word) >= _SHORTEST_PART and word.isalpha())

    def __contains__(self, phrase: Phrase) -> bool:
        return phrase in self._by_entry or phrase in self._english

    def is_topic(self, phrase: Phrase) -> bool:
        """Whether it says of itself what a programme is for: Versickerung does, Wasser does not."""
        return phrase in self._by_entry

    def is_official(self, phrase: Phrase) -> bool:
        """Whether it is what official texts say, not only how people ask for it."""
        return any(phrase in concept.found_by for concept in self._by_entry.get(phrase, ()))

    def is_place(self, phrase: Phrase) -> bool:
        """Whether it also names where something else happens: »Schule«, »Innenstadt«."""
        concepts = self._by_entry.get(phrase, ())
        return bool(concepts) and all(concept.name in self._places for concept in concepts)

    def longest(self, stems: Sequence[str], start: int) -> int:
        """Tell how many words from there on are one entry of the dictionary; 0 for none."""
        for length in range(min(LONGEST, len(stems) - start), 0, -1):
            if tuple(stems[start : start + length]) in self._by_entry:
                return length
        return 0

    def expansions(self, phrase: Phrase) -> Iterator[tuple[Phrase, float]]:
        """Give what else says the same, and how much it counts (1 would be the word itself)."""
        seen = {phrase}
        if phrase in self._same:
            seen.add(self._same[phrase])
            yield self._same[phrase], SAME
        concepts = self._by_entry.get(phrase, [])
        near = [self._by_name[n] for concept in concepts for n in self._related[concept.name]]
        for group, weight in ((concepts, SYNONYM), (near, RELATED)):
            for other in (other for concept in group for other in concept.found_by):
                if other not in seen:
                    seen.add(other)
                    yield other, weight
        for other in self._english.get(phrase, ()):
            if other not in seen:
                yield other, SYNONYM

    def phrases(self) -> Iterator[Phrase]:
        """All that may be looked for because the dictionary knows it."""
        yield from self._by_entry
        yield from self._same
        for english in self._english.values():
            yield from english

    def _learn(self, wordings: Wordings) -> None:
        """Let an abbreviation and its long form share all they lead to; add the English words."""
        for abbreviation, long_form in wordings.abbreviations.items():
            ((one,), (other,)) = (self._phrases([text], "de") for text in (abbreviation, long_form))
            self._same |= {one: other, other: one}
            shared = [*self._by_entry.get(one, ()), *self._by_entry.get(other, ())]
            self._by_entry[one] = self._by_entry[other] = list(dict.fromkeys(shared))
        for word, english in wordings.english.items():
            (german,) = self._phrases([word], "de")
            self._english[german] = self._phrases(english, "en")
        words = (*wordings.abbreviations, *wordings.abbreviations.values(), *wordings.english)
        self.spellings |= self._spelt(words)

    def _concept(self, name: str, group: dict[str, list[str]]) -> Concept:
        german = self._phrases(group.get("de", []), "de")
        everyday = self._phrases(group.get("everyday", []), "de")
        english = self._phrases(group.get("en", []), "en")
        return Concept(
            name=name,
            entries=frozenset((*german, *everyday, *english)),
            found_by=(*german, *english),
        )

    def _spellings(self, groups: dict[str, dict[str, list[str]]]) -> dict[str, str]:
        return self._spelt(
            t for group in groups.values() for k in ("de", "everyday") for t in group.get(k, ())
        )

    def _spelt(self, terms: Iterable[str]) -> dict[str, str]:
        return {word.folded: word.surface for term in terms for word in self._analyser.words(term)}

    def _phrases(self, terms: list[str], language: str) -> tuple[Phrase, ...]:
        read = (tuple(w.stem for w in self._analyser.words(term, language)) for term in terms)
        return tuple(dict.fromkeys(phrase for phrase in read if phrase))


def both_ways(groups: dict[str, dict[str, list[str]]]) -> dict[str, list[str]]:
    """Who is related to whom; written once, it holds for both."""
    related: dict[str, list[str]] = {name: [] for name in groups}
    for name, group in groups.items():
        for other in group.get("related", []):
            related[name].append(other)
            related[other].append(name)
    return related


@cache
def groups() -> dict[str, dict[str, list[str]]]:
    """The groups of the dictionary as they are written down."""
    text = files("index").joinpath("concepts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def concepts() -> Concepts:
    """The dictionary that comes with the project."""
    return Concepts(groups(), standard(), wordings())
