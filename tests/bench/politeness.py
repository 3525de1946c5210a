"""Crawl every source twice with nothing changed and read the replay server's log: are we polite?

    .venv/bin/python tests/bench/politeness.py [--shared ../shared] [--factor 0.1] [SOURCE …]

First every source by itself, without waits: what a second crawl costs, and what it asks for twice.
Then all of them in one crawl with the waits times `--factor` (1: as in the wild, a quarter of an
hour): is robots.txt first, is a host asked by two requests at once, are the delays kept, and how
much of the time is waiting.
"""

import argparse
import json
import re
import resource
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from faults import PROJECT, replay, run, say

from crawler.spider import spiders

DAYS = ("2026-06-15", "2026-06-16")
LOOSE = 0.02
"""A timer of the operating system may ring so many seconds early."""
SEARCH, DETAILS = "/search-api/", "/topicDetails/"

Line = dict[str, Any]


class Log:
    """The log of the server, read piece by piece."""

    def __init__(self, path: Path) -> None:
        self.path, self.at = path, 0

    def more(self) -> list[Line]:
        """What came since the last time."""
        with self.path.open(encoding="utf-8") as file:
            file.seek(self.at)
            lines = [json.loads(line) for line in file]
            self.at = file.tell()
        return lines


def in_order() -> list[str]:
    """The sources that are switched on, watched addresses last, as `crawl` reads them."""
    found = {name: one.source for name, one in spiders().items() if not one.source.switched_off}
    return sorted(found, key=lambda name: (found[name].precedence, name))


def page(line: Line) -> tuple[str, str, str]:
    """The address that a request asked for."""
    return line["host"], line["path"], line["query"]


def bodies(lines: Iterable[Line]) -> set[tuple[str, str, str]]:
    """The addresses that sent a body; robots.txt comes anew in every crawl."""
    return {
        page(line)
        for line in lines
        if line["status"] == 200 and line["method"] == "GET" and line["path"] != "/robots.txt"
    }


def has_validators(address: str, asked: tuple[str, str, str]) -> bool:
    """Whether this page comes with an `ETag` or `Last-Modified`."""
    host, path, query = asked
    with urllib.request.urlopen(f"{address}/{host}{path}{f'?{query}' if query else ''}") as answer:
        return bool(answer.headers["ETag"] or answer.headers["Last-Modified"])


def second_crawl(shared: Path, work: Path, sources: list[str]) -> dict[str, set[str]]:
    """What every source costs the first and the second time; gives who asked which host."""
    askers: dict[str, set[str]] = defaultdict(set)
    folder, file = prepared(shared, work / "counted"), work / "counted.jsonl"
    say("| source | requests 1 | bytes 1 | requests 2 | bytes 2 | sent twice | details again |")
    say("|---|---|---|---|---|---|---|")
    sums: list[list[Line]] = [[], []]
    with replay(shared, "1", log=file) as address:
        log = Log(file)
        for name in sources:
            crawls = []
            for day in DAYS:
                output, _ = run(folder, address, "crawl", name, "--json", "--today", day)
                assert json.loads(output)["status"] == "ok", output
                crawls.append(log.more())
                for line in crawls[-1]:
                    askers[line["host"]].add(name)
            twice = bodies(crawls[0]) & bodies(crawls[1])
            avoidable = sum(has_validators(address, asked) for asked in twice)
            log.more()
            details = sum(DETAILS in line["path"] for line in crawls[1])
            cost = " | ".join(f"{len(lines)} | {sent(lines):,}" for lines in crawls)
            told = f"{avoidable} (and {len(twice) - avoidable} without validators)"
            say(f"| {name} | {cost} | {told if twice else 0} | {details} |")
            for total, lines in zip(sums, crawls, strict=True):
                total += lines
    say("| all | " + " | ".join(f"{len(lines)} | {sent(lines):,}" for lines in sums) + " | | |")
    sweep = [[line for line in lines if SEARCH in line["path"]] for lines in sums]
    told = ", then ".join(f"{len(lines)} requests, {sent(lines):,} bytes" for lines in sweep)
    say(f"\nOf these the search sweep of the EU portal: {told}.")
    return askers


def sent(lines: Iterable[Line]) -> int:
    """The bytes that came."""
    return sum(line["bytes"] for line in lines)


