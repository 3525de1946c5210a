"""Two records that belong together."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How two records belong together; those that are merely similar are a question, no finding."""

    SAME = "same_programme"
    OTHER_VERSION = "same_programme_other_version"
    PREDECESSOR = "predecessor"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records that belong together, how, how sure that is (0–1), and why, in German.

    Of a predecessor and its successor `a` is the predecessor.
    """

    a: str
    b: str
    relation: Relation
    score: float
    reasons: tuple[str, ...] = ()
