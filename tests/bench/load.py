"""Print how the site answers many people at once: every page, memory, CPU, and every fault.

    .venv/bin/python tests/bench/load.py DATA [--users 200] [--seconds 180] [--think 5] [--seed 1]
        [--workers 2] [--threads 4]

DATA is a folder that load_data.py furnished; it is copied, and the copy is served by `foerdernetz
serve`. Each user is a browser of its own who signs in with a password, then does what load_mix.py
says, with pauses drawn from an exponential distribution of `--think` seconds on average; 0 means
none, to see how much the site can do. Of 200 users three are the manager's people, two the Beirat,
all others staff of towns. What begins after the last has signed in is counted. A fault is
every status other than 200, an answer after more than 30 seconds, and a page without the words that
it must have, the address of the person who asked among them. The visitors share the machine.
"""

import argparse
import http.client
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests/bench"), str(PROJECT / "tests")]

from load_data import PASSWORD  # noqa: E402
from load_mix import MANAGER, READER, STAFF  # noqa: E402
from load_places import User, users  # noqa: E402
from load_server import Watch, look  # noqa: E402
from load_table import print_all  # noqa: E402
from load_visitor import Asked, Visitor  # noqa: E402
from page_servers import free_port, running  # noqa: E402
from search_speed import say  # noqa: E402

from webapp.accounts.account import Role  # noqa: E402

SIGN_IN_SECONDS, EVERY = 0.4, 5.0
MIXES = {Role.MANAGER: MANAGER, Role.READER: READER}


@contextmanager
def copied(data: Path) -> Iterator[Path]:
    """A copy of a data folder; what visitors write there is thrown away."""
    with tempfile.TemporaryDirectory(prefix="load-") as temporary:
        folder = Path(temporary) / "data"
        shutil.copytree(data, folder)
        yield folder


def visit(port: int, user: User, wait: float, until: float, think: float, seed: int) -> list[Asked]:
    """What one person does until the end."""
    chance, it = Random(seed), Visitor(port, user.email)
    time.sleep(wait)
    it.sign_in(PASSWORD)
    mix = MIXES.get(user.role, STAFF)
    weights, deeds = zip(*mix, strict=True)
    deeds[0](it, user.place, chance)
    while time.monotonic() < until:
        time.sleep(min(chance.expovariate(1 / think), 6 * think) if think else 0)
        chance.choices(deeds, weights)[0](it, user.place, chance)
    return it.noted


def command(port: int, workers: int, threads: int) -> list[str]:
    """`foerdernetz serve`, with other numbers of processes and threads if they are named."""
    if not workers:
        return [sys.executable, "-m", "webapp", "serve", "--port", str(port)]
    said = (
        "from webapp.operation import serving as s; from webapp.cli import main;"
        f"s._WORKERS, s._THREADS = {workers}, {threads}; main()"
    )
    return [sys.executable, "-c", said, "serve", "--port", str(port)]


def wake(port: int, times: int = 12) -> None:
    """Ask until every process has answered, most probably: nobody visits a site that starts."""
    for _ in range(times):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("GET", "/anmelden")
        connection.getresponse().read()
        connection.close()


def measure(data: Path, options: argparse.Namespace) -> bool:
    """Serve, visit, print; tells whether nothing was wrong."""
    crowd = users(data, options.users, options.shared, 0.3 if options.think else 0.0)
    port, count = free_port(), len(crowd)
    asked = command(port, options.workers, options.threads)
    with running(asked, port, FOERDERNETZ_DATA=str(data), PYTHONPATH=str(PROJECT)) as pid:
        wake(port)
        begin = time.monotonic() + count * SIGN_IN_SECONDS
        until = begin + options.seconds
        with Watch(partial(look, pid), EVERY) as watch, ThreadPoolExecutor(count) as many:
            done = [
                many.submit(
                    *(visit, port, user, number * SIGN_IN_SECONDS, until, options.think),
                    seed=options.seed * 1000 + number,
                )
                for number, user in enumerate(crowd)
            ]
            noted = [one for it in done for one in it.result()]
    return print_all(noted, begin, options.seconds, watch.samples)


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--think", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    with copied(options.data) as data:
        say(f"{options.users} users, {options.seconds:.0f} s, {options.think:g} s to think.\n")
        well = measure(data, options)
    raise SystemExit(not well)


if __name__ == "__main__":
    main()
