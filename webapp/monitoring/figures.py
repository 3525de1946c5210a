"""What a watching machine is told, in counts: no name, no address, no text of anybody."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from index.schema import FILE_NAME
from index.search.build import has_index
from index.store import Database, on_server
from webapp.operation.queries import health_of_sources
from webapp.work.jobs import last_jobs

_COUNTS = {
    "programmes": "select count(*) from programme where hidden_because is null",
    "desk_items": "select count(*) from desk_item",
    "letters_waiting": "select count(*) from letter where state in ('waiting', 'claimed')",
    "letters_failed": "select count(*) from letter where state = 'failed'",
    "sessions": "select count(*) from session",
}
_TASKS = "select name, finished_at from task where finished_at is not null"


class Figures(Collector):
    """The state of one data folder at this moment."""

    def __init__(self, db: Database, folder: Path, today: date) -> None:
        self._db, self._folder, self._today = db, folder, today

    def collect(self) -> Iterator[Metric]:
        """Give every figure."""
        for name, sql in _COUNTS.items():
            yield _figure(name, f"Rows of: {sql}.", self._db.execute(sql).fetchone()[0])
        yield from self._sources()
        yield from self._tasks()
        yield from self._files()

    def _sources(self) -> Iterator[Metric]:
        alarms = GaugeMetricFamily(
            "foerdernetz_source_alarms", "What somebody should look at.", labels=["source"]
        )
        age = GaugeMetricFamily(
            "foerdernetz_source_days_since_success", "Days since it was read.", labels=["source"]
        )
        for one in health_of_sources(self._db, self._today):
            if one.switched_off:
                continue
            alarms.add_metric([one.source], len(one.alarms))
            if one.last_ok:
                days = (self._today - date.fromisoformat(one.last_ok)).days
                age.add_metric([one.source], days)
        yield from (alarms, age)

    def _tasks(self) -> Iterator[Metric]:
        ended = GaugeMetricFamily(
            "foerdernetz_task_finished_timestamp_seconds",
            "When a step of the regular work was done last.",
            labels=["task"],
        )
        for name, at in self._db.execute(_TASKS).fetchall():
            ended.add_metric([name], datetime.fromisoformat(at).timestamp())
        yield ended
        well = GaugeMetricFamily(
            "foerdernetz_job_success_timestamp_seconds",
            "When a job of this name ended well last.",
            labels=["task"],
        )
        took = GaugeMetricFamily(
            "foerdernetz_job_seconds", "How long the last job of this name took.", labels=["task"]
        )
        failed = GaugeMetricFamily(
            "foerdernetz_job_failed", "1 if the last job of this name failed.", labels=["task"]
        )
        for job in last_jobs(self._db):
            if job.well_at:
                well.add_metric([job.name], datetime.fromisoformat(job.well_at).timestamp())
            if job.seconds is not None:
                took.add_metric([job.name], job.seconds)
            failed.add_metric([job.name], int(job.failed))
        yield from (well, took, failed)

    def _files(self) -> Iterator[Metric]:
        yield _figure("database_bytes", "Size of the database.", _size(self._db, self._folder))
        free = shutil.disk_usage(self._folder).free
        yield _figure("disk_free_bytes", "What is left for the data folder.", free)
        there = has_index(self._folder)
        yield _figure("search_index_present", "1 if there is an index.", int(there))


def _size(db: Database, folder: Path) -> int:
    """How many bytes the database takes, in its file or on its server."""
    if server := on_server(db):
        return int(server.conn.say("select pg_database_size(current_database())")[0][0])
    return (folder / FILE_NAME).stat().st_size


def _figure(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"foerdernetz_{name}", told, value=value)
