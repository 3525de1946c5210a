"""When a source is read next: derived from its runs and its rhythm, never stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from index.rhythm import Rhythm, days_to_wait, next_night, rhythm_in
from index.store import Database

WATCHED = "watched"
AT_ONCE = datetime.combine(date.min, time())
"""The next run of a source that was never read."""

_SOURCES = """
    select source.name, source.rhythm, source.switched_off,
        (select max(day) from run where run.source = source.name) as last_day,
        (select count(*) from run where run.source = source.name and run.status <> 'ok'
            and run.id > coalesce((select max(id) from run as good
                where good.source = source.name and good.status = 'ok'), 0)) as failures
    from source order by source.precedence, source.name
"""


@dataclass(frozen=True, slots=True)
class Planned:
    """A source and the moment of its next run; `None` if nothing is planned."""

    source: str
    next_run: datetime | None


def plan(db: Database, today: date) -> Iterator[Planned]:
    """Yield every source with its next run.

    What was read on a day that is still to come, by a clock that was ahead, counts as read today.

    After a failure it is tried again the next night, then less and less often. Sources that are
    switched off or have no rhythm are read only by hand.
    """
    for row in db.query(_SOURCES):
        rhythm = rhythm_in(row["rhythm"])
        if row["switched_off"] or rhythm is None:
            yield Planned(row["name"], None)
        elif row["name"] == WATCHED:
            yield Planned(WATCHED, _next_watched(db, row, today))
        elif row["last_day"] is None:
            yield Planned(row["name"], AT_ONCE)
        else:
            last = min(date.fromisoformat(row["last_day"]), today)
            days = days_to_wait(rhythm, row["failures"])
            yield Planned(row["name"], next_night(row["name"], last, days))


def due_sources(db: Database, now: datetime) -> list[str]:
    """The sources that are to be read now."""
    return [
        it.source for it in plan(db, now.date()) if it.next_run is not None and it.next_run <= now
    ]


def end_of(day: date) -> datetime:
    """The last moment of a day: with `--today` everything of that day is due."""
    return datetime.combine(day, time.max)


def _next_watched(db: Database, row: dict[str, Any], today: date) -> datetime | None:
    """The first of the watched addresses decides; new ones are read at once."""
    sql = """
        select min(case when read_on > ? then ? else coalesce(next_on, '') end) as next_on
        from watch where not paused
    """
    next_on = next(iter(db.query(sql, [today.isoformat()] * 2)))["next_on"]
    if next_on is None:
        return None
    moment = next_night(WATCHED, date.fromisoformat(next_on), 0) if next_on else AT_ONCE
    if row["failures"] and row["last_day"]:
        wait = days_to_wait(Rhythm.WEEKLY, row["failures"])
        last = min(date.fromisoformat(row["last_day"]), today)
        moment = max(moment, next_night(WATCHED, last, wait))
    return moment
