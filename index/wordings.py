"""Words that say the same and are no topic: abbreviations, and frequent words in two languages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Wordings:
    """What index/wordings.toml says: abbreviation → long form, German word → English words."""

    abbreviations: Mapping[str, str]
    english: Mapping[str, list[str]]


@cache
def wordings() -> Wordings:
    """The wordings that come with the project."""
    text = files("index").joinpath("wordings.toml").read_text(encoding="utf-8")
    return Wordings(**tomllib.loads(text))
