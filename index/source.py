"""Sources: who is read, on which terms, and who wins where two tell the same."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields

from index.store import Database
from index.vocabulary import Level

MANUAL = "manual"
"""The source of the programmes that the Fördermittelmanagement enters; nobody crawls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source as the source list describes it.

    `precedence` orders the sources where they contradict: 1 wins (own page of the issuing
    body), 2 the Förderdatenbank, 3 watched pages; 0 what the Fördermittelmanagement entered.
    """

    name: str
    label: str
    operator: str
    level: Level
    address: str
    licence: str
    attribution: str
    rhythm: str
    precedence: int
    reviewed_by_itself: bool = True
    switched_off: bool = False
    """Whether nobody has read it live yet: it is read only when its name is given."""


def remember_source(db: Database, source: Source) -> None:
    """Write the description of a source, so that pages can show it without the reader."""
    db.table("source").upsert(asdict(source), pk="name")


def remembered_sources(db: Database) -> Iterator[Source]:
    """All sources that were read here, the most trusted first."""
    names = ", ".join(field.name for field in fields(Source))
    for row in db.query(f"select {names} from source order by precedence, name"):
        flags = {name: bool(row[name]) for name in ("reviewed_by_itself", "switched_off")}
        yield Source(**row | dict(level=Level(row["level"])) | flags)
