"""How the sources are doing, from what their runs left behind."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from index.hints import open_hints
from index.rhythm import rhythm_in
from index.runs import NOT_READ
from index.source import MANUAL
from index.store import Database
from webapp.operation.schedule import AT_ONCE, plan

OVERDUE_AFTER_DAYS = 14
_BY_HAND = "foerderdatenbank"
"""The source whose one file can be downloaded by hand where a bot check stands in the way."""

_SOURCES = """
    select source.name, source.label, source.level, source.address, source.rhythm,
        source.switched_off, run.day, run.status, run.seen, run.rejected, run.error, run.alarm,
        (select count(*) from record
            where record.source = source.name and record.presence <> 'gone') as items,
        (select max(day) from run as good
            where good.source = source.name and good.status = 'ok') as last_ok
    from source
    left join run on run.id = (select max(id) from run as last where last.source = source.name)
    where source.name <> ?
    order by source.precedence, source.name
"""
"""All but what is entered by hand: nobody reads it, so nothing can be wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """A source, how its last run ended, and what somebody should look at."""

    source: str
    label: str
    level: str
    address: str
    rhythm: str
    switched_off: bool
    items: int
    status: str | None
    last_run: str | None
    last_ok: str | None
    next_run: str | None
    """The moment of the next run; empty for a source that is read as soon as possible."""
    seen: int | None
    rejected: int | None
    alarms: tuple[str, ...]
    hints: int
    """So many early signals name pages that were not read since."""

    @property
    def advice(self) -> str:
        """What to do about a source that failed or shrank; nothing where all is well."""
        if self.status not in ("failed", "thin"):
            return ""
        again = f"Seite der Quelle ansehen, dann »foerdernetz crawl {self.source}« wiederholen"
        if self.source != _BY_HAND:
            return f"{again}."
        return f"{again} oder die Datei im Browser laden: »foerdernetz import-export DATEI.zip«."


def health_of_sources(db: Database, today: date) -> Iterator[SourceHealth]:
    """Yield every known source, also before its first run."""
    planned = {it.source: it.next_run for it in plan(db, today)}
    hints = Counter(hint.source for hint in open_hints(db))
    for row in db.query(_SOURCES, [MANUAL]):
        yield SourceHealth(
            source=row["name"],
            label=row["label"],
            level=row["level"],
            address=row["address"],
            rhythm=row["rhythm"],
            switched_off=bool(row["switched_off"]),
            items=row["items"],
            status=row["status"],
            last_run=row["day"],
            last_ok=row["last_ok"],
            next_run=_moment(planned.get(row["name"])),
            seen=row["seen"],
            rejected=row["rejected"],
            alarms=tuple(_alarms(row, today)),
            hints=hints[row["name"]],
        )


def _alarms(row: dict[str, Any], today: date) -> Iterator[str]:
    status = row["status"]
    if status is None:
        return
    if status == "running":
        yield f"Der Lauf vom {row['day']} wurde nicht beendet."
    if row["error"]:
        yield row["error"]
    if row["alarm"]:
        yield row["alarm"]
    if row["rejected"] and NOT_READ not in f"{row['error']} {row['alarm']}":
        number = row["rejected"]
        yield f"{number} {'Eintrag war' if number == 1 else 'Einträge waren'} nicht lesbar."
    age = (today - date.fromisoformat(row["day"])).days
    rhythm = rhythm_in(row["rhythm"])
    if not row["switched_off"] and age > max(OVERDUE_AFTER_DAYS, 2 * rhythm.days if rhythm else 0):
        yield f"Seit {age} Tagen nicht gelesen."


def _moment(planned: datetime | None) -> str | None:
    if planned is None:
        return None
    return "" if planned == AT_ONCE else planned.isoformat(timespec="minutes")
