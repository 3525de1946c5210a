"""Crawl every source under every fault of the replay server: what is told, what is kept, memory.

    .venv/bin/python tests/bench/faults.py [FAULT …] [--shared ../shared]

Every fault begins with the same register, which has read the first edition without faults. Prints
a row for each source that is not as it was, and for each fault the peak memory.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.schema import open_database
from index.store import on_server

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-c", "from webapp.cli import main; main()"]
FAULTS = (
    "captcha", "redirect-home", "truncated-zip", "zip-bomb", "zip-slip", "xxe", "429", "500",
    "slow=1", "reset", "sedia-500", "sedia-shrunk", "layout-change", "garbage-encoding",
    "huge-page", "robots-deny", "xss", "redirect-private",
    "redirect-private@www.foerderdatenbank.de",
)  # fmt: skip


def say(text: str) -> None:
    """Print one line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@contextmanager
def replay(shared: Path, edition: str, *faults: str, log: Path | None = None) -> Iterator[str]:
    """Run the replay server; gives its address."""
    command = [sys.executable, shared / "sources/serve.py", "--port", "0", "--edition", edition]
    command += [word for fault in faults for word in ("--fault", fault)]
    command += ["--log", log] if log else []
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield server.stdout.readline().removeprefix("replay:").strip()
    finally:
        server.terminate()
        server.communicate()


def run(folder: Path, address: str, *words: str, factor: float = 0) -> tuple[str, int]:
    """Run a command with waits of this factor; gives its output and peak memory in MB."""
    env = os.environ | dict(
        FOERDERNETZ_DATA=str(folder),
        FOERDERNETZ_REPLAY=address,
        FOERDERNETZ_DELAY_FACTOR=str(factor),
        PYTHONPATH=str(PROJECT),
    )
    process = subprocess.Popen(
        [*PROGRAM, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    with process.stdout:
        output = process.stdout.read()
    _, process.returncode, usage = os.wait4(process.pid, 0)
    return output, usage.ru_maxrss // 1024


def contents(folder: Path) -> dict[str, str]:
    """What is kept, by address: any record that is lost or damaged would differ."""
    sql = """
        select source || ' ' || key, fingerprint from record
        join version on version.record = record.id and version.number = record.version
    """
    with closing(open_database(folder)) as db:
        if not on_server(db):
            assert db.execute("pragma integrity_check").fetchone() == ("ok",)
            assert not db.execute("pragma foreign_key_check").fetchall()
        return dict(db.execute(sql).fetchall())


def presences(folder: Path) -> int:
    """How many records count as present."""
    with closing(open_database(folder)) as db:
        return int(
            db.execute("select count(*) from record where presence = 'present'").fetchone()[0]
        )


def forget_validators(folder: Path) -> None:
    """Ask for everything anew next time, so that every answer meets the fault."""
    with closing(open_database(folder)) as db:
        db.execute("delete from validator")


def try_fault(shared: Path, healthy: Path, fault: str, sources: list[str]) -> None:
    """Crawl under one fault and print what came of it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "data"
        shutil.copytree(healthy, folder)
        before, present = contents(folder), presences(folder)
        with replay(shared, "1", fault) as address:
            words = ("crawl", *sources, "--json", "--today", "2026-06-16")
            output, peak = run(folder, address, *words)
        after = contents(folder)
        lost = sum(key not in after for key in before)
        other = sum(after.get(key) != print_ for key, print_ in before.items()) - lost
        rows = [json.loads(line) for line in output.splitlines()]
        told = [row for row in rows if row["status"] != "ok" or row["alarm"] or row["rejected"]]
        gone = present - presences(folder)
        say(
            f"### {fault}: {len(rows) - len(told)} of {len(rows)} sources untouched, lost {lost},"
            f" changed {other}, no longer present {gone}, peak {peak} MB"
        )
        for row in told:
            why = " ".join(filter(None, (row["error"], row["alarm"])))
            say(f"- {row['source']}: {row['status']}, rejected {row['rejected']}: {why}")


def main() -> None:
    """Try every fault, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faults", nargs="*", default=FAULTS)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--sources", nargs="*", default=[])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        healthy = Path(temporary) / "healthy"
        run(healthy, "", "init")
        run(healthy, "", "watch", str(options.shared / "sources/watchlist.csv"))
        with replay(options.shared, "1") as address:
            run(healthy, address, "crawl", "--json", "--today", "2026-06-15")
        shutil.rmtree(healthy / "search", ignore_errors=True)
        forget_validators(healthy)
        for fault in options.faults:
            try_fault(options.shared, healthy, fault, options.sources)


if __name__ == "__main__":
    main()
