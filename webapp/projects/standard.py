"""Standard Vorhaben: what many towns plan, as a starting point for the form."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A starting point: title and description in the words that programmes use."""

    name: str
    title: str
    description: str
    topics: tuple[str, ...]


@cache
def standards() -> dict[str, Standard]:
    """All of them by name."""
    text = files("webapp.projects").joinpath("standard.toml").read_text(encoding="utf-8")
    return {
        name: Standard(name=name, **told | dict(topics=tuple(told["topics"])))
        for name, told in tomllib.loads(text).items()
    }
