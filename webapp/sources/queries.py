"""What the runs of the sources left behind: filled fields, rejected items, items per run."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from index.remembered import remembered
from index.store import Database
from webapp.programmes.wording import FIELD_LABELS

RUNS_SHOWN = 20
REJECTED_SHOWN = 50

_FILLED = """
    select record.source, part.key as field, count(*) as number
    from record
    join version on version.record = record.id and version.number = record.version
    join json_each(version.content) as part
    where record.presence <> 'gone'
        and part.value not in ('', '[]', '{"html":"","text":""}', 0)
    group by record.source, part.key
"""
_RUNS = """
    select source, day, status, seen from (
        select *, row_number() over (partition by source order by id desc) as place from run
        where status <> 'running')
    where place <= ? order by source, place desc
"""
_REJECTED = """
    select run.source, rejection.item, rejection.reason from rejection
    join run on run.id = rejection.run
    where run.id = (select max(id) from run as last where last.source = run.source)
    order by rejection.id
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a source: its day, how it ended, and how many records it saw."""

    day: date
    status: str
    seen: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """An item that could not be read, and why."""

    item: str
    reason: str


@remembered
def filled_fields(db: Database) -> Mapping[str, Mapping[str, float]]:
    """Per source the share of its records in which each field says something, 0 to 1."""
    totals = {
        row["source"]: row["number"]
        for row in db.query(
            "select source, count(*) as number from record where presence <> 'gone' group by source"
        )
    }
    shares: dict[str, dict[str, float]] = {
        name: dict.fromkeys(FIELD_LABELS, 0.0) for name in totals
    }
    for row in db.query(_FILLED):
        if row["field"] in FIELD_LABELS:
            shares[row["source"]][row["field"]] = row["number"] / totals[row["source"]]
    return shares


def recent_runs(db: Database) -> Mapping[str, list[Run]]:
    """Per source its latest runs, the oldest first."""
    found: defaultdict[str, list[Run]] = defaultdict(list)
    for row in db.query(_RUNS, [RUNS_SHOWN]):
        run = Run(date.fromisoformat(row["day"]), row["status"], row["seen"] or 0)
        found[row["source"]].append(run)
    return found


def rejected_items(db: Database) -> Mapping[str, list[Rejected]]:
    """Per source what its last run could not read."""
    found: defaultdict[str, list[Rejected]] = defaultdict(list)
    for row in db.query(_REJECTED):
        found[row["source"]].append(Rejected(row["item"], row["reason"]))
    return found


def details_of_sources(db: Database) -> Mapping[str, dict[str, Any]]:
    """Per known source everything of the above, as values that JSON knows."""
    filled, runs, rejected = filled_fields(db), recent_runs(db), rejected_items(db)
    return {
        row["name"]: dict(
            fields={name: round(share, 3) for name, share in filled.get(row["name"], {}).items()},
            rejected_items=[asdict(item) for item in rejected.get(row["name"], [])],
            runs=[asdict(run) for run in runs.get(row["name"], [])],
        )
        for row in db.query("select name from source")
    }
