"""The concept dictionary: synonyms, everyday words, abbreviations and the English of EU calls."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.german import Analyser, standard

SYNONYM, RELATED = 0.65, 0.3
LONGEST = 5

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

    def __init__(self, groups: dict[str, dict[str, list[str]]], analyser: Analyser) -> None:
        self._analyser = analyser
        self._by_name = {name: self._concept(name, group) for name, group in groups.items()}
        self._related = both_ways(groups)
        self._by_entry: dict[Phrase, list[Concept]] = {}
        for concept in self._by_name.values():
            for entry in concept.entries:
                self._by_entry.setdefault(entry, []).append(concept)
        self.spellings = self._spellings(groups)
        """The German words of the dictionary: folded → as written."""
        self._stems = {stem for entry in self._by_entry for stem in entry}

    def knows(self, stem: str) -> bool:
        """Whether the word stands anywhere in the dictionary."""
        return stem in self._stems

    def __contains__(self, phrase: Phrase) -> bool:
        return phrase in self._by_entry

    def longest(self, stems: Sequence[str], start: int) -> int:
        """Tell how many words from there on are one entry of the dictionary; 0 for none."""
        for length in range(min(LONGEST, len(stems) - start), 0, -1):
            if tuple(stems[start : start + length]) in self._by_entry:
                return length
        return 0

    def expansions(self, phrase: Phrase) -> Iterator[tuple[Phrase, float]]:
        """Give what else says the same, and how much it counts (1 would be the word itself)."""
        seen = {phrase}
        concepts = self._by_entry.get(phrase, [])
        near = [self._by_name[n] for concept in concepts for n in self._related[concept.name]]
        for group, weight in ((concepts, SYNONYM), (near, RELATED)):
            for other in (other for concept in group for other in concept.found_by):
                if other not in seen:
                    seen.add(other)
                    yield other, weight

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
        terms = (
            t for group in groups.values() for k in ("de", "everyday") for t in group.get(k, ())
        )
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
    return Concepts(groups(), standard())
