"""Running servers for a bench, asking them by turns, and the table of what was measured."""

import http.client
import os
import re
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from search_speed import say

VISITORS, TURNS = 8, 3


@dataclass(frozen=True, slots=True)
class Server:
    """Something to ask: `hits` is the pattern of the number of hits on its page."""

    name: str
    port: int
    pid: int
    paths: list[str]
    headers: dict[str, str] = field(default_factory=dict)
    hits: str = ""
    begin: str = ""
    """An address to ask before all questions, so that none of them waits for a server to start."""


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, **env: str) -> Iterator[int]:
    """Run a server until it is no longer needed; gives its process number."""
    process = subprocess.Popen(
        command, env=os.environ | env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            with socket.socket() as one:
                if not one.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=60)  # a busy machine takes its time


def print_rows(size: int, servers: list[Server]) -> None:
    """Ask all servers by turns and print a line for each."""
    first, hits = zip(*map(first_asked, servers), strict=True)
    alone: list[list[float]] = [[] for _ in servers]
    for turn in range(TURNS + 1):
        for times, server in zip(alone, servers, strict=True):
            found = ask(server, server.paths)
            if turn:  # the first warms up the other worker
                times += found
    say(
        "| programmes | server | hits: median, none | for the first time | one at a time"
        " | eight at once | MB |"
    )
    say("|---|---|---|---|---|---|---|")
    for server, new, found_hits, times in zip(servers, first, hits, alone, strict=True):
        again = (spread(times), spread(together(server)))
        parts = (found_hits, spread(new), *again, memory(server.pid))
        say(f"| {size} | {server.name} | {' | '.join(parts)} |")


def first_asked(server: Server) -> tuple[list[float], str]:
    """The first time of every question, which no memory of questions helps, and the hits.

    Of these: how many the middle question has, and how many questions have none.
    """
    if server.begin:
        for _ in range(4):  # each process gets one, most probably
            ask(server, [server.begin])
    pages: list[str] = []
    times = ask(server, server.paths, pages)
    if not server.hits:
        return times, ""
    found = [re.search(server.hits, page) for page in pages]
    numbers = [int(re.sub(r"\D", "", match[1])) if match else 0 for match in found]
    return times, f"{statistics.median(numbers):.0f}, {numbers.count(0)} of {len(numbers)}"


def ask(server: Server, paths: list[str], pages: list[str] | None = None) -> list[float]:
    """Ask for addresses one after the other; gives the milliseconds of each."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    times = []
    for path in paths:
        started = time.perf_counter()
        connection.request("GET", path, headers=server.headers)
        answer = connection.getresponse()
        page = answer.read()
        times.append((time.perf_counter() - started) * 1000)
        assert answer.status == 200, (answer.status, path)
        if pages is not None:
            pages.append(page.decode())
    connection.close()
    return times


def together(server: Server) -> list[float]:
    """Eight visitors ask all questions at once, each beginning elsewhere."""
    paths = server.paths
    turns = [paths[one * 5 :] + paths[: one * 5] for one in range(VISITORS)]
    with ThreadPoolExecutor(VISITORS) as many:
        return [one for times in many.map(lambda turn: ask(server, turn), turns) for one in times]


def spread(times: list[float]) -> str:
    """p50 / p95 / longest."""
    ordered = sorted(times)
    p95 = ordered[int(0.95 * len(ordered))]
    return f"{statistics.median(ordered):.0f} / {p95:.0f} / {ordered[-1]:.0f}"


def memory(pid: int) -> str:
    """Megabytes of the largest process below this one, itself included."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    held = []
    for one in (str(pid), *children):
        lines = Path(f"/proc/{one}/status").read_text(encoding="utf-8").splitlines()
        held += [int(line.split()[1]) for line in lines if line.startswith("VmRSS")]
    return f"{max(held) / 1e3:.0f}"
