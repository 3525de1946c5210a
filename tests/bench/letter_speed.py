"""Letters written and sent per second for many people, to a mail server on loopback.

    .venv/bin/python tests/bench/letter_speed.py DATA [--people 500] [--today 2026-11-24]

DATA is a folder with programmes and matches; it is copied and stays as it is.
"""

import argparse
import asyncio
import email
import email.policy
import multiprocessing
import shutil
import socket
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from index.municipality import municipalities
from index.schema import open_database
from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import create_account
from webapp.digest.mail import MailServer
from webapp.digest.sending import Post, When
from webapp.projects.judging import judge_now
from webapp.projects.queries import all_projects
from webapp.settings import Settings

NEEDED = ("From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe",
          "List-Unsubscribe-Post", "Auto-Submitted", "Content-Language")  # fmt: skip


class _Keeper:
    """Takes every letter and keeps it."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.raw.append(envelope.content)
        return "250 OK"


def free_port() -> int:
    """A port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(port: int, stop: Any, answers: Any, whole: bool = False) -> None:
    """Be a mail server until told to stop; then say what came: all of it, or counts and faults."""
    asyncio.set_event_loop(asyncio.new_event_loop())
    keeper = _Keeper()
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    answers.put("up")
    stop.wait()
    controller.stop()
    counts = (len(keeper.raw), faults(keeper.raw), sum(map(len, keeper.raw)))
    answers.put(keeper.raw if whole else counts)


def faults(raw: list[bytes]) -> int:
    """Count headers that are missing, defective or not plain ASCII on the wire."""
    wrong = 0
    ids = set()
    for one in raw:
        message = email.message_from_bytes(one, policy=email.policy.default)
        wrong += sum(name not in message for name in NEEDED)
        wrong += sum(bool(getattr(value, "defects", ())) for value in message.values())
        wrong += not one.partition(b"\r\n\r\n")[0].isascii()
        wrong += {part.get_content_type() for part in message.iter_parts()} != {
            "text/plain",
            "text/html",
        }
        ids.add(message["Message-ID"])
    return wrong + len(raw) - len(ids)


def add_people(db: Database, number: int, today: date) -> None:
    """Spread people over the towns that have Vorhaben with matches."""
    db.execute("update account set subscribed = 0")
    sql = (
        "select distinct municipality as ags from project join match on match.project = project.id"
    )
    towns = [row["ags"] for row in db.query(sql)] or [it.ags for it in municipalities(db)]
    for n in range(number):
        ags = towns[n % len(towns)]
        create_account(db, f"person{n}@bench.example", Role.STAFF, ags, today)
    db.conn.commit()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 24))
    options = parser.parse_args()
    port = free_port()
    stop, answers = multiprocessing.Event(), multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(port, stop, answers))
    server.start()
    answers.get(timeout=30)
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(options.data, scratch, dirs_exist_ok=True)
        measure(Path(scratch), port, options.people, options.today)
    stop.set()
    came, wrong, size = answers.get(timeout=30)
    server.join()
    say(f"arrived {came}, wrong headers {wrong}, {size / max(came, 1) / 1024:.0f} KB each")


def measure(folder: Path, port: int, people: int, today: date) -> None:
    db = open_database(folder)
    db.execute("pragma synchronous = full")
    judge_now(db, list(all_projects(db)), today)
    add_people(db, people, today)
    settings = Settings(
        data=folder, smtp_url=f"smtp://127.0.0.1:{port}", mail_from="Fördernetz <post@x.example>"
    )
    moment = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    when = When(today=today, moment=moment, written=moment)
    carrier = MailServer(settings.smtp_url)
    post = Post(db, settings, carrier, when)
    start = time.perf_counter(), time.process_time()
    problems = [it for it in post.prepare() if it.problem]
    spent = time.perf_counter() - start[0], time.process_time() - start[1]
    made = db.execute("select count(*) from letter where state = 'waiting'").fetchone()[0]
    lines = db.execute("select count(*) from letter_item").fetchone()[0]
    say(f"chosen {made} letters ({lines} lines, {len(problems)} problems)", *_rate(made, *spent))
    start = time.perf_counter(), time.process_time()
    done = [it for it in post.send_all() if not it.problem]
    spent = time.perf_counter() - start[0], time.process_time() - start[1]
    say(f"written, sent and noted {len(done)} letters", *_rate(len(done), *spent))
    carrier.close()
    db.close()


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def _rate(number: int, seconds: float, cpu: float) -> tuple[str, str]:
    return (
        f"in {seconds:.1f} s: {number / seconds:.0f}/s;",
        f"CPU {cpu:.1f} s: {number / max(cpu, 0.01):.0f}/s",
    )


if __name__ == "__main__":
    main()
