"""Sources that could not be read lately: no hits from them is not the same as nothing new."""

from collections.abc import Iterator
from datetime import date

from sqlite_utils import Database

from index.rhythm import rhythm_in
from index.status import german_date

_SLACK = 2
"""Days that a source may be late without anybody being told."""

_LAST = """
    select source.label, source.rhythm,
        (select status from run where run.source = source.name and status <> 'running'
            and day <= :today order by id desc limit 1) as status,
        (select max(day) from run where run.source = source.name and status = 'ok'
            and day <= :today) as good
    from source
    where not coalesce(source.switched_off, 0)
        and exists (select 1 from run where run.source = source.name and day <= :today)
    order by source.label
"""


def silent_sources(db: Database, today: date) -> Iterator[str]:
    """Name each source that failed, shrank or was not read in its time, with its age."""
    for row in db.query(_LAST, dict(today=today.isoformat())):
        good = date.fromisoformat(row["good"]) if row["good"] else None
        rhythm = rhythm_in(row["rhythm"] or "")
        late = rhythm and good and (today - good).days > max(rhythm.days, 7) + _SLACK
        if row["status"] == "ok" and not late:
            continue
        yield f"{row['label']}: {_age(good, today)}"


def _age(good: date | None, today: date) -> str:
    if good is None:
        return "noch nie vollständig gelesen"
    days = (today - good).days
    if days == 0:
        return "heute nicht noch einmal gelesen"
    ago = "gestern" if days == 1 else f"vor {days} Tagen"
    return f"zuletzt vollständig gelesen am {german_date(good)}, {ago}"
