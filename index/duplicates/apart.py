"""Whether two titles with a common name mean two things after all."""

from index.duplicates.names import Part, Title
from index.duplicates.traits import Traits, Weights

SAME_NAME = 0.75
"""From this overlap on, two parts of titles are the same name."""
ALIKE = 0.4
"""From this likeness on, two sources tell of the same thing whatever its title."""


def told_apart(a: Traits, b: Traits, mine: Part, theirs: Part, weights: Weights) -> bool:
    """Whether the rest of the titles names two things, or a part of the whole in one of them.

    »Städtebauförderung« and »Städtebauförderung „Lebendige Zentren“« are two programmes, but
    a rest that only describes (»– Förderung von …«) and a name before it tell nothing apart.
    """
    known = mine.words | theirs.words
    left, right = _rest(a.title, mine, known), _rest(b.title, theirs, known)
    if left and right:
        return weights.overlap(_words(left), _words(right)) < SAME_NAME
    return any(part.quoted for part in left + right) or bool(
        left + right and weights.likeness(a.words, b.words) < ALIKE
    )


def _rest(title: Title, matched: Part, known: frozenset[str]) -> list[Part]:
    """The parts that name something else; a short name stands for the whole."""
    start = title.parts.index(matched) if matched.describing else 0
    later = title.parts[start:]
    quoted = [part for part in title.parts[:start] if part.quoted]
    return [
        part
        for part in (*quoted, *later)
        if part.words - known and not part.describing and not part.short_name
    ]


def _words(parts: list[Part]) -> frozenset[str]:
    return frozenset(word for part in parts for word in part.words)
