r"""Kill the post at every single step, let it run again, and count what was lost or told twice.

    PYTHONPATH=.:tests:tests/webapp/digest .venv/bin/python tests/bench/letter_kills.py \
        [--people 3] [--every 1]

A step is a statement in the database or a word to the mail server. Each is tried in a process of
its own that ends by SIGKILL there; the next process then does the rest. A letter may come again
under its own Message-ID, never under another one, and nothing may be missing.
"""

import argparse
import email
import email.policy
import multiprocessing
import os
import re
import shutil
import signal
import smtplib
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from conftest import MONDAY, make_facts, make_record, make_source
from letter_speed import free_port, serve
from letters import make_person, make_project, match

from index.municipality import add_municipalities
from index.register import save_record
from index.runs import finish_run, start_run
from index.schema import create_database, open_database
from index.source import remember_source
from webapp.digest.mail import MailServer
from webapp.digest.sending import Post, When
from webapp.settings import Settings

PROGRAMMES = 4
TITLE = re.compile(r"^Programm Nr\. \d+$", re.MULTILINE)


class Steps:
    """Counts steps, and kills the process before the one that is named."""

    def __init__(self, last: int | None) -> None:
        self.done, self._last = 0, last

    def __call__(self, *_: Any) -> None:
        self.done += 1
        if self.done == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


def prepare(folder: Path, people: int) -> None:
    """A register with some programmes that fit one Vorhaben, and people who want to know."""
    db = create_database(folder)
    add_municipalities(db)
    remember_source(db, make_source())
    run = start_run(db, "sample", MONDAY)
    facts = make_facts(deadlines=[dict(kind="application", date="2026-07-01")])
    for n in range(1, PROGRAMMES + 1):
        url = f"https://www.example.org/p{n}"
        record = make_record(key=f"p{n}", url=url, title=f"Programm Nr. {n}")
        save_record(db, run, record, facts, "test", MONDAY)
    finish_run(db, run, MONDAY)
    for n in range(people):
        make_person(db, f"person{n}")
    match(db, make_project(db), *range(1, PROGRAMMES + 1))
    db.close()


def work(folder: Path, port: int, last: int | None, counted: Any = None) -> None:
    """One run of the post, killed before a step."""
    steps = Steps(last)
    putcmd, send = smtplib.SMTP.putcmd, smtplib.SMTP.send

    def saying(self: smtplib.SMTP, *words: Any) -> None:
        steps()
        putcmd(self, *words)

    def giving(self: smtplib.SMTP, data: Any) -> None:
        steps()
        send(self, data)

    smtplib.SMTP.putcmd, smtplib.SMTP.send = saying, giving  # type: ignore[method-assign,assignment]
    db = open_database(folder)
    db.conn.set_trace_callback(steps)
    settings = Settings(
        data=folder, smtp_url=f"smtp://127.0.0.1:{port}", mail_from="F <f@x.example>"
    )
    moment = datetime(2026, 6, 15, 7, tzinfo=UTC)
    when = When(today=MONDAY, moment=moment, written=moment)
    server = MailServer(settings.smtp_url)
    list(Post(db, settings, server, when).send_all(impatient=True))
    server.close()
    db.close()
    if counted is not None:
        counted.put(steps.done)


def in_a_process(*arguments: Any) -> None:
    process = multiprocessing.Process(target=work, args=arguments)
    process.start()
    process.join(timeout=60)


def trial(template: Path, last: int | None, counted: Any = None) -> list[bytes]:
    """Kill a run before a step, run again, and give all letters that arrived."""
    port, stop, answers = free_port(), multiprocessing.Event(), multiprocessing.Queue()
    post_office = multiprocessing.Process(target=serve, args=(port, stop, answers, True))
    post_office.start()
    answers.get(timeout=30)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "data"
        shutil.copytree(template, folder)
        in_a_process(folder, port, last, counted)
        in_a_process(folder, port, None)
    stop.set()
    raw = answers.get(timeout=30)
    post_office.join()
    return list(raw)


def judged(raw: list[bytes], people: int) -> Counter[str]:
    """Count what is missing, told again under another Message-ID, or repeated under its own."""
    told: dict[tuple[str, str], list[str]] = {}
    for one in raw:
        message = email.message_from_bytes(one, policy=email.policy.default)
        part = message.get_body(["plain"])
        for title in TITLE.findall(part.get_content().replace("\r", "")):
            told.setdefault((message["To"], title), []).append(message["Message-ID"])
    expected = people * PROGRAMMES
    return Counter(
        lost=expected - len(told),
        doubled=sum(len(set(ids)) > 1 for ids in told.values()),
        repeated=sum(len(ids) > 1 and len(set(ids)) == 1 for ids in told.values()),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=3)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        template = Path(scratch) / "template"
        prepare(template, options.people)
        counted: Any = multiprocessing.Queue()
        assert judged(trial(template, None, counted), options.people)["lost"] == 0
        steps = counted.get(timeout=10)
        points = range(1, steps + 1, options.every)
        for last in points:
            total += judged(trial(template, last), options.people)
    sys.stdout.write(
        f"{steps} steps for {options.people} people, killed at {len(points)}:"
        f" lost {total['lost']}, told again under another Message-ID {total['doubled']},"
        f" repeated under their own {total['repeated']}\n"
    )


if __name__ == "__main__":
    main()
