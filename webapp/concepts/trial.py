"""A search before and after a change of the dictionary, side by side."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from index.own_concepts import OwnConcept, own_concepts
from index.search.engine import Found, Hit, Question, search
from index.store import Database

_SHOWN, _LOOKED_AT = 10, 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two answers: each hit with its place in the other one, if it has any."""

    total: int
    hits: tuple[tuple[Hit, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the search finds today, and what it would find."""

    question: str
    before: Side
    after: Side


def trial(folder: Path, db: Database, question: str, group: OwnConcept, today: date) -> Trial:
    """Ask with the groups as they are, and with this one added or in place of its old self."""
    own = own_concepts(db)
    changed = (*(it for it in own if it.id != group.id or not group.id), replace(group))
    asked = Question(question, page_size=_LOOKED_AT)
    before = search(folder, db, asked, today, own)
    after = search(folder, db, asked, today, changed)
    return Trial(question=question, before=_side(before, after), after=_side(after, before))


def _side(found: Found, other: Found) -> Side:
    places = {hit.programme: place for place, hit in enumerate(other.hits, 1)}
    hits = tuple((hit, places.get(hit.programme)) for hit in found.hits[:_SHOWN])
    return Side(total=found.total, hits=hits)
