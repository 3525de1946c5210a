"""What a score is made of: parts that add up to it, so that a person can follow it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class PartKind(StrEnum):
    """What a part of a score comes from."""

    THEME = "Thema"
    WORD = "Wort"
    LOAN = "Kredit"
    REST = "Weiteres"
    LOOSE = "nur am Rande"
    UNCLEAR = "Ungeklärtes"
    FORM = "Förderart"
    FEEDBACK = "Rückmeldung"


SPEAKING = (PartKind.THEME, PartKind.WORD, PartKind.LOAN, PartKind.REST, PartKind.LOOSE)
"""Those that say how well a programme fits by what it is about; the others take away from that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """So many points of a score; `surface` are the words of the source that speak for it."""

    kind: PartKind
    label: str
    points: float
    surface: str = ""

    def worth(self, points: float) -> "Part":
        """The same part with other points."""
        return Part(kind=self.kind, label=self.label, points=points, surface=self.surface)


def rounded(parts: Iterable[Part], total: float) -> tuple[Part, ...]:
    """Round to tenths so that the parts add up to the score as shown."""
    found = [(part, points) for part in parts if (points := round(part.points, 1))]
    if not found:
        return ()
    largest = max(range(len(found)), key=lambda at: abs(found[at][1]))
    missing = round(total, 1) - sum(points for _, points in found)
    part, points = found[largest]
    found[largest] = part, round(points + missing, 1)
    return tuple(part.worth(points) for part, points in found)
