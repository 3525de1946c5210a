"""What a score is made of: parts that add up to it, so that a person can follow it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
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


def rounded(parts: Iterable[Part], total: float) -> tuple[Part, ...]:
    """Round to tenths so that the parts add up to the score as shown."""
    found = [replace(part, points=round(part.points, 1)) for part in parts]
    found = [part for part in found if part.points]
    if not found:
        return ()
    largest = max(range(len(found)), key=lambda at: abs(found[at].points))
    missing = round(total, 1) - sum(part.points for part in found)
    points = round(found[largest].points + missing, 1)
    found[largest] = replace(found[largest], points=points)
    return tuple(found)


def speaking(parts: Iterable[Part]) -> list[Part]:
    """Those that say what a programme is about."""
    return [part for part in parts if part.kind in SPEAKING]
