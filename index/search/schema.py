"""What the index holds: weighted words by field; of each programme its card and sentences."""

from collections import defaultdict
from collections.abc import Generator, Iterable, Sequence
from typing import Any

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, TEXT, Schema
from whoosh.system import pack_uint

from index.german import Analyser, Word, fold

FORMAT = "13"
"""Change it with the schema, the analysis or the card: older indexes are then rebuilt."""

FIELD_WEIGHTS = {"title": 5.0, "lead": 2.0, "body": 0.8, "guideline": 0.4}
"""How much one occurrence counts; the title says most, the guideline repeats the law."""

LENGTH_SHARE = {"title": 0.3, "lead": 0.4, "body": 0.55, "guideline": 0.5}
"""How much the length of a field counts against it (the b of BM25F)."""

PART_WEIGHT = 0.5
"""A part of a compound counts half of a word of its own."""

_PAIR = " "

WeightedTerm = tuple[str, float]
IndexedTerm = tuple[bytes, int, float | int, bytes]


class Words(TEXT):
    """A field whose terms come analysed already, each with its weight."""

    def __init__(self) -> None:
        super().__init__(phrase=False)

    def index(self, value: Sequence[WeightedTerm], **_: Any) -> Generator[IndexedTerm, None, None]:
        """Add up the weights of each term, as Whoosh wants them: text, count, weight, value."""
        counts: dict[str, int] = defaultdict(int)
        weights: dict[str, float] = defaultdict(float)
        for text, weight in value:
            counts[text] += 1
            weights[text] += weight
        for text, count in counts.items():
            yield text.encode(), count, weights[text], pack_uint(count)


SCHEMA = Schema(
    programme=ID(unique=True),
    name=Words(),
    **{field: Words() for field in FIELD_WEIGHTS},
    card=STORED(),
    sentences=COLUMN(VarBytesColumn()),  # type: ignore[no-untyped-call]
)


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
