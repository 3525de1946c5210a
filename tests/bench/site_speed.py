"""Print how fast every page of the site is answered, and what a first visit transfers.

    .venv/bin/python tests/bench/site_speed.py [--programmes 10000] [--like FOLDER]
        [--keep FOLDER] [--users 50] [--seconds 45]

A register of that size (see site_data.py) is served by `foerdernetz serve` on loopback. Every GET
route is asked as each role that may open it, with typical arguments, one at a time; then many
people at once read pages at random, each a few seconds apart, as people do. A page is what
answers with HTML; files to take along stand apart. Milliseconds are those of the visitor, who
shares the machine; CPU is that of the server alone. `--like` names a finished data folder whose
records are taken first.
"""

import argparse
import http.client
import os
import random
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests/bench"), str(PROJECT / "tests")]

from first_visit import first_visit  # noqa: E402
from page_servers import free_port, running  # noqa: E402
from search_speed import say  # noqa: E402
from site_data import PEOPLE, prepare  # noqa: E402
from site_routes import Asked, routes, sessions  # noqa: E402

ROUNDS, PATIENCE, PATIENCE_FOR_ALL, THINK = 20, 120, 2, (2.0, 8.0)
TARGET_MS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one route answered to one role."""

    asked: Asked
    status: int
    html: bool
    whole: int
    sent: int
    times: tuple[float, ...] = ()
    cpu: float = 0.0


def ask(connection: http.client.HTTPConnection, path: str, cookie: str) -> tuple[int, str, bytes]:
    """Ask for one address as a browser does, which takes compressed answers."""
    headers = {"Cookie": cookie, "Accept-Encoding": "gzip", "Accept": "text/html"}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.headers.get("Content-Type", ""), answer.read()


def cpu_of(pid: int) -> float:
    """Milliseconds of CPU that a server and its workers have used."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    ticks = 0
    for one in (str(pid), *children):
        fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def timed(port: int, pid: int, asked: Asked, rounds: int = ROUNDS) -> Answer:
    """Ask for one route some times, after two for both workers to warm up."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    started = time.perf_counter()
    try:
        status, kind, body = ask(connection, asked.path, asked.cookie)
    except TimeoutError:
        say(f"No answer within {PATIENCE} s: `{asked.rule}` for {asked.role}.\n")
        return Answer(asked=asked, status=0, html=False, whole=0, sent=0)
    if time.perf_counter() - started > PATIENCE_FOR_ALL:
        rounds = 1
    if status != 200:
        return Answer(asked=asked, status=status, html=False, whole=0, sent=0)
    ask(connection, asked.path, asked.cookie)
    times, used = [], cpu_of(pid)
    for _ in range(rounds):
        started = time.perf_counter()
        ask(connection, asked.path, asked.cookie)
        times.append((time.perf_counter() - started) * 1000)
    used = (cpu_of(pid) - used) / rounds
    connection.request("GET", asked.path, headers={"Cookie": asked.cookie})
    whole = len(connection.getresponse().read())
    connection.close()
    html = kind.startswith("text/html")
    told = dict(asked=asked, status=status, html=html, whole=whole, sent=len(body))
    return Answer(**told, times=tuple(times), cpu=used)  # type: ignore[arg-type]


def share(times: list[float] | tuple[float, ...], part: float) -> float:
    """The time within which that part of all answers came."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def print_pages(answers: list[Answer]) -> None:
    """Those that cost most first; CPU tells what the clock does not on a busy machine."""
    say("| page | role | p50 ms | p95 ms | CPU ms | KB | KB sent |")
    say("|---|---|---|---|---|---|---|")
    for it in sorted(answers, key=lambda it: -it.cpu):
        p50, p95 = share(it.times, 0.5), share(it.times, 0.95)
        size = f"{it.whole / 1e3:.0f} | {it.sent / 1e3:.0f}"
        took = f"{p50:.0f} | {p95:.0f} | {it.cpu:.0f}"
        say(f"| `{it.asked.rule}` | {it.asked.role} | {took} | {size} |")


def read_together(port: int, pages: list[Asked], users: int, seconds: float) -> list[float]:
    """Many people read pages at random, each pausing a few seconds before the next."""
    by_role = {name: [it for it in pages if it.role == name] for name, _, _ in PEOPLE}
    # A county has many staff and one manager.
    crowd = ["staff"] * (users - 5) + ["manager", "admin", "reader", "reader", "reader"]
    until = time.perf_counter() + seconds

    def one(number: int) -> list[float]:
        chance, times = random.Random(number), []
        time.sleep(chance.uniform(0, THINK[1]))
        while time.perf_counter() < until:
            asked = chance.choice(by_role[crowd[number]])
            started = time.perf_counter()
            # The server closes a connection that waits for two seconds.
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            status, _, _ = ask(connection, asked.path, asked.cookie)
            connection.close()
            assert status == 200, (status, asked.path)
            times.append((time.perf_counter() - started) * 1000)
            time.sleep(chance.uniform(*THINK))
        return times

    with ThreadPoolExecutor(users) as many:
        return [took for times in many.map(one, range(users)) for took in times]


def measure(data: Path, users: int, seconds: float) -> None:
    """Serve the register and ask."""
    port = free_port()
    cookies = sessions(data)
    command = [sys.executable, "-m", "webapp", "serve", "--port", str(port)]
    with running(command, port, FOERDERNETZ_DATA=str(data), PYTHONPATH=str(PROJECT)) as pid:
        answers = [timed(port, pid, it) for it in routes(data, cookies)]
        pages = [it for it in answers if it.status == 200 and it.html]
        files = [it for it in answers if it.status == 200 and not it.html]
        print_pages(pages)
        every = [took for it in pages for took in it.times]
        dear = sum(it.cpu > TARGET_MS for it in pages)
        slow = sum(share(it.times, 0.95) > TARGET_MS for it in pages)
        say(
            f"\n{len(pages)} pages and roles, one at a time: p50 {share(every, 0.5):.0f},"
            f" p95 {share(every, 0.95):.0f} ms; {slow} with a p95 above {TARGET_MS} ms,"
            f" {dear} with more CPU than that.\n"
        )
        say("Files and data:\n")
        print_pages(files)
        together = read_together(port, [it.asked for it in pages], users, seconds)
        say(
            f"\n{users} people at once, {len(together)} pages in {seconds:.0f} s:"
            f" p50 {share(together, 0.5):.0f}, p95 {share(together, 0.95):.0f},"
            f" longest {max(together):.0f} ms.\n"
        )
        for path, cookie in (
            ("/anmelden", ""),
            ("/", cookies["staff"]),
            ("/suche?q=Radweg", cookies["staff"]),
        ):
            first = first_visit(port, path, cookie)
            say(
                f"First visit of `{path}`: {first.requests} requests, {first.sent / 1e3:.0f} KB,"
                f" of these {first.before_paint / 1e3:.0f} KB before anything is painted."
            )


def main() -> None:
    """Prepare and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programmes", type=int, default=10_000)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--like", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=45)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        data = (options.keep or Path(temporary)) / f"data-{options.programmes}"
        data.parent.mkdir(parents=True, exist_ok=True)
        prepare(data, options.programmes, options.shared, options.like)
        measure(data, options.users, options.seconds)


if __name__ == "__main__":
    main()
