"""How the sources are doing, from what their runs left behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

OVERDUE_AFTER_DAYS = 14

_SOURCES = """
    select source.name, source.label, source.level, source.address, source.rhythm,
        run.day, run.started_at, run.finished_at, run.status, run.seen, run.rejected,
        run.error, run.alarm,
        (select count(*) from record
            where record.source = source.name and record.presence <> 'gone') as items,
        (select max(day) from run as good
            where good.source = source.name and good.status = 'ok') as last_ok
    from source
    left join run on run.id = (select max(id) from run as last where last.source = source.name)
    order by source.precedence, source.name
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """A source, how its last run ended, and what somebody should look at."""

    source: str
    label: str
    level: str
    address: str
    rhythm: str
    items: int
    status: str | None
    last_run: str | None
    last_ok: str | None
    seen: int | None
    rejected: int | None
    alarms: tuple[str, ...]


def health_of_sources(db: Database, today: date) -> Iterator[SourceHealth]:
    """Yield every known source, also before its first run."""
    for row in db.query(_SOURCES):
        yield SourceHealth(
            source=row["name"],
            label=row["label"],
            level=row["level"],
            address=row["address"],
            rhythm=row["rhythm"],
            items=row["items"],
            status=row["status"],
            last_run=row["day"],
            last_ok=row["last_ok"],
            seen=row["seen"],
            rejected=row["rejected"],
            alarms=tuple(_alarms(row, today)),
        )


def _alarms(row: dict[str, Any], today: date) -> Iterator[str]:
    status = row["status"]
    if status is None:
        return
    if status == "running":
        yield f"Der Lauf vom {row['day']} wurde nicht beendet."
    if row["error"]:
        yield row["error"]
    if row["alarm"] and row["alarm"] != row["error"]:
        yield row["alarm"]
    if row["rejected"]:
        yield f"{row['rejected']} Einträge waren nicht lesbar."
    age = (today - date.fromisoformat(row["day"])).days
    if age > OVERDUE_AFTER_DAYS:
        yield f"Seit {age} Tagen nicht gelesen."
