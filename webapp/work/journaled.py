"""Which commands are jobs: what somebody calls by hand stands in the journal like regular work."""

import copy
import functools
import os
from collections.abc import Callable, Mapping
from typing import Any

import click

from webapp.terminal import Fault, settings
from webapp.work.journal import recorded

_KEPT_WHEN_REFUSED = frozenset({"backup"})
"""Where also a refusal is a failure that somebody has to see."""


def _always(_: Mapping[str, Any]) -> bool:
    return True


JOBS: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "crawl": _always,
    "import-export": _always,
    "reread": _always,
    "check-links": _always,
    "reindex": _always,
    "match": lambda given: not given["batch"],
    "digest": lambda given: not given["dry_run"],
    "bounces": lambda given: bool(given["imap"]),
    "backup": _always,
    "restore": _always,
}
"""The commands that are jobs, each with the question whether this call of it is one."""


def journaled(command: click.Command) -> click.Command:
    """A command that is written down whenever it is called, if it is a job."""
    is_job, work = JOBS.get(command.name or ""), command.callback
    if is_job is None or work is None:
        return command

    @functools.wraps(work)
    def call(**given: Any) -> Any:
        if not is_job(given):
            return work(**given)
        by_hand = "INVOCATION_ID" not in os.environ  # systemd names every start of a unit
        with recorded(settings().data, str(command.name), by_hand=by_hand) as job:
            try:
                return work(**given)
            except Fault:
                if job is not None:  # bad input changes nothing, not even the journal
                    job.worth_keeping = command.name in _KEPT_WHEN_REFUSED
                raise

    written = copy.copy(command)
    written.callback = call
    return written
