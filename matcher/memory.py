"""What was read from passages, so that the same words are not read again."""

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Protocol

from matcher.mentions import Mentions

# Reading a passage takes milliseconds, remembering it 3 kB; the site judges at every saving.
_MOST_REMEMBERED = 50_000
_SIZE = 16
_READ_BY = {
    "index": (
        "compounds.py",
        "concepts.py",
        "concepts.toml",
        "german.py",
        "inflection.py",
        "stems.py",
        "text.py",
        "words.toml",
    ),
    "matcher": ("memory.py", "mentions.py", "shelf.py", "themes.py"),
}


class Store(Protocol):
    """A place that outlives the process."""

    def find(self, keys: Iterable[bytes]) -> Mapping[bytes, bytes]:
        """Give what is stored under these keys."""

    def keep(self, terms: Mapping[bytes, bytes]) -> None:
        """Store some more."""


class Memory:
    """Remembers passages while the process runs, and beyond it where there is a store."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store

    def read(
        self, texts: Iterable[tuple[str, str]], read: Callable[[str, str], Mentions]
    ) -> list[Mentions]:
        """Give what each text says, with its language; only new ones are read."""
        wanted = [(key_of(text, language), text, language) for text, language in texts]
        known = self._known(key for key, _, _ in wanted)
        new: dict[bytes, Mentions] = {}
        for key, text, language in wanted:
            if key not in known:
                known[key] = new[key] = read(text, language)
        self._remember(new)
        return [known[key] for key, _, _ in wanted]

    def _known(self, keys: Iterable[bytes]) -> dict[bytes, Mentions]:
        wanted = dict.fromkeys(keys)
        known = {key: _REMEMBERED[key] for key in wanted if key in _REMEMBERED}
        if self._store and len(known) < len(wanted):
            stored = self._store.find(key for key in wanted if key not in known)
            found = {key: _unpacked(terms) for key, terms in stored.items()}
            known |= found
            _REMEMBERED.update(found)
        return known

    def _remember(self, new: Mapping[bytes, Mentions]) -> None:
        if len(_REMEMBERED) + len(new) > _MOST_REMEMBERED:
            _REMEMBERED.clear()
        _REMEMBERED.update(new)
        if self._store and new:
            self._store.keep({key: _packed(found) for key, found in new.items()})


_REMEMBERED: dict[bytes, Mentions] = {}


def forget() -> None:
    """Forget what the process remembers, as if it had just begun."""
    _REMEMBERED.clear()


def key_of(text: str, language: str) -> bytes:
    """The key of a passage: its words, and everything that decides how they are read."""
    mark = blake2b(_how(), digest_size=_SIZE)
    mark.update(f"{language} {text}".encode())
    return mark.digest()


@cache
def _how() -> bytes:
    """A mark of the dictionary and the code that read a passage: with another, all is read anew."""
    mark = blake2b(digest_size=_SIZE)
    for package, names in _READ_BY.items():
        for name in names:
            mark.update(files(package).joinpath(name).read_bytes())
    return mark.digest()


def _packed(found: Mentions) -> bytes:
    text = json.dumps([found.counts, found.surfaces], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 1)


def _unpacked(terms: bytes) -> Mentions:
    found = Mentions()
    counts, surfaces = json.loads(zlib.decompress(terms))
    found.counts.update(counts)
    found.surfaces.update(surfaces)
    return found
