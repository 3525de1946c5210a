"""The fields as Whoosh keeps them."""

from collections import defaultdict
from collections.abc import Generator, Sequence
from typing import Any

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, TEXT, Schema
from whoosh.system import pack_uint

from index.search.schema import FIELD_WEIGHTS, WeightedTerm

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
