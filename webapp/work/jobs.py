"""Reading the journal: jobs and, beside them, how each source was read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.store import Database
from webapp.work.journal import Outcome, is_running

RUNNING = "läuft"
SOURCE = "source"
"""The name under which the reading of a single source stands in the list."""

LABELS = {
    SOURCE: "Quelle lesen",
    "read_sources": "Quellen lesen",
    "crawl": "Quellen lesen",
    "import-export": "Export der Förderdatenbank einlesen",
    "reread": "Antworten neu auswerten",
    "build_search": "Suche aufbauen",
    "reindex": "Suche aufbauen",
    "judge_projects": "Vorhaben prüfen",
    "match": "Vorhaben prüfen",
    "expect_calls": "Prognosen",
    "check_links": "Links prüfen",
    "check-links": "Links prüfen",
    "let_search_follow": "Suche nachholen",
    "clear_leftovers": "Reste abgebrochener Vorgänge löschen",
    "forget_old_entries": "Protokoll kürzen",
    "forget_old_data": "Abgelaufenes löschen",
    "forget_finished_jobs": "Alte Vorgänge löschen",
    "take_in_bounces": "Rückläufer annehmen",
    "bounces": "Rückläufer annehmen",
    "remind_of_trainings": "An Schulungen erinnern",
    "send_due_letters": "Briefe versenden",
    "digest": "Briefe versenden",
    "backup": "Sichern",
    "restore": "Sicherung einspielen",
}

_ALL = """
    select id as number, name, null as about, by_hand, started_at, ended_at, seconds, outcome, said
    from job
    union all
    select run.id, 'source', source.label, null, run.started_at, run.finished_at, null,
        case run.status when 'ok' then 'gelungen' when 'running' then null
            else 'nicht gelungen' end,
        trim(coalesce(run.error, '') || ' ' || coalesce(run.alarm, '') || ' '
            || coalesce(run.seen || ' gesehen, ' || run.new || ' neu, ' || run.changed
                || ' geändert.', ''))
    from run join source on source.name = run.source where run.started_at is not null
"""
_ASKED = "(:name = '' or name = :name) and (:outcome = '' or coalesce(outcome, '') = :outcome)"
_LAST = """
    select name, max(case when outcome = 'gelungen' then ended_at end) as well_at,
        (select seconds from job as last where last.name = job.name and last.seconds is not null
            order by id desc limit 1) as seconds,
        (select outcome from job as last where last.name = job.name and last.outcome is not null
            order by id desc limit 1) as outcome
    from job group by name
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """One job as the list shows it."""

    label: str
    about: str
    by_hand: bool | None
    started_at: str
    seconds: float | None
    outcome: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastJob:
    """How jobs of one name went last; absent is what never happened."""

    name: str
    well_at: str | None
    seconds: float | None
    failed: bool


def count_jobs(db: Database, name: str = "", outcome: str = "") -> int:
    """How many jobs of this name ended in this way; an empty text asks for all."""
    sql = f"select count(*) as n from ({_ALL}) where {_ASKED}"
    return int(next(db.query(sql, dict(name=name, outcome=outcome)))["n"])


def jobs(
    db: Database, folder: Path, name: str, outcome: str, limit: int, skip: int
) -> Iterator[JobLine]:
    """The jobs of this name that ended in this way, the newest first."""
    sql = f"""
        select * from ({_ALL}) where {_ASKED}
        order by started_at desc, number desc limit :limit offset :skip
    """
    for row in db.query(sql, dict(name=name, outcome=outcome, limit=limit, skip=skip)):
        yield JobLine(
            label=LABELS.get(row["name"], row["name"]),
            about=row["about"] or "",
            by_hand=None if row["by_hand"] is None else bool(row["by_hand"]),
            started_at=row["started_at"],
            seconds=row["seconds"],
            outcome=row["outcome"] or _of_open(db, folder, row),
            said=row["said"] or "",
        )


def names_in_journal(db: Database) -> list[str]:
    """What has been done so far, by name."""
    return sorted({row["name"] for row in db.query(f"select distinct name from ({_ALL})")})


def last_jobs(db: Database) -> Iterator[LastJob]:
    """How each kind of job went last."""
    for row in db.query(_LAST):
        yield LastJob(
            name=row["name"],
            well_at=row["well_at"],
            seconds=row["seconds"],
            failed=row["outcome"] not in (None, Outcome.WELL.value),
        )


def _of_open(db: Database, folder: Path, row: dict[str, Any]) -> str:
    """Whether something without an end still runs; a source is read only inside a job."""
    numbers = [row["number"]]
    if row["name"] == SOURCE:
        numbers = [it["id"] for it in db.query("select id from job where outcome is null")]
    return RUNNING if any(is_running(folder, it) for it in numbers) else Outcome.BROKEN_OFF.value
