"""Two records that belong together."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How two records belong together."""

    SAME = "same_programme"
    OTHER_VERSION = "same_programme_other_version"
    PREDECESSOR = "predecessor"


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
