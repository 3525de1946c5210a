"""Search ever longer texts with every compiled pattern of ours, and print those that take too long.

    .venv/bin/python tests/bench/pattern_growth.py [--most 60000]

The texts are made of what a pattern itself looks for: each of its letters, its words, blanks and
figures, repeated, with and without something behind that does not fit. A pattern is printed when
ten times the text takes thirty times as long, or one search more than two seconds.
"""

import argparse
import importlib
import pkgutil
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))
_PACKAGES = ("crawler", "index", "matcher", "webapp")
_WORTH_TELLING = 0.05
_TOO_LONG = 2
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


def seconds(pattern: "re.Pattern[Any]", piece: str, length: int, end: str) -> float:
    """The time of finding everything in a text of that length."""
    text: Any = (piece * (length // len(piece) + 1))[:length] + end
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    started = process_time()
    signal.alarm(_TOO_LONG * 3)
    try:
        for _ in pattern.finditer(text):
            pass
    except _TooLong:
        return float("inf")
    finally:
        signal.alarm(0)
    return process_time() - started


def worst(pattern: "re.Pattern[Any]", most: int) -> tuple[float, float, str]:
    """The longest time, how it grew from a tenth of the text, and with which piece."""
    found = (0.0, 0.0, "")
    for piece in pieces(pattern):
        for end in ("", "\x00", "!"):
            long = seconds(pattern, piece, most, end)
            if long > max(_WORTH_TELLING, found[0]):
                short = max(seconds(pattern, piece, most // 10, end), 1e-4)
                if long / short > 30 or long > _TOO_LONG:
                    found = (long, long / short, piece)
    return found


def main() -> None:
    """Search with all of them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--most", type=int, default=60_000)
    most = asked.parse_args().most
    signal.signal(signal.SIGALRM, _stop)
    seen: dict[str, tuple[str, re.Pattern[Any]]] = {}
    for name, pattern in patterns():
        seen.setdefault(str(pattern.pattern), (name, pattern))
    sys.stdout.write(f"{len(seen)} patterns, texts of {most} signs\n")
    for name, pattern in seen.values():
        took, growth, piece = worst(pattern, most)
        if piece:
            sys.stdout.write(f"| {name} | {took:.2f} s | {growth:.0f}× | {piece!r} |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
