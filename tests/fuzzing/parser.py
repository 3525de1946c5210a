"""A parser under attack: what it is given, and what has to be true of whatever it gives back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Check = Callable[[Any], None]


@dataclass(frozen=True, kw_only=True)
class Parser:
    """One way in: `check` reads the input and asserts what holds; a sample leads deep into it."""

    name: str
    """Module and function, without the package's `__init__`."""
    holds: str
    """What is asserted beyond "no other exception than the declared one"."""
    check: Check
    samples: tuple[Any, ...]
    in_bytes: bool
    json: bool = False
    """Whether values inside a sample are to be exchanged, and not only its signs."""
    halves: bool = False
    """Whether a text may hold halves of characters; what comes by HTTP cannot."""


PARSERS: dict[str, Parser] = {}


def parser(
    name: str, holds: str, *samples: Any, json: bool = False, halves: bool = False
) -> Callable[[Check], Check]:
    """Enter a check under the name of what it checks; its samples tell what it is given."""

    def enter(check: Check) -> Check:
        assert name not in PARSERS, name
        in_bytes = isinstance(samples[0], bytes)
        PARSERS[name] = Parser(
            name=name,
            holds=holds,
            check=check,
            samples=samples,
            in_bytes=in_bytes,
            json=json,
            halves=halves,
        )
        return check

    return enter
