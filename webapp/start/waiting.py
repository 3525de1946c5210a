"""What waits for a municipality: invitations without an answer, Vorhaben that tell too little."""

from dataclasses import dataclass

from sqlite_utils import Database

from matcher.project import Project
from webapp.joint.queries import Interest, invited_to
from webapp.projects.completeness import gaps

_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Incomplete:
    """A Vorhaben with what is missing to judge it well, the most important first."""

    id: str
    title: str
    missing: tuple[str, ...]
    more: int


def unanswered(db: Database, ags: str) -> list[Interest]:
    """The invitations of a municipality that it has not answered."""
    own = (it for group in invited_to(db, ags) for it in group if it.municipality == ags)
    return [it for it in own if it.answer is None]


def incomplete(projects: list[Project]) -> list[Incomplete]:
    """The Vorhaben that tell too little: those that lack the most first."""
    found = []
    for project in projects:
        missing = [gap.missing for gap in gaps(project) if gap.weighs]
        if missing:
            found.append(
                Incomplete(
                    id=project.id,
                    title=project.title,
                    missing=tuple(missing[:_NAMED]),
                    more=max(0, len(missing) - _NAMED),
                )
            )
    return sorted(found, key=lambda it: -len(it.missing) - it.more)
