"""The tables of load.py: pages, faults, the machine."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from load_server import Sample
from load_visitor import Asked
from search_speed import say

SIGNING_IN = ("sign-in page", "sign in")


def print_all(noted: Iterable[Asked], begin: float, seconds: float, samples: list[Sample]) -> bool:
    """Print all of it; tells whether nothing was wrong."""
    counted = [it for it in noted if it.at >= begin or it.page in SIGNING_IN or it.wrong]
    print_pages(counted)
    inside = [it for it in counted if it.page not in SIGNING_IN]
    wrong = print_faults(counted)
    times = sorted(it.took for it in inside)
    say(
        f"\n{len(inside)} requests in {seconds:.0f} s, {len(inside) / seconds:.1f}/s: "
        f"p50 {share(times, 0.5):.0f}, p95 {share(times, 0.95):.0f}, "
        f"longest {max(times, default=0):.0f} ms; {wrong} faults.\n"
    )
    print_machine(samples)
    return not wrong


def print_pages(noted: Iterable[Asked]) -> None:
    """A line for each kind of page, the most asked for first."""
    by_page: dict[str, list[Asked]] = defaultdict(list)
    for it in noted:
        by_page[it.page].append(it)
    say("| page | requests | errors | p50 ms | p95 ms | longest ms |")
    say("|---|---|---|---|---|---|")
    for page, all_of in sorted(by_page.items(), key=lambda pair: -len(pair[1])):
        times = sorted(it.took for it in all_of)
        wrong = sum(bool(it.wrong) for it in all_of)
        figures = f"{share(times, 0.5):.0f} | {share(times, 0.95):.0f} | {times[-1]:.0f}"
        say(f"| {page} | {len(all_of)} | {wrong} | {figures} |")


def print_faults(noted: Iterable[Asked]) -> int:
    """Every kind of fault with its number; gives how many there were."""
    found = Counter((it.page, it.wrong) for it in noted if it.wrong)
    for (page, wrong), count in found.most_common():
        say(f"{count} × {page}: {wrong}")
    return sum(found.values())


def print_machine(samples: list[Sample]) -> None:
    """Memory, CPU and open files at some moments."""
    say("| second | processes | PSS of all, MB | largest RSS, MB | CPU, % of one core | files |")
    say("|---|---|---|---|---|---|")
    chosen = samples[:: max(1, len(samples) // 8)]
    before = None
    for it in chosen if samples[-1] in chosen else [*chosen, samples[-1]]:
        busy = 100 * (it.cpu - before.cpu) / (it.at - before.at) if before else 0.0
        memory = f"{it.pss:.0f} | {it.largest:.0f}"
        say(f"| {it.at:.0f} | {len(it.rss)} | {memory} | {busy:.0f} | {it.files} |")
        before = it


def share(times: list[float], part: float) -> float:
    """The time within which that part of all answers came; the times are sorted."""
    return times[min(len(times) - 1, int(part * len(times)))] if times else 0.0
