"""A day that somebody is to be reminded of; what is to be done stays when its day is over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.store import Database
from matcher.planning import LeadTimes
from webapp.accounts.account import Account
from webapp.digest.ledger import Line, Why
from webapp.digest.shelf import Shelf
from webapp.duties.months import months_since

USUAL = (56, 14, 3)
"""Days before: eight weeks, two weeks, three days."""
MOST_DAYS = 365
_LONG = 7 * LeadTimes().papers
"""Who is reminded earlier than this wants to prepare something for the council."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """A day that somebody is to be reminded of; `source` and `key` name it for ever."""

    source: str
    key: str
    title: str
    due_on: date
    since: date
    address: str
    label: str = ""
    note: str = ""
    programme: int | None = None
    ready_on: date | None = None
    days_before: tuple[int, ...] = USUAL
    stays: bool = False
    """Whether it is still to be done when its day is over."""

    @property
    def subject(self) -> str:
        """Its name in the ledger."""
        return f"{self.source}:{self.key}"

    def day_of(self, days: int) -> date:
        """The day on which to remind so many days before."""
        end = self.ready_on if self.ready_on and days > _LONG else self.due_on
        return end - timedelta(days=days)

    def line(self, days: int) -> Line:
        """The line in the ledger for one of its reminders."""
        return Line(
            why=Why.REMINDER,
            programme=self.programme,
            subject=self.subject,
            version=f"{self.due_on}/{days}",
        )

    def overdue_line(self, today: date) -> Line:
        """The line for the month after its day in which we are."""
        months = months_since(self.due_on, today)
        return replace(self.line(0), version=f"{self.due_on}/+{months}")


Source = Callable[[Database, Account, Shelf], Iterable[Reminding]]
