"""The command that one timer calls: it does what is due, and never two at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from webapp.monitoring import logs
from webapp.operation.schedule import end_of
from webapp.operation.starting import demand_settings
from webapp.stamp import stamp
from webapp.terminal import now, opened_register, say, settings, today_option
from webapp.work.journal import recorded, settle_broken_off
from webapp.work.queries import WORK
from webapp.work.steps import STEPS, Done, Shift, Step, note

_LOCK = "work.lock"


class Busy(Exception):
    """Another run is at work."""


@click.command()
@today_option
def work(today: date) -> None:
    """Do what is due: read sources, renew the search, judge Vorhaben, check links, send letters.

    Made to be called every few minutes: what was missed while the machine was off is done once.
    With `--today` everything of that day is due, whatever the hour.
    """
    demand_settings()
    given = click.get_current_context().get_parameter_source("today")
    moment = now().replace(tzinfo=None) if given is ParameterSource.DEFAULT else end_of(today)
    try:
        with logs.written(settings()), opened_register() as db, _alone(settings().data):
            done = _do_all(Shift(db, settings(), today, moment))
    except Busy:
        say("Ein anderer Lauf ist noch bei der Arbeit.")
        return
    if not done:
        say("Nichts zu tun.")
    raise SystemExit(not all(result.well for result in done))


def _do_all(shift: Shift) -> list[Done]:
    done = []
    settle_broken_off(shift.db, shift.settings.data)
    for step in STEPS:
        result = _do(step, shift)
        if result is not None:
            note(shift, step.__name__, result, _moment())
            click.echo(result.said)
            done.append(result)
    said = " ".join(result.said for result in done) or "Nichts zu tun."
    note(shift, WORK, Done(said), _moment())
    return done


def _do(step: Step, shift: Shift) -> Done | None:
    """Do one step and write it into the journal, unless there was nothing to do."""
    with recorded(shift.settings.data, step.__name__, by_hand=False) as job:
        result = step(shift)
        if job is not None:
            job.worth_keeping = result is not None
            job.said, job.well = (result.said, result.well) if result else ("", True)
    return result


def _moment() -> str:
    return stamp(now())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let only one run work; the lock ends with the process, however it ends."""
    with (folder / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy from error
        yield


COMMANDS: tuple[click.Command, ...] = (work,)
