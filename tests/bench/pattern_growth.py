"""Search ever longer texts with every compiled pattern of ours, and print what grows too fast.

    .venv/bin/python tests/bench/pattern_growth.py [NAME …] [--first 2000] [--seconds 2]

The texts are made of what a pattern itself looks for: each of its letters, its words, blanks and
figures, repeated, with and without something behind that does not fit. Where a short text takes
longer than a steady search would, one four times as long is searched: a pattern is printed when
that takes more than eight times as long. One that our code only matches at the beginning is tried
so. A pattern that is not through with all texts in its time goes on with the next and is counted.
"""

import argparse
import importlib
import pkgutil
import re
import signal
import sys
from collections import deque
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))
_PACKAGES = ("crawler", "index", "matcher", "webapp")
_STEADY = 0.25e-6
"""Seconds for each sign within which a search is surely not growing too fast."""
_TOO_LONG = 1.0
_STEP, _TOO_FAST = 4, 8
_ALWAYS = (
    " ",
    "a",
    "A",
    "1",
    "1.",
    ".",
    "-",
    "a ",
    "ä ",
    "1 ",
    "\n",
    "\t",
    "<",
    '="',
    "aB",
    "&",
    "=a",
)


class _TooLong(Exception):
    pass


def _stop(*_: object) -> None:
    raise _TooLong


def patterns() -> Iterator[tuple[str, "re.Pattern[Any]"]]:
    """Every compiled pattern at the top of our modules, also in lists and tables there."""
    for package in _PACKAGES:
        for found in pkgutil.walk_packages([str(PROJECT / package)], f"{package}."):
            if found.name.endswith("__main__"):
                continue
            try:
                module = importlib.import_module(found.name)
            except ImportError as error:
                sys.stderr.write(f"{found.name}: {error}\n")
                continue
            for name, value in vars(module).items():
                for pattern in _in(value, 0):
                    yield f"{found.name}.{name}", pattern


def _in(value: Any, depth: int) -> Iterator["re.Pattern[Any]"]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for one in value.values():
            yield from _in(one, depth + 1)
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _in(one, depth + 1)
    elif depth < 3 and type(value).__module__.startswith(_PACKAGES):
        for name in getattr(type(value), "__slots__", ()) or getattr(value, "__dict__", ()):
            yield from _in(getattr(value, name, None), depth + 1)


def pieces(pattern: "re.Pattern[Any]") -> list[str]:
    """What to repeat: signs and words of the pattern, alone and with a blank or a figure."""
    text = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    )
    words = re.findall(r"[A-Za-zÄÖÜäöüß]{2,}", re.sub(r"\\[a-zA-Z]", " ", text))[:40]
    signs = sorted(set(re.sub(r"\\.", "", text)))
    found = [
        *_ALWAYS,
        *signs,
        *words,
        *(f"{word} " for word in words),
        *(f"{it} 1" for it in words),
    ]
    return list(dict.fromkeys(found))


def ways(name: str) -> tuple[str, ...]:
    """How our code uses a pattern of that name: only from the beginning, or anywhere."""
    module, _, short = name.rpartition(".")
    own = Path(str(sys.modules[module].__file__)).read_text()
    code = own if short.startswith("_") else _all_code()
    used = set(re.findall(rf"\b{re.escape(short)}\.(\w+)\(", code))
    return tuple(sorted(used)) if used and used <= {"match", "fullmatch"} else ("finditer",)


@cache
def _all_code() -> str:
    return "".join(it.read_text() for name in _PACKAGES for it in (PROJECT / name).rglob("*.py"))


def seconds(pattern: "re.Pattern[Any]", way: str, piece: str, length: int, end: str) -> float:
    """The time of searching a text of that length; endless if it takes too long."""
    text: Any = (piece * (length // len(piece) + 1))[:length] + end
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    started = perf_counter()
    signal.setitimer(signal.ITIMER_REAL, _TOO_LONG)
    try:
        found = getattr(pattern, way)(text)
        if way == "finditer":
            deque(found, maxlen=0)
    except _TooLong:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return perf_counter() - started


def worst(pattern: "re.Pattern[Any]", way: str, first: int, most: float) -> tuple[float, str, bool]:
    """The fastest growth over four times the text, with which piece, and whether all were tried."""
    growth, found, began = 0.0, "", perf_counter()
    for piece in pieces(pattern):
        for end in ("", "\x00", "!"):
            if perf_counter() - began > most:
                return growth, found, False
            if seconds(pattern, way, piece, first, end) > _STEADY * first:
                short, long = (
                    min(seconds(pattern, way, piece, length, end) for _ in range(3))
                    for length in (first, first * _STEP)
                )
                if long > max(_TOO_FAST * short, growth * short):
                    growth, found = long / short, piece
    return growth, found, True


def main() -> None:
    """Search with all of them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", default=[""])
    asked.add_argument("--first", type=int, default=2_000)
    asked.add_argument("--seconds", type=float, default=2)
    given = asked.parse_args()
    signal.signal(signal.SIGALRM, _stop)
    seen: dict[str, tuple[str, re.Pattern[Any]]] = {}
    for name, pattern in patterns():
        if name.startswith(tuple(given.names)):
            seen.setdefault(str(pattern.pattern), (name, pattern))
    broken_off, fast = list[str](), 0
    for name, pattern in seen.values():
        for way in ways(name):
            growth, piece, through = worst(pattern, way, given.first, given.seconds)
            broken_off += [] if through else [name]
            if piece:
                fast += 1
                sys.stdout.write(f"| {name} | {way} | {growth:.0f}× | {piece!r} |\n")
                sys.stdout.flush()
    sys.stdout.write(f"{len(seen)} patterns, {fast} grow too fast; not through: {broken_off}\n")


if __name__ == "__main__":
    main()
