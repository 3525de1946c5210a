"""The record of what is kept of people, read from the file beside it."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A group of tables that serve one purpose."""

    title: str
    tables: dict[str, str]
    """The tables with the German name of what they hold."""
    why: str
    long: str
    who: str
    forgotten: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All groups, and the tables in which nobody is."""

    kept: tuple[Kept, ...]
    impersonal: frozenset[str]
    words: frozenset[str]
    """Columns in which people write or settle something about themselves or others."""
    plain: frozenset[str]
    """Columns of text that tell of nobody."""
    labels: dict[str, str] = field(default_factory=dict)

    def label_of(self, table: str) -> str:
        """What a table holds, in German."""
        return next(it.tables[table] for it in self.kept if table in it.tables)


@cache
def record() -> Record:
    """Read the record."""
    text = files("webapp.privacy").joinpath("record.toml").read_text("utf-8")
    told = tomllib.loads(text)
    return Record(
        kept=tuple(Kept(**group) for group in told["kept"]),
        impersonal=frozenset(told["impersonal"]["tables"].split()),
        words=frozenset(told["columns"]["words"].split()),
        plain=frozenset(told["columns"]["plain"].split()),
        labels=told["labels"],
    )