def changed_topics(shared: Path, work: Path) -> None:
    """Which details a new week of the EU portal costs."""
    folder, file = work / "counted", work / "week.jsonl"
    with replay(shared, "2", log=file) as address:
        run(folder, address, "crawl", "eu", "--json", "--today", "2026-06-22")
        asked = {line["path"] for line in Log(file).more() if DETAILS in line["path"]}
    output, _ = run(folder, "", "changes", "--since", "2026-06-22", "--json")
    told = {row["url"].rpartition("/")[2].lower() for row in json.loads(output)}
    names = {path.rpartition("/")[2].removesuffix(".json") for path in asked}
    say(
        f"\nThe week after: details of {len(names)} topics asked for,"
        f" {len(names - told)} of them of topics that turned out unchanged."
    )


def delays(shared: Path, work: Path, askers: dict[str, set[str]], factor: float) -> None:
    """Whether the waits are kept, and what they cost."""
    sources = [name for name in in_order() if any(name in names for names in askers.values())]
    folder, file = prepared(shared, work / "waiting"), work / "waiting.jsonl"
    hosts: list[list[Line]] = []
    costs = []
    with replay(shared, "1", log=file) as address:
        log = Log(file)
        for day in DAYS:
            start, before = time.monotonic(), cpu_of_children()
            run(folder, address, "crawl", *sources, "--json", "--today", day, factor=factor)
            costs.append((cpu_of_children() - before, time.monotonic() - start))
            hosts.append(log.more())
        wanted = {host: delay_of(address, host, names) for host, names in askers.items()}
    say(f"\nOne crawl of all sources with every wait times {factor:g}:\n")
    say("| host | requests | robots.txt first | two at once | delay s | smallest gap s | kept |")
    say("|---|---|---|---|---|---|---|")
    for host in sorted(wanted):
        crawls = [[line for line in lines if line["host"] == host] for lines in hosts]
        say(f"| {host} | {' | '.join(judged([c for c in crawls if c], wanted[host], factor))} |")
    agents = {line["user_agent"] for lines in hosts for line in lines}
    say(f"\nUser-Agent: {', '.join(sorted(agents))}")
    for number, (busy, whole) in enumerate(costs, 1):
        waited = (whole - busy) / factor
        say(
            f"crawl {number}: {busy:.0f} s of computing, {waited:.0f} s of waiting at factor 1:"
            f" {waited / (busy + waited):.0%} of the wall time is politeness"
        )


def cpu_of_children() -> float:
    """Seconds of computing of all commands that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def judged(crawls: list[list[Line]], delay: float, factor: float) -> Iterator[str]:
    """The cells of one host."""
    yield str(sum(map(len, crawls)))
    yield "yes" if all(lines[0]["path"] == "/robots.txt" for lines in crawls) else "**no**"
    pairs = [pair for lines in crawls for pair in pairwise(lines)]
    gaps = [after["t"] - before["t"] for before, after in pairs]
    overlaps = sum(after["t"] < before["t"] + before["ms"] / 1000 for before, after in pairs)
    yield str(overlaps)
    yield f"{delay * factor:.2f}"
    yield f"{min(gaps):.2f}" if gaps else "–"
    yield "yes" if min(gaps, default=delay) >= delay * factor - LOOSE else "**no**"


def delay_of(address: str, host: str, names: Iterable[str]) -> float:
    """The `Crawl-delay` of a host, or the delay of the sources that ask it, if that is longer."""
    try:
        with urllib.request.urlopen(f"{address}/{host}/robots.txt") as answer:
            text = answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError:
        text = ""
    asked = re.search(r"(?im)^crawl-delay:\s*([\d.]+)", text)
    shortest = min(spiders()[name].delay for name in names)
    return max(float(asked[1]) if asked else 0.0, shortest)


def prepared(shared: Path, folder: Path) -> Path:
    """A new register with the watch list."""
    run(folder, "", "init")
    run(folder, "", "watch", str(shared / "sources/watchlist.csv"))
    return folder


def main() -> None:
    """Count, then measure the waits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="*", default=in_order())
    parser.add_argument("--factor", type=float, default=0.1)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        askers = second_crawl(options.shared, work, options.sources)
        if "eu" in options.sources:
            changed_topics(options.shared, work)
        if options.factor:
            delays(options.shared, work, askers, options.factor)


if __name__ == "__main__":
    main()
