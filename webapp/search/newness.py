"""What is new to us: found lately, and not when its source was read for the first time."""

from collections.abc import Iterable
from datetime import date, timedelta

from index.programme import Programme
from index.store import Database

_DAYS = 21


def new_among(db: Database, programmes: Iterable[Programme], today: date) -> set[int]:
    """The numbers of those that are new."""
    since = today - timedelta(days=_DAYS)
    fresh = [it for it in programmes if it.first_seen >= since]
    if not fresh:
        return set()
    begun = _first_readings(db)
    return {it.id for it in fresh if all(_came_later(it, name, begun) for name in _sources(it))}


def _sources(programme: Programme) -> set[str]:
    return {telling.record.source for telling in programme.tellings}


def _came_later(programme: Programme, source: str, begun: dict[str, date]) -> bool:
    return source in begun and programme.first_seen > begun[source]


def _first_readings(db: Database) -> dict[str, date]:
    rows = db.query("select source, min(day) as day from run where new > 0 group by source")
    return {row["source"]: date.fromisoformat(row["day"]) for row in rows}
