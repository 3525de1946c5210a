"""Print whether an hour of use leaves anything behind: memory, open files, journal, index, faults.

    .venv/bin/python tests/bench/soak.py DATA [--minutes 60] [--users 25] [--think 15]
        [--replay ../shared/sources/serve.py]

DATA is a folder that load_data.py furnished; it is copied. `foerdernetz serve` answers the users of
load.py while the regular jobs run in turns as processes of their own: a crawl of a replayed edition
(the editions take turns, so that each finds changes), reindex, match, the letters to a mail server
on loopback, and a backup. Each turn is a week later than the one before. All processes of the
service are looked at every ten seconds. The slope is that of the line which fits best after ten
minutes; each worker is told apart, for one may grow while another is renewed. A job that ends with
anything but what it is allowed, a page that load.py calls a fault, and mail that does not arrive
are faults.
"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests/bench"), str(PROJECT / "tests")]

from letter_speed import serve as serve_mail  # noqa: E402
from load import copied, visit, wake  # noqa: E402
from load_places import users  # noqa: E402
from load_server import Watch  # noqa: E402
from load_table import print_faults, print_pages  # noqa: E402
from page_servers import free_port, running  # noqa: E402
from search_speed import say  # noqa: E402
from soak_jobs import Jobs, print_jobs  # noqa: E402
from soak_table import EVERY, look_at, print_looks  # noqa: E402


@contextmanager
def mail_sink() -> Iterator[tuple[int, list[object]]]:
    """A mail server of its own process; in the end the list holds what came."""
    port, told = free_port(), []
    stop, answers = multiprocessing.Event(), multiprocessing.Queue()
    server = multiprocessing.Process(target=serve_mail, args=(port, stop, answers))
    server.start()
    answers.get(timeout=60)
    try:
        yield port, told
    finally:
        stop.set()
        told.append(answers.get(timeout=120))
        server.join()


def soak(data: Path, options: argparse.Namespace) -> bool:
    """Serve, visit, work; tells whether nothing was wrong."""
    crowd = users(data, options.users, options.shared, 0.3)
    port = free_port()
    command = [sys.executable, "-m", "webapp", "serve", "--port", str(port)]
    env = dict(FOERDERNETZ_DATA=str(data), PYTHONPATH=str(PROJECT))
    until = time.monotonic() + 60 * options.minutes
    with (
        mail_sink() as (mail, told),
        running(command, port, **env) as pid,
        ThreadPoolExecutor(len(crowd)) as many,
    ):
        wake(port)
        watch = Watch(partial(look_at, pid, data), EVERY)
        jobs = Jobs(env | dict(FOERDERNETZ_SMTP_URL=f"smtp://127.0.0.1:{mail}"), options.replay)
        with watch, jobs.until(until):
            chance = Random(7)
            done = [
                many.submit(visit, port, user, chance.uniform(0, 60), until, options.think, number)
                for number, user in enumerate(crowd)
            ]
            noted = [one for it in done for one in it.result()]
        sent = jobs.letters
    print_looks(watch.samples)
    say("")
    print_jobs(jobs.done)
    say("")
    print_pages(noted)
    wrong = print_faults(noted) + sum(bool(it.wrong) for it in jobs.done)
    say(f"\nLetters sent {sent}, arrived, wrong headers and bytes: {told[0]}. {wrong} faults.")
    return not wrong and told[0][0] == sent  # type: ignore[index]


def main() -> None:
    """Soak once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--users", type=int, default=25)
    parser.add_argument("--think", type=float, default=15.0)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--replay", type=Path, default=Path("../shared/sources/serve.py"))
    options = parser.parse_args()
    with copied(options.data) as data:
        raise SystemExit(not soak(data, options))


if __name__ == "__main__":
    main()
