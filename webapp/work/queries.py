"""When the regular work was done last."""

from dataclasses import dataclass
from datetime import date

from index.store import Database

WORK = "work"


@dataclass(frozen=True, slots=True)
class LastWork:
    """The last call of the regular work: its day, and what it said."""

    day: date
    said: str


def last_work(db: Database) -> LastWork | None:
    """The last call that came to its end; `None` if no timer ever called."""
    for row in db.query("select day, said from task where name = ?", [WORK]):
        return LastWork(date.fromisoformat(row["day"]), row["said"])
    return None
