"""The programmes that a run of letters may offer."""

from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from index.programme import Programme, all_programmes
from index.vocabulary import Presence, Status

_NOT_NOW = (Status.CLOSED, Status.PAUSED)


class Shelf:
    """The programmes of one run: each is read once, and only what can be used today is offered."""

    def __init__(self, db: Database, today: date) -> None:
        self._db, self.today = db, today
        self._known: dict[int, Programme | None] = {}

    def usable(self, numbers: Iterable[int]) -> dict[int, Programme]:
        """Those of the programmes that a source lists today and that take applications or will."""
        wanted = list(dict.fromkeys(numbers))
        unread = [number for number in wanted if number not in self._known]
        for programme in all_programmes(self._db, unread):
            self._known[programme.id] = programme if self._is_usable(programme) else None
        found = ((number, self._known.get(number)) for number in wanted)
        return {number: programme for number, programme in found if programme}

    def _is_usable(self, programme: Programme) -> bool:
        # A programme that its source does not list at the moment may be back next week.
        listed = programme.presence is Presence.PRESENT
        return listed and programme.standing(self.today).status not in _NOT_NOW
