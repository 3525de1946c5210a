"""Sources that could not be read lately: no hits from them is not the same as nothing new."""

from collections.abc import Iterator
from datetime import date

from index.rhythm import rhythm_in
from index.status import german_date
from index.store import Database

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
    """Name the sources that failed, shrank or were not read in their time, by their age."""
    by_age: dict[date | None, list[str]] = {}
    for row in db.query(_LAST, dict(today=today.isoformat())):
        good = date.fromisoformat(row["good"]) if row["good"] else None
        rhythm = rhythm_in(row["rhythm"] or "")
        late = rhythm and good and (today - good).days > max(rhythm.days, 7) + _SLACK
        if row["status"] != "ok" or late:
            by_age.setdefault(good, []).append(row["label"])
    for good in sorted(by_age, key=lambda day: day or date.min):
        yield f"{_age(good, today)}: {', '.join(by_age[good])}"


def _age(good: date | None, today: date) -> str:
    if good is None:
        return "Noch nie vollständig gelesen"
    days = (today - good).days
    if days == 0:
        return "Heute nicht noch einmal gelesen"
    ago = "gestern" if days == 1 else f"vor {days} Tagen"
    return f"Zuletzt vollständig gelesen am {german_date(good)}, {ago}"
