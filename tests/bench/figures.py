"""Print the figures of docs/figures.md: records, seconds, memory, gold scores.

    .venv/bin/python tests/bench/figures.py [--shared ../shared] [--keep FOLDER]

Plays the recorded sources from ../shared on loopback, so it needs that folder. Takes a few minutes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("foerdernetz")
EDITIONS = {"1": "2026-06-15", "2": "2026-06-22", "3": "2026-06-29"}
REFERENCE_DAY = "2026-11-22"


def say(text: str = "") -> None:
    """Print one line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@contextmanager
def replay(shared: Path, edition: str) -> Iterator[str]:
    """Run the replay server; gives its address."""
    server = subprocess.Popen(
        [sys.executable, shared / "sources/serve.py", "--port", "0", "--edition", edition],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    try:
        yield server.stdout.readline().removeprefix("replay:").strip()
    finally:
        server.terminate()
        server.wait()


class Program:
    """The program on one data folder, measured call by call."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self.env = os.environ | dict(
            FOERDERNETZ_DATA=str(folder), FOERDERNETZ_REPLAY=address, FOERDERNETZ_DELAY_FACTOR="0"
        )

    def __call__(self, *words: str) -> tuple[str, float, int]:
        """Run a command; gives its output, seconds and peak memory in MB."""
        start = time.perf_counter()
        process = subprocess.Popen(
            [PROGRAM, *words],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdout is not None
        output = process.stdout.read()
        _, _, usage = os.wait4(process.pid, 0)
        return output, time.perf_counter() - start, usage.ru_maxrss // 1024


def crawls(shared: Path, work: Path) -> None:
    """Records per source and edition, the weeks played in order."""
    say("| edition | source | status | seen | new | changed | missing | returned | rejected |")
    say("|---|---|---|---|---|---|---|---|---|")
    folder = work / "weeks"
    Program(folder)("init")
    Program(folder)("watch", str(shared / "sources/watchlist.csv"))
    for edition, day in EDITIONS.items():
        with replay(shared, edition) as address:
            output, _, _ = Program(folder, address)("crawl", "--json", "--today", day)
        for line in output.splitlines():
            row = json.loads(line)
            names = (
                "source",
                "status",
                "seen",
                "new",
                "changed",
                "missing",
                "returned",
                "rejected",
            )
            say(f"| {edition} | " + " | ".join(str(row[name]) for name in names) + " |")
    say()


def export(shared: Path, work: Path) -> None:
    """Seconds and peak memory of reading and indexing the export."""
    folder = work / "export"
    Program(folder)("init")
    with replay(shared, "full") as address:
        program = Program(folder, address)
        for words in (("crawl", "foerderdatenbank", "--today", REFERENCE_DAY), ("reindex",)):
            _, seconds, memory = program(*words)
            say(f"`foerdernetz {' '.join(words)}`: {seconds:.1f} s, {memory} MB at the most")
    say()


def gold(shared: Path, work: Path) -> None:
    """Scores on the dev judgments, every source read in full."""
    folder = work / "full"
    Program(folder)("init")
    Program(folder)("watch", str(shared / "sources/watchlist.csv"))
    with replay(shared, "full") as address:
        Program(folder, address)("crawl", "--today", REFERENCE_DAY)
    program = Program(folder)
    program("reindex")
    files = shared / "gold"
    questions = [json.loads(line) for line in (files / "search_dev.jsonl").open(encoding="utf-8")]
    profiles = [json.loads(line) for line in (files / "matching_dev.jsonl").open(encoding="utf-8")]
    asked = write_lines(work / "questions.jsonl", questions, ("id", "query"))
    wanted = write_lines(work / "profiles.jsonl", profiles, ("id", "profile"))
    today = ("--today", REFERENCE_DAY)
    runs = {
        "search": ("search", "--batch", str(asked), "--limit", "60", *today),
        "matching": ("match", "--batch", str(wanted), "--limit", "60", *today),
        "verdicts": ("match", "--batch", str(wanted), "--all", *today),
        "joint": ("joint", "--batch", str(wanted), "--jsonl", *today),
        "extraction": ("facts", "--jsonl", *today),
        "duplicates": ("duplicates", "--jsonl"),
    }
    for name, words in runs.items():
        output, seconds, memory = program(*words)
        run = work / f"{name}.jsonl"
        run.write_text(output, encoding="utf-8")
        say(f"### {name}\n\n`foerdernetz {' '.join(words)}`: {seconds:.1f} s, {memory} MB\n")
        say("```\n" + score(files, name, run) + "\n```\n")


def score(files: Path, name: str, run: Path) -> str:
    """What the scorer prints for one run."""
    judged = dict(verdicts="matching", extraction="extraction").get(name, name)
    known = files / f"{judged}_dev.jsonl"
    command: list[str | Path] = [sys.executable]
    if name == "extraction":
        command += [files / "score_extraction.py", known, run]
    elif name == "duplicates":
        command += [files / "score_extraction.py", "duplicates", known, run]
    else:
        command += [files / "score.py", name, known, run]
        command += ["--only", files / "docs_dev.txt"] if name in ("search", "matching") else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip()


def write_lines(path: Path, rows: list[dict[str, object]], names: tuple[str, ...]) -> Path:
    """Write the named fields of each row as JSON lines."""
    lines = (json.dumps({name: row[name] for name in names}, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def main() -> None:
    """Measure everything once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--keep", type=Path, help="keep the data folders there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.keep or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        crawls(options.shared, work)
        export(options.shared, work)
        gold(options.shared, work)


if __name__ == "__main__":
    main()
