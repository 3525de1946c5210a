"""Places and givers that a question names: »Hessen«, »NRW«, »EU-Mittel«."""

from collections.abc import Set
from functools import cache

from index.german import Analyser, standard
from index.stems import word_lists
from index.vocabulary import Level, Region


def regions_named(stems: Set[str]) -> frozenset[Region]:
    """The Länder named by these words."""
    return frozenset(Region(name) for name, names in _named("places") if names & stems)


def levels_named(stems: Set[str]) -> frozenset[Level]:
    """Who is to give the money, as far as these words say."""
    return frozenset(Level(name) for name, names in _named("givers") if names & stems)


def names_a_place(stem: str) -> bool:
    """Whether the word names a Land or a giver; it then decides who comes first, not what."""
    return any(stem in names for group in ("places", "givers") for _, names in _named(group))


@cache
def _named(group: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (name, frozenset(_stem(term, standard()) for term in terms))
        for name, terms in word_lists()[group].items()
    )


def _stem(term: str, analyser: Analyser) -> str:
    word = analyser.word(term)
    return word.stem if word else term
