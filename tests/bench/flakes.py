"""Do the tests give the same answer whenever, wherever and in whatever order they run?

    .venv/bin/python tests/bench/flakes.py [--runs 20] [--likely | --alone] [FOLDER…]

Each run has its own order of files and tests, hash seed and time zone (among them two in which it
is another day). `--likely` takes the files that can flake: those with threads, processes, servers,
browsers or clocks, found by what they and their fixtures mention. `--alone` runs each file once by
itself: a file that needs another one to have run before fails.
"""

import argparse
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import monotonic

PROJECT = Path(__file__).parents[2]
ZONES = ("Europe/Berlin", "Pacific/Kiritimati", "Etc/GMT+12", "UTC", "America/St_Johns")
LIKELY = re.compile(
    r"\b(?:thread|subprocess|multiprocessing|Popen|socket|sleep|monotonic|small_replay|playwright"
    r"|Controller|server|smtp|imap|datetime\.now|date\.today|now\(\)|signal|fork|browsing)",
    re.IGNORECASE,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[PROJECT / "tests"])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--first", type=int, default=1, help="the seed of the first run")
    parser.add_argument("--processes", default="2")
    parser.add_argument("--likely", action="store_true")
    parser.add_argument("--alone", action="store_true")
    options = parser.parse_args()
    files = sorted(
        path.resolve() for folder in options.folders for path in folder.rglob("test_*.py")
    )
    if options.likely:
        files = [path for path in files if LIKELY.search(path.read_text("utf-8"))]
    say(f"{len(files)} files")
    say("| run | time zone | tests | failed | seconds |")
    say("|---|---|---|---|---|")
    groups = [[path] for path in files] if options.alone else [files] * options.runs
    failed: Counter[str] = Counter()
    for number, group in enumerate(groups, options.first):
        failed.update(run(number, group, "0" if options.alone else options.processes))
    for name, times in failed.most_common():
        say(f"failed {times}×: {name}")


def run(number: int, files: list[Path], processes: str) -> list[str]:
    """Run some files once, print a line of the table, and give the tests that failed."""
    zone = ZONES[number % len(ZONES)]
    env = os.environ | dict(
        SHUFFLED=str(number),
        PYTHONHASHSEED=str(number),
        TZ=zone,
        PYTHONPATH=str(Path(__file__).parent),
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "shuffled", "-p", "no:cacheprovider"]
    command += ["-n", processes, "--dist", "loadfile", "--no-loadscope-reorder"]
    begin = monotonic()
    done = subprocess.run(
        [*command, *map(str, files)], cwd=PROJECT, env=env, capture_output=True, text=True
    )
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+?)(?: - .*)?$", done.stdout, re.MULTILINE)
    if done.returncode not in (0, 1):
        failed.append(f"run {number} ended with {done.returncode}: {done.stdout[-300:]}")
    dots = re.findall(r"^([.FsxE]+)(?: +\[.*)?$", done.stdout, re.MULTILINE)
    tests = sum(map(len, dots))
    shown = files[0].stem if len(files) == 1 else number
    cells = (shown, zone, tests, len(failed), round(monotonic() - begin))
    say("|", " | ".join(map(str, cells)), "|")
    return failed


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
