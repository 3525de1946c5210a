"""How often something is read, and when next: at night, not everything at the same minute."""

import zlib
from datetime import date, datetime, time, timedelta
from enum import StrEnum

_NIGHT = time(1, 0)
_NIGHT_MINUTES = 240


class Rhythm(StrEnum):
    """Rhythmus: how often a source or a watched address is read."""

    DAILY = "täglich"
    TWICE_A_WEEK = "zweimal pro Woche"
    WEEKLY = "wöchentlich"
    MONTHLY = "monatlich"

    @property
    def days(self) -> int:
        """So many days lie between two readings."""
        return {"täglich": 1, "zweimal pro Woche": 3, "wöchentlich": 7}.get(self.value, 30)


def rhythm_in(text: str) -> Rhythm | None:
    """The rhythm that a description begins with ("täglich, nachts"); `None` if it names none."""
    return next((rhythm for rhythm in Rhythm if text.startswith(rhythm.value)), None)


def days_to_wait(rhythm: Rhythm, failures: int) -> int:
    """Days until the next reading: after failures 1, 2, 4 …, never more than the rhythm."""
    return min(rhythm.days, 2 ** (failures - 1)) if failures else rhythm.days


def next_night(name: str, last: date, days: int) -> datetime:
    """The moment at night to read, so many days after the last time.

    The minute follows from name and day: sources spread over the night, and nobody is asked at
    the same second every week.
    """
    day = last + timedelta(days=days)
    minutes = zlib.crc32(f"{name} {day}".encode()) % _NIGHT_MINUTES
    return datetime.combine(day, _NIGHT) + timedelta(minutes=minutes)
