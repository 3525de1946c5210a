"""One run of the regular work, and what a step of it did."""

from dataclasses import dataclass
from datetime import date, datetime

from index.store import Database
from webapp.settings import Settings


@dataclass(frozen=True, slots=True)
class Shift:
    """One run of the regular work: where, on which day, and at which moment."""

    db: Database
    settings: Settings
    today: date
    now: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """What a step did, and whether somebody has to look at it."""

    said: str
    well: bool = True
