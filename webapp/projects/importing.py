"""Adding Vorhaben line by line: good lines are kept, bad ones named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from index.store import Database
from matcher.profile import UnreadableProfile, read_profile
from matcher.project import Project, Town
from webapp.projects.queries import UnknownOwner, save_project

Line = tuple[int, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of the lines: the kept Vorhaben, how many are new, what was wrong."""

    kept: tuple[str, ...]
    new: int
    wrong: tuple[str, ...]

    @property
    def told(self) -> str:
        """The result in one sentence."""
        updated = len(self.kept) - self.new
        return (
            f"{self.new} Vorhaben neu, {updated} aktualisiert, {len(self.wrong)} Zeilen abgelehnt."
        )


def import_lines(
    db: Database, lines: Iterable[Line], today: date, owner: Callable[[Project], Project]
) -> Imported:
    """Add the Vorhaben of a table; `owner` says whose each is, or refuses it (UnknownOwner)."""
    kept: dict[str, None] = {}
    wrong = []
    new = 0
    for number, data in lines:
        try:
            vorhaben = owner(read_profile(data))
            new += save_project(db, vorhaben, today)
            kept[vorhaben.id] = None
        except (UnreadableProfile, UnknownOwner) as error:
            wrong.append(f"Zeile {number}: {error}")
    return Imported(kept=tuple(kept), new=new, wrong=tuple(wrong))


def as_told(project: Project) -> Project:
    """The owner stands in the line."""
    return project


def only_of(ags: str) -> Callable[[Project], Project]:
    """The owner is this municipality; a line of another one is refused."""

    def checked(project: Project) -> Project:
        told = project.municipality
        if told is not None and told.ags != ags:
            raise UnknownOwner(f"Der AGS »{told.ags}« ist nicht der Ihrer Kommune.")
        return replace(project, municipality=Town(ags=ags))

    return checked
