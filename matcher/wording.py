"""What a Vorhaben says beside its purpose: what it is not about, and where it happens."""

import re
from functools import cache

from index.stems import fold, word_lists

_NOT_ABOUT = re.compile(r"\bnicht (?:um|für)\b[^,.;]*|\bkeine?n? (?:Kredit|Darlehen)\w*")
_PLACE = re.compile(
    r"\b(?:im|in|am|an|auf|für|vom|aus|ins)\s+"
    r"(?:(?:der|die|das|den|dem|unser\w*|eine\w*)\s+)?"
    r"(?:[a-zäöüß]+e[nrms]?\s+|[A-ZÄÖÜ]\w+er\s+){0,2}"
    r"[A-ZÄÖÜ][\w-]*"
)


def without_denials(text: str) -> str:
    """Leave out what the text says it is not about: »nicht um Bauarbeiten«."""
    return _NOT_ABOUT.sub(" ", text)


def without_places(text: str) -> str:
    """Leave out where something happens: »im alten Bahnhof«, »für die Gernsheimer Altstadt«."""
    return _PLACE.sub(" ", text)


@cache
def fillers() -> frozenset[str]:
    """Words in which a Vorhaben has no meaning of its own, folded: rund, außerdem, drei."""
    return frozenset(fold(word) for words in word_lists()["filler"].values() for word in words)
