"""The regular jobs for soak.py, in turns, each a process of its own as a timer would start it."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from threading import Thread

from page_servers import free_port, running
from search_speed import say

FIRST, LONGEST, PAUSE = date(2026, 11, 24), 1200, 5
EDITIONS = ("1", "2", "3")
ALLOWED = {"crawl": (0, 1)}
"""A crawl ends with 1 where an edition holds fewer programmes than the last: an alarm, no fault."""
_LETTER = re.compile(r"^\S+ an \S+@\S+: ", re.M)
"""Each letter that went out is one line; reminders and letters by themselves too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run of a command: how long, how much memory at most, and what was wrong with it."""

    name: str
    seconds: float
    megabytes: float
    wrong: str


class Jobs:
    """Runs the jobs one after the other beside the visitors."""

    def __init__(self, env: dict[str, str], replay: Path) -> None:
        self.done: list[Job] = []
        self._env, self._replay = env, replay

    @property
    def letters(self) -> int:
        """So many letters the digest noted as sent."""
        return self._sent

    _sent = 0

    @contextmanager
    def until(self, end: float) -> Iterator[None]:
        """Work until that moment; the job at hand is finished."""
        thread = Thread(target=self._run, args=(end,))
        thread.start()
        yield
        thread.join()

    def _run(self, end: float) -> None:
        turn = 0
        while time.monotonic() < end:
            day = (FIRST + timedelta(weeks=turn)).isoformat()
            self._crawl(EDITIONS[turn % len(EDITIONS)], day)
            for name, arguments in (
                ("reindex", ()),
                ("match", ("--today", day)),
                ("digest", ("--today", day)),
                ("backup", (str(Path(self._env["FOERDERNETZ_DATA"]).parent / "backup.zip"),)),
            ):
                if time.monotonic() > end:
                    return
                self._one(name, arguments, {})
                time.sleep(PAUSE)
            turn += 1

    def _crawl(self, edition: str, day: str) -> None:
        port = free_port()
        replay = [sys.executable, str(self._replay), "--port", str(port), "--edition", edition]
        with running(replay, port):
            more = dict(FOERDERNETZ_REPLAY=f"http://127.0.0.1:{port}", FOERDERNETZ_DELAY_FACTOR="0")
            self._one("crawl", ("--today", day), more)

    def _one(self, name: str, arguments: tuple[str, ...], more: dict[str, str]) -> None:
        backup = Path(self._env["FOERDERNETZ_DATA"]).parent / "backup.zip"
        backup.unlink(missing_ok=True)
        began = time.monotonic()
        command = [sys.executable, "-m", "webapp", name, *arguments]
        with tempfile.TemporaryFile("w+") as out:
            child = subprocess.Popen(
                command, env=os.environ | self._env | more, stdout=out, stderr=out
            )
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = code = os.waitstatus_to_exitcode(status)
            out.seek(0)
            said = out.read()
        if name == "digest":
            self._sent += len(_LETTER.findall(said))
        wrong = (
            "" if code in ALLOWED.get(name, (0,)) and "Traceback" not in said else f"code {code}"
        )
        took = time.monotonic() - began
        job = Job(name=name, seconds=took, megabytes=used.ru_maxrss / 1e3, wrong=wrong)
        self.done.append(job)
        say(f"{name} {took:.0f} s {wrong} {' / '.join(said.strip().splitlines()[-1:])[:200]}")
        if wrong:
            say(said[-1500:])


def print_jobs(done: list[Job]) -> None:
    """A line for each job."""
    by_name: dict[str, list[Job]] = defaultdict(list)
    for it in done:
        by_name[it.name].append(it)
    say("| job | runs | faults | seconds: least, most | MB: first, last, most |")
    say("|---|---|---|---|---|")
    for name, runs in by_name.items():
        seconds = [it.seconds for it in runs]
        held = [it.megabytes for it in runs]
        wrong = sum(bool(it.wrong) for it in runs)
        took = f"{min(seconds):.0f}, {max(seconds):.0f}"
        memory = f"{held[0]:.0f}, {held[-1]:.0f}, {max(held):.0f}"
        say(f"| {name} | {len(runs)} | {wrong} | {took} | {memory} |")
