"""What the Fördermittelmanagement can decide about two records."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What two records are to each other; of a predecessor it is the first one."""

    MERGED = "merged"
    PREDECESSOR = "predecessor"
    OTHER_VERSION = "other version"
    DIFFERENT = "different"
    SPLIT = "split"

    @property
    def saying(self) -> str:
        """The verdict in German."""
        return _SAYINGS[self]


_SAYINGS = {
    Verdict.MERGED: "zusammengeführt",
    Verdict.PREDECESSOR: "Vorgänger",
    Verdict.OTHER_VERSION: "andere Fassung",
    Verdict.DIFFERENT: "nicht dasselbe",
    Verdict.SPLIT: "abgetrennt",
}

LINKING = (Verdict.PREDECESSOR, Verdict.OTHER_VERSION)
"""Two programmes whose pages lead to each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairDecision:
    """A decision about two records: what, why, by whom and when."""

    id: int
    first: int
    second: int
    verdict: Verdict
    note: str
    seen: dict[str, dict[str, str]]
    """What mattered about each record when it was decided, by its number."""
    merge: int | None
    by: str
    at: str
