"""How many small faults planted in the core do the tests notice?

    make mutation
    .venv/bin/python tests/bench/mutation.py [--sample 300] [--seed 1] [--survivors FILE] [PACKAGE…]

Every package is copied beside the project. mutmut plants its faults there, one at a time, and runs
the tests that reach the function (never more than the folders named below, though other tests
would notice some faults too). A sample is drawn by its seed from all faults. Killed are faults
that fail a test or make it run for ever; a fault that no test reaches counts as survived.
What somebody has read and found to change nothing (mutation_same.toml) is counted by itself.
Tables of words and patterns outside functions are not touched: mutmut knows functions only.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from mutmut.configuration import reset_config
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import get_mutant_name

PROJECT = Path(__file__).parents[2]
SAME = Path(__file__).with_name("mutation_same.toml")
KILLED = ("killed", "timeout", "segfault")
ROOMS = ("crawler", "index", "matcher", "webapp")


@dataclass(frozen=True)
class Package:
    """A part of the core, and the tests that answer for it."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


# The letter's transport (SMTP, IMAP, HTML) and its commands are no core.
_LETTER = """
    advised alive cancelling changed compose edition expected followed forgetting gather ledger
    letter matches outbox recommended reminders reminding rules said searches shelf silence single
    soon together trainings write
"""
# mutmut 3.8 asks tests for a private name that pytest 9.2 no longer has; it gets that of all cases
# of a test, for not every case can be called by its name. Every fault is tried in a copy of a
# process that ran the tests before: what it remembers would hide the fault.
_PLUGIN = '''"""What mutmut needs to know of our tests."""

import gc
from functools import _lru_cache_wrapper

import pytest

pytest.Item._nodeid = property(lambda self: self.nodeid.partition("[")[0])


def pytest_collection_finish():
    for thing in gc.get_objects():
        if isinstance(thing, _lru_cache_wrapper):
            thing.cache_clear()
    from matcher import memory

    memory.forget()
'''

# Makes the tables of patterns while modules are loaded, before a fault is planted: no test could
# ever notice one there.
_BUILT_WHILE_LOADING = ("crawler.facts.rule.x_cue__",)

PACKAGES = {
    "extraction": Package(("crawler/facts/*.py",), ("tests/crawler/facts",)),
    "matching": Package(("matcher/*.py",), ("tests/matcher",)),
    "digest": Package(
        tuple(f"webapp/digest/{name}.py" for name in _LETTER.split()), ("tests/webapp/digest",)
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", nargs="*", choices=[*PACKAGES, []], default=list(PACKAGES))
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--survivors", type=Path, help="write the faults nobody noticed here")
    options = parser.parse_args()
    if options.survivors:
        options.survivors.unlink(missing_ok=True)
    say("| package | faults in all | sampled | the same | killed | survived | killed % |")
    say("|---|---|---|---|---|---|---|")
    for name in options.packages:
        with tempfile.TemporaryDirectory() as scratch:
            work = copied(PACKAGES[name], Path(scratch) / "project")
            faults = sorted(all_faults(work, PACKAGES[name]))
            drawn = random.Random(options.seed).sample(faults, min(options.sample, len(faults)))
            counted = Counter(plant(work, drawn, options.processes, options.survivors))
        judged = counted["killed"] + counted["survived"]
        share = 100 * counted["killed"] / judged
        counts = (counted[it] for it in ("the same", "killed", "survived"))
        cells = (name, len(faults), len(drawn), *counts, f"{share:.1f}")
        say("|", " | ".join(map(str, cells)), "|")


def all_faults(work: Path, package: Package) -> Iterator[str]:
    """The names of all faults that can be planted."""
    with chdir(work):
        reset_config()  # it is read from the folder
        for name in [name for pattern in package.modules for name in Path().glob(pattern)]:
            for fault in mutate_file_contents(str(name), name.read_text("utf-8")).mutant_names:
                if not (full := get_mutant_name(name, fault)).startswith(_BUILT_WHILE_LOADING):
                    yield full


def copied(package: Package, work: Path) -> Path:
    """A copy of the project that plants faults in this package only."""
    for room in (*ROOMS, "tests", "docs"):
        shutil.copytree(PROJECT / room, work / room, ignore=shutil.ignore_patterns("__pycache__"))
    written = (PROJECT / "pyproject.toml").read_text("utf-8")
    said = {
        "source_paths": ROOMS,
        "only_mutate": package.modules,
        "pytest_add_cli_args_test_selection": package.tests,
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-p", "planting"],
        "also_copy": ["docs", "planting.py"],
        "use_git_change_detection": False,
    }
    lines = (f"{name} = {json.dumps(value)}" for name, value in said.items())
    text = "\n".join(
        [
            written,
            "[tool.mutmut]",
            *lines,
            "timeout_constant = 10.0",
            "timeout_multiplier = 2.0",
            "",
        ]
    )
    (work / "pyproject.toml").write_text(text, encoding="utf-8")
    (work / "planting.py").write_text(_PLUGIN, encoding="utf-8")
    return work


def plant(work: Path, faults: list[str], processes: int, survivors: Path | None) -> Iterator[str]:
    """Plant the faults and tell of each whether it was noticed."""
    program = [str(Path(sys.executable).with_name("mutmut"))]
    command = [*program, "run", "--max-children", str(processes), *faults]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"mutmut failed: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    found: dict[str, int | None] = {}
    for path in (work / "mutants").rglob("*.meta"):
        found |= json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    for fault in faults:
        if status_by_exit_code[found[fault]] in KILLED:
            yield "killed"
            continue
        show = [*program, "show", fault]
        shown = subprocess.run(show, cwd=work, capture_output=True, text=True).stdout
        shown = re.sub(r"^(?:---|\+\+\+).*\n", "", shown, flags=re.MULTILINE)
        same = is_the_same(fault, shown)
        if survivors and not same:
            with survivors.open("a", encoding="utf-8") as file:
                file.write(f"{shown}\n")
        yield "the same" if same else "survived"


def is_the_same(fault: str, shown: str) -> bool:
    """Tell whether somebody has read this fault and found that it changes nothing."""
    known = tomllib.loads(SAME.read_text("utf-8"))["same"]
    planted = [line[1:].strip() for line in shown.splitlines() if line.startswith("+")]
    return any(fault.startswith(f"{it['module']}.x") and [it["planted"]] == planted for it in known)


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
