"""What a training is, and a seat in it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from webapp.accounts.people import name_of

LONGEST_TITLE, LONGEST_LINE, LONGEST_WORDS = 160, 200, 4000
MOST_SEATS, MOST_REMIND_DAYS = 1000, 30
HERE = ZoneInfo("Europe/Berlin")
"""The clock on the wall of the place where the training is, whatever the server's says."""


class SeatState(StrEnum):
    """Whether somebody has a seat."""

    SEAT = "seat"
    WAITING = "waiting"
    GIVEN_UP = "given_up"

    @property
    def label(self) -> str:
        """The German word for people to read."""
        return _LABELS[self]


_LABELS = {
    SeatState.SEAT: "angemeldet",
    SeatState.WAITING: "Warteliste",
    SeatState.GIVEN_UP: "abgemeldet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A training as it is about to be kept; times are those of the clock on the wall."""

    title: str
    description: str
    starts_at: datetime
    ends_at: datetime
    register_until: date
    place: str = ""
    link: str = ""
    seats: int | None = None
    audience: str = ""
    given_by: str = ""
    topics: str = ""
    remind_days: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Training(Draft):
    """A training with how many come and wait; it is open until somebody calls it off."""

    id: int
    version: int
    taken: int
    waiting: int
    cancelled_because: str | None

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off."""
        return self.cancelled_because is not None

    @property
    def free(self) -> int | None:
        """How many seats are left; nothing where there is no limit."""
        return None if self.seats is None else max(0, self.seats - self.taken)

    @property
    def when(self) -> str:
        """Day and times in German."""
        return span(self.starts_at, self.ends_at)

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.ends_at.date() < today

    def takes_people(self, today: date) -> bool:
        """Whether somebody may still register."""
        return not self.is_cancelled and today <= self.register_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person in a training."""

    id: int
    training: int
    person: int | None
    name: str
    email: str
    municipality: str | None
    town: str
    state: SeatState
    sequence: int
    attended: bool | None
    by: str

    @property
    def shown_name(self) -> str:
        """What this person is called."""
        return self.name or name_of(self.email)


def span(starts_at: datetime, ends_at: datetime) -> str:
    """Say from when to when: »01.12.2026, 9:00–12:30 Uhr«."""
    first = f"{starts_at:%d.%m.%Y}, {_clock(starts_at)}"
    if starts_at.date() == ends_at.date():
        return f"{first}–{_clock(ends_at)} Uhr"
    return f"{first} Uhr bis {ends_at:%d.%m.%Y}, {_clock(ends_at)} Uhr"


def in_utc(moment: datetime) -> datetime:
    """A moment of the clock on the wall, for programs."""
    return moment.replace(tzinfo=HERE).astimezone(UTC)


def remind_from(training: Training) -> date:
    """The day from which on to remind."""
    return training.starts_at.date() - timedelta(days=training.remind_days)


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}"
