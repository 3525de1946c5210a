"""The journal of jobs: each is written down when it begins and when it ends, however it ends.

While a job runs it holds a lock beside the database. The lock ends with the process, so a job
without an end and without its lock was broken off. Writing the journal never hinders a job.
"""

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

import click

from index.schema import UnreadableDatabase, open_database, writing
from index.store import Database, DatabaseError
from webapp.stamp import stamp
from webapp.terminal import now

_log = logging.getLogger("foerdernetz.jobs")
KEPT_DAYS = 400
_LOCKS = "jobs"
_PART_OF = "FOERDERNETZ_JOB"
"""Set for a process that a job starts: what it does belongs to that job."""


class Outcome(StrEnum):
    """How a job ended."""

    WELL = "gelungen"
    FAILED = "nicht gelungen"
    BROKEN_OFF = "abgebrochen"


@dataclass(slots=True, kw_only=True)
class Job:
    """What is known of a job while it runs."""

    number: int
    name: str
    by_hand: int
    started_at: str
    said: str = ""
    well: bool = True
    worth_keeping: bool = True


_current: ContextVar[Job | None] = ContextVar("job", default=None)


def tell(said: str) -> None:
    """Say in one sentence what the job of this moment did; no address and no name of anybody."""
    job = _current.get()
    if job is not None:
        job.said = said


@contextmanager
def recorded(folder: Path, name: str, *, by_hand: bool) -> Iterator[Job | None]:
    """Write down a job; `None` where that cannot be done, or it is part of another job."""
    job = None if os.environ.get(_PART_OF) else _begin(folder, name, by_hand)
    if job is None:
        yield None
        return
    began, token = time.monotonic(), _current.set(job)
    lock = _hold(folder, job.number)
    os.environ[_PART_OF] = str(job.number)
    try:
        yield job
    except BaseException as error:
        _failed(job, error)
        raise
    finally:
        os.environ.pop(_PART_OF)
        _current.reset(token)
        _end(folder, job, time.monotonic() - began)
        _release(folder, job.number, lock)


def settle_broken_off(db: Database, folder: Path) -> int:
    """Write down which jobs were broken off without telling; gives how many."""
    open_ones = [row["id"] for row in db.query("select id from job where outcome is null")]
    broken = [number for number in open_ones if not is_running(folder, number)]
    sql = "update job set outcome = ?, said = ? where id = ? and outcome is null"
    with writing(db):
        for number in broken:
            said = "Der Vorgang brach ab, ohne ein Ende zu melden."
            db.execute(sql, [Outcome.BROKEN_OFF, said, number])
    return len(broken)


def is_running(folder: Path, number: int) -> bool:
    """Whether the process of a job is still there."""
    try:
        with (folder / _LOCKS / f"{number}.lock").open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def forget_old_jobs(db: Database, moment: datetime) -> int:
    """Delete what has been kept long enough; gives how many."""
    oldest = stamp(moment.astimezone() - timedelta(days=KEPT_DAYS))
    with writing(db):
        return int(db.execute("delete from job where started_at < ?", [oldest]).rowcount)


def _failed(job: Job, error: BaseException) -> None:
    """Note why it ended early: our own sentences, of anything else only what it is called."""
    if isinstance(error, SystemExit) and error.code in (None, 0, False):
        return
    job.well = False
    if isinstance(error, click.ClickException):
        job.said = error.format_message()
    elif not isinstance(error, SystemExit):
        job.said = f"{job.said} Fehler: {type(error).__name__}.".strip()


def _begin(folder: Path, name: str, by_hand: bool) -> Job | None:
    row = dict(name=name, by_hand=int(by_hand), started_at=stamp(now()))
    with suppress(UnreadableDatabase, DatabaseError), closing(open_database(folder)) as db:
        with writing(db):
            number = db.table("job").insert(row).last_pk
        return Job(number=number, **row)  # type: ignore[arg-type]
    return None


def _end(folder: Path, job: Job, seconds: float) -> None:
    with (
        suppress(UnreadableDatabase, DatabaseError),
        closing(open_database(folder)) as db,
        writing(db),
    ):
        begun = dict(name=job.name, by_hand=job.by_hand, started_at=job.started_at)
        # After a return to a backup the row is gone, or its number belongs to another job.
        db.execute(
            "delete from job where id = ? and name = ? and started_at = ?",
            [job.number, job.name, job.started_at],
        )
        if job.worth_keeping:
            outcome = Outcome.WELL if job.well else Outcome.FAILED
            ended = dict(ended_at=stamp(now()), seconds=round(seconds, 3))
            db.table("job").insert(begun | ended | dict(outcome=outcome.value, said=job.said))
            about = dict(seconds=round(seconds, 3), well=job.well, by_hand=job.by_hand)
            _log.info("job", extra=dict(about=dict(event="job", name=job.name) | about))


def _hold(folder: Path, number: int) -> int | None:
    path = folder / _LOCKS / f"{number}.lock"
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return descriptor
    return None


def _release(folder: Path, number: int, descriptor: int | None) -> None:
    with suppress(OSError):
        (folder / _LOCKS / f"{number}.lock").unlink(missing_ok=True)
    if descriptor is not None:
        os.close(descriptor)
