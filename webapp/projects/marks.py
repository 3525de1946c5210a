"""Short marks of things, so that it shows when one of them is another."""

from functools import cache
from hashlib import blake2b
from importlib.resources import files

from index.programme import Programme


def digest(text: str) -> str:
    """A short mark of a text."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def mark_of(programme: Programme) -> str:
    """A mark of everything that a judgement on a programme may rest on."""
    told = [
        (it.record_id, it.fingerprint, it.presence.value, it.precedence)
        for it in programme.tellings
    ]
    return digest(repr((told, sorted(programme.facts.by_name.items()), programme.rulings)))


@cache
def code_mark() -> str:
    """A mark of the code and the words that judge."""
    mark = blake2b(digest_size=16)
    for package in ("index", "matcher"):
        for file in sorted(files(package).iterdir(), key=lambda one: one.name):
            if file.name.endswith((".py", ".toml")):
                mark.update(file.read_bytes())
    return mark.hexdigest()
