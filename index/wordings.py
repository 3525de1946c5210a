"""Words that say the same and are no topic: abbreviations, and frequent words in two languages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Wordings:
    """What index/wordings.toml says.

    Abbreviation → long form, German word → English words, beginning of an identifier → the names
    of its EU programme, English and German.
    """

    abbreviations: Mapping[str, str]
    english: Mapping[str, list[str]]
    eu_programmes: Mapping[str, list[str]] = field(default_factory=dict)

    def programme_names(self, identifier: str) -> tuple[str, str]:
        """Give the English and the German name of the EU programme of a call; empty if unknown."""
        english, german = self.eu_programmes.get(identifier.upper().partition("-")[0], ("", ""))
        return english, german


@cache
def wordings() -> Wordings:
    """The wordings that come with the project."""
    text = files("index").joinpath("wordings.toml").read_text(encoding="utf-8")
    return Wordings(**tomllib.loads(text))
