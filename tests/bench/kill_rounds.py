"""Kill commands at random moments, 500 times in all: what is broken, lost, doubled or left lying.

    PYTHONPATH=.:tests nice .venv/bin/python tests/bench/kill_rounds.py \
        [--rounds 500] [--minutes 60] [--seed 1] [--shared ../shared] [WORK …]

Each round begins with a copy of the same small folder. The command runs in a process group of its
own, forked from this process that has loaded the program already, and the group is killed (-9) at
a random moment between its beginning and its usual end. Then: the database whole, the doctor finds
nothing that the next run does not mend; after that next run the folder is like one that nobody
disturbed, search and files included, no half file is left, and no letter is lost or doubled.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from faults import PROJECT, replay
from kill_places import Place, prepare
from kill_works import WORKS, Work


def say(text: str) -> None:
    """Print one line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def calm(work: Work, place: Place, scratch: Path) -> tuple[float, Any]:
    """Do it once in peace; gives how long it took and what came of it."""
    return work.undisturbed(place.fresh(work.begins_with, scratch), place)


def one_round(
    work: Work, place: Place, usual: tuple[float, Any], moment: float
) -> tuple[bool, list[str]]:
    """One kill; gives whether it hit while the work was going on, and all that is bad."""
    with tempfile.TemporaryDirectory(dir=place.scratch) as temporary:
        folder = place.fresh(work.begins_with, Path(temporary))
        hit, told = work.killed(folder, place, moment * usual[0])
        bad = list(work.after_kill(folder, place, told))
        bad += work.after_next_run(folder, place, usual[1], told)
    return hit, bad


def main() -> None:
    """Try all works in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("works", nargs="*", default=list(WORKS))
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=60, help="Then no new round begins.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    rounds: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    bad: dict[str, list[str]] = defaultdict(list)
    os.chdir(PROJECT)
    with (
        tempfile.TemporaryDirectory(prefix="kills") as temporary,
        replay(options.shared, "1") as address,
        prepare(Path(temporary), address) as place,
    ):
        usual = {name: calm(WORKS[name], place, place.scratch / "calm") for name in options.works}
        say("usual seconds: " + ", ".join(f"{name} {it[0]:.2f}" for name, it in usual.items()))
        end = time.monotonic() + 60 * options.minutes
        for number in range(options.rounds):
            if time.monotonic() > end:
                break
            name = options.works[number % len(options.works)]
            hit, found = one_round(WORKS[name], place, usual[name], chance.uniform(0.02, 1.0))
            rounds[name] += 1
            hits[name] += hit
            if number % 50 == 49:
                say(f"{number + 1} rounds")
            if found:
                bad[name].append(f"round {number}: {', '.join(found)}")
                say(f"{name} {bad[name][-1]}")
        shutil.rmtree(place.scratch, ignore_errors=True)
    say("| command | rounds | killed in the middle | bad |\n|---|---|---|---|")
    for name in options.works:
        say(f"| {name} | {rounds[name]} | {hits[name]} | {len(bad[name])} |")
    whole = sum(rounds.values()), sum(hits.values()), sum(map(len, bad.values()))
    say("| **all** | {} | {} | {} |".format(*whole))


if __name__ == "__main__":
    main()
