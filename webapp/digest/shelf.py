"""The programmes that a run of letters may tell of."""

from collections.abc import Iterable
from datetime import date

from index.programme import Programme, all_programmes
from index.publication import published
from index.status import Standing
from index.store import Database
from index.vocabulary import Presence, Status
from webapp.digest.said import Said, said_by
from webapp.programmes.quick_check import Answer, quick_check

_NOT_NOW = (Status.CLOSED, Status.PAUSED)
_MOST_MONEY = 2


class Shelf:
    """The programmes of one run: each is read once, and only what can be used today is offered."""

    def __init__(self, db: Database, today: date) -> None:
        self._db, self.today = db, today
        self._known: dict[int, Programme] = {}
        self._published: frozenset[int] | None = None
        self._standings: dict[int, Standing] = {}
        self._answers: dict[int, dict[str, Answer]] = {}
        self._said: dict[int, Said] = {}

    def usable(self, numbers: Iterable[int]) -> dict[int, Programme]:
        """Those of the programmes that a source lists today and that take applications or will."""
        return {n: it for n, it in self.shown(numbers).items() if self._is_usable(it)}

    def shown(self, numbers: Iterable[int]) -> dict[int, Programme]:
        """Those of the programmes that people are shown, whether they can be used or not."""
        if self._published is None:
            self._published = frozenset(published(self._db))
        wanted = [n for n in dict.fromkeys(numbers) if n in self._published]
        unread = [number for number in wanted if number not in self._known]
        self._known |= {it.id: it for it in all_programmes(self._db, unread)} if unread else {}
        return {number: self._known[number] for number in wanted if number in self._known}

    def standing(self, programme: Programme) -> Standing:
        """The status of a programme on this day."""
        if programme.id not in self._standings:
            self._standings[programme.id] = programme.standing(self.today)
        return self._standings[programme.id]

    def days_left(self, programme: Programme) -> int | None:
        """So many days until the next deadline, if one is known."""
        ahead = self.standing(programme).next_deadline
        return (ahead - self.today).days if ahead else None

    def money(self, programme: Programme) -> tuple[str, ...]:
        """What is paid, in a few words."""
        return self._answer(programme, "Wie viel")[:_MOST_MONEY]

    def own_share(self, programme: Programme) -> tuple[str, ...]:
        """Which share the applicant bears: as stated, else as the rate leaves it over."""
        stated, note = self._answer(programme, "Eigenanteil"), self._note(programme, "Eigenanteil")
        return stated or ((note.rstrip("."),) if note else ())

    def said(self, programme: Programme) -> Said:
        """What a programme says today."""
        if programme.id not in self._said:
            self._said[programme.id] = said_by(programme)
        return self._said[programme.id]

    def _answer(self, programme: Programme, question: str) -> tuple[str, ...]:
        return self._quick_check(programme)[question].lines

    def _note(self, programme: Programme, question: str) -> str:
        return self._quick_check(programme)[question].note

    def _quick_check(self, programme: Programme) -> dict[str, Answer]:
        if programme.id not in self._answers:
            found = quick_check(programme, self.today)
            self._answers[programme.id] = {it.question: it for it in found}
        return self._answers[programme.id]

    def _is_usable(self, programme: Programme) -> bool:
        # A programme that its source does not list at the moment may be back next week.
        listed = programme.presence is Presence.PRESENT
        return listed and self.standing(programme).status not in _NOT_NOW
