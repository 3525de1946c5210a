"""What all letters of one run share: the day, the programmes, the sources, the open groups."""

from datetime import date
from functools import cached_property
from pathlib import Path

from index.store import Database
from webapp.digest.shelf import Shelf
from webapp.digest.silence import silent_sources
from webapp.joint.groups import Group, open_groups


class Edition:
    """The common ground of the letters of one run; what is costly is read once."""

    def __init__(self, db: Database, folder: Path, today: date) -> None:
        self.db, self.folder, self.today = db, folder, today
        self.shelf = Shelf(db, today)

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """The sources that could not be read, those of one age in a sentence."""
        return tuple(silent_sources(self.db, self.today))

    def groups(self) -> list[Group]:
        """All groups of municipalities that could apply together."""
        return self._groups

    @cached_property
    def _groups(self) -> list[Group]:
        return open_groups(self.db)
