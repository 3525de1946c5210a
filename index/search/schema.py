"""What the index holds: weighted words by field; of each programme its card and sentences."""

from collections.abc import Iterable

from index.german import Analyser, Word, fold

FORMAT = "14"
"""Change it with the schema, the analysis or the card: older indexes are then rebuilt."""

FIELD_WEIGHTS = {"title": 5.0, "lead": 2.0, "body": 0.8, "guideline": 0.4}
"""How much one occurrence counts; the title says most, the guideline repeats the law."""

LENGTH_SHARE = {"title": 0.3, "lead": 0.4, "body": 0.55, "guideline": 0.5}
"""How much the length of a field counts against it (the b of BM25F)."""

PART_WEIGHT = 0.5
"""A part of a compound counts half of a word of its own."""

_PAIR = " "

WeightedTerm = tuple[str, float]


def pair(first: str, second: str) -> str:
    """The term for two words that stand side by side; phrases are chains of them."""
    return f"{first}{_PAIR}{second}"


def terms_of(
    texts: Iterable[str], language: str, analyser: Analyser, *, pairs: bool = True
) -> list[WeightedTerm]:
    """Analyse passages: every word, the parts of compounds, and neighbours as pairs."""
    terms: list[WeightedTerm] = []
    for text in texts:
        before: Word | None = None
        for word in analyser.words(text, language):
            terms.append((word.stem, 1.0))
            terms.extend((part, PART_WEIGHT) for part in word.parts)
            if pairs and before is not None:
                terms.append((pair(before.stem, word.stem), 1.0))
            before = word
    return terms


def names_of(titles: Iterable[str], analyser: Analyser) -> list[WeightedTerm]:
    """The words of the titles as written, umlauts folded, for the exact match."""
    words = (word for title in titles for word in analyser.words(title))
    return [(fold(word.surface), 1.0) for word in words]
