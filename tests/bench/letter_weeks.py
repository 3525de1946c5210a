"""Three months of letters over all editions with two missed weeks: every new match mailed once.

    .venv/bin/python tests/bench/letter_weeks.py [--shared ../shared]

Every Monday the command `digest` runs as it would; in the first three weeks `crawl` reads one
edition after the other. In two weeks nothing is sent. Then the letters that arrived are held
against the ledger, and the ledger against the matches of the last day.
"""

import argparse
import email
import email.policy
import json
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from faults import PROGRAM, PROJECT, replay
from letter_speed import faults, free_port, serve

from index.schema import open_database
from index.store import Database
from webapp.digest.ledger import Why
from webapp.digest.shelf import Shelf

FIRST, WEEKS, MISSED = date(2026, 6, 15), 13, (4, 5)
EDITIONS = ("1", "2", "3")
TOWNS = ("06433011", "06433014", "06433004", "06433006")
VIEW = re.compile(r"^Ansehen:\s+\S+/programm/(\d+)", re.MULTILINE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    options = parser.parse_args()
    port, stop, answers = free_port(), multiprocessing.Event(), multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(port, stop, answers, True))
    server.start()
    answers.get(timeout=30)
    with tempfile.TemporaryDirectory() as scratch:
        play(Path(scratch), port, options.shared)
        stop.set()
        raw: list[bytes] = answers.get(timeout=60)
        server.join()
        said = report(raw, Path(scratch))
    say(f"{len(raw)} letters in {WEEKS} weeks, {len(MISSED)} of them missed;", said)


def play(folder: Path, port: int, shared: Path) -> None:
    """Run the weeks."""
    env = os.environ | dict(
        FOERDERNETZ_DATA=str(folder),
        FOERDERNETZ_DELAY_FACTOR="0",
        FOERDERNETZ_SMTP_URL=f"smtp://127.0.0.1:{port}",
        FOERDERNETZ_MAIL_FROM="Fördernetz <post@x.example>",
        FOERDERNETZ_MAILS_PER_MINUTE="0",
        PYTHONPATH=str(PROJECT),
    )
    run(env, "init")
    profiles = Path(shared / "gold/matching_dev.jsonl")
    run(env, "projects", "import", str(own_profiles(folder, profiles)))
    for ags in TOWNS:
        run(env, "user", "add", f"{ags}@x.example", "--role", "staff", "--municipality", ags)
    for week in range(WEEKS):
        day = FIRST + timedelta(weeks=week)
        if week < len(EDITIONS):
            with replay(shared, EDITIONS[week]) as address:
                crawl = [*PROGRAM, "crawl", "--today", day.isoformat()]
                more = dict(FOERDERNETZ_REPLAY=address)
                subprocess.run(crawl, env=env | more, capture_output=True)
        if week not in MISSED:
            run(env, "digest", "--today", day.isoformat())


def report(raw: list[bytes], folder: Path) -> str:
    """Hold what arrived against the ledger, and the ledger against what fits on the last day."""
    parsed = [email.message_from_bytes(one, policy=email.policy.default) for one in raw]
    arrived = Counter(message["Message-ID"] for message in parsed)
    texts = {message["Message-ID"]: programmes_in(message) for message in parsed}
    told: Counter[tuple[str, int, str]] = Counter()
    other = 0
    with closing(open_database(folder)) as db:
        for letter in db.query("select id, email, message_id from letter where kind = 'weekly'"):
            items = "select programme, project from letter_item where letter = ? and reason = ?"
            lines = list(db.query(items, [letter["id"], Why.NEW_MATCH.value]))
            other += {it["programme"] for it in lines} != texts.get(letter["message_id"])
            for line in lines:
                key = (letter["email"], line["programme"], line["project"])
                told[key] += arrived[letter["message_id"]]
        lost = sum(key not in told for key in fitting(db))
    once, twice = (
        sum(test(n) for n in told.values()) for test in (lambda n: n == 1, lambda n: n > 1)
    )
    return (
        f"matches told once {once}, twice {twice}, never {lost};"
        f" letters that tell something else than the ledger {other}; wrong headers {faults(raw)}"
    )


def programmes_in(message: Any) -> set[int]:
    """The programmes that a letter tells as new for a Vorhaben."""
    text = message.get_body(["plain"]).get_content().replace("\r", "")
    new = text.partition("\nNEU FÜR")[2]
    for heading in (
        "Empfohlen vom",
        "Geändert\n",
        "Fristen in den",
        "Neue gemeinsame",
        "Gespeicherte",
    ):
        new = new.partition(f"\n{heading}")[0]
    return set(map(int, VIEW.findall(new)))


def fitting(db: Database) -> Iterator[tuple[str, int, str]]:
    """What fits on the last day and can be used: all of it has to have been told."""
    sql = """
        select programme, project, municipality from match
        join project on project.id = match.project where eligible <> 'no'
    """
    rows = list(db.query(sql))
    usable = Shelf(db, FIRST + timedelta(weeks=WEEKS - 1)).usable(row["programme"] for row in rows)
    for row in rows:
        if row["programme"] in usable:
            yield f"{row['municipality']}@x.example", row["programme"], row["project"]


def own_profiles(folder: Path, profiles: Path) -> Path:
    """The Vorhaben of the judgments, spread over the towns."""
    lines = []
    for n, line in enumerate(profiles.read_text(encoding="utf-8").splitlines()):
        found: dict[str, Any] = json.loads(line)
        profile = dict(found.get("profile", found), id=f"v{n}")
        profile["municipality"] = dict(ags=TOWNS[n % len(TOWNS)])
        lines.append(json.dumps(profile, ensure_ascii=False))
    path = folder / "profiles.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(env: dict[str, str], *words: str) -> None:
    done = subprocess.run([*PROGRAM, *words], env=env, capture_output=True, text=True, timeout=600)
    if done.returncode:
        sys.exit(f"{words}: {done.stdout}{done.stderr}")


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")


if __name__ == "__main__":
    main()
