"""Play the three weekly editions; compare what `changes` reports with what really changed.

    .venv/bin/python tests/bench/changes.py [--shared ../shared]

The editions' own list says which addresses are new, changed, absent or back, and what differs only
in markup. Exit 1 if a change is lacking or a false one is told.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from faults import PROJECT, replay, run, say

from index.address import address_key

WEEKS = {"1": "2026-06-15", "2": "2026-06-22", "3": "2026-06-29"}
FAMILIES = {
    "fdb": "Förderdatenbank",
    "eu": "EU portal",
    "page": "pages, eleven sources and watched",
}
KINDS = {"new": "new", "changed": "changed", "missing": "gone", "returned": "returned"}
"""Our word for each kind of change, and the word of the editions."""

Told = dict[str, dict[str, list[str]]]


def reported(folder: Path, day: str) -> Told:
    """By kind and address the fields that the crawls of this day and later told."""
    found: Told = defaultdict(dict)
    output, _ = run(folder, "", "changes", "--since", day, "--json")
    for row in json.loads(output):
        found[row["kind"]][address_key(row["url"])] = row["fields"]
    return found


def listed(editions: dict[str, Any], week: str, family: str, kind: str) -> set[str]:
    """The addresses that really changed in this way; in the first week everything is new."""
    if week == "1":
        index = editions["index"] if kind == "new" else []
        return {one["key"] for one in index if one["kind"] == family and 1 in one["present"]}
    entries = editions["truth"][week][family][KINDS[kind]]
    return {address_key(one["url"] if isinstance(one, dict) else one) for one in entries}


def family_of(editions: dict[str, Any]) -> dict[str, str]:
    """To which family each address belongs."""
    return {one["key"]: one["kind"] for one in editions["index"]}


def compare(editions: dict[str, Any], week: str, told: Told) -> int:
    """Print a row for each family and kind of change; gives how many are wrong."""
    families, wrong = family_of(editions), 0
    for family, label in FAMILIES.items():
        for kind in KINDS:
            expected = listed(editions, week, family, kind)
            found = {key for key in told[kind] if families.get(key) == family}
            lacking, false = expected - found, found - expected
            wrong += len(lacking) + len(false)
            say(
                f"| {week} | {label} | {kind} | {len(expected)} | {len(found)}"
                f" | {len(lacking)} | {len(false)} |"
            )
            for key in sorted(lacking | false):
                say(f"<!-- {'lacking' if key in lacking else 'false'}: {key} -->")
    strangers = {key for kind in told.values() for key in kind} - families.keys()
    extra = strangers - test_documents(editions)
    say(f"| {week} | test documents of the export | new | – | {len(strangers - extra)} | – | – |")
    say(f"| {week} | any other address | | 0 | {len(extra)} | 0 | {len(extra)} |")
    return wrong + len(extra)


def test_documents(editions: dict[str, Any]) -> set[str]:
    """Documents that the replay planted in the export and does not count in its lists."""
    planted = (one for one in editions["traps"] if one.get("test_document"))
    return {address_key(one["url"]) for one in planted}


def fields(editions: dict[str, Any], week: str, told: Told) -> Counter[tuple[str, str]]:
    """Which of our fields stand for which edit of the editions."""
    pairs: Counter[tuple[str, str]] = Counter()
    for family in FAMILIES:
        for change in editions["truth"].get(week, {}).get(family, {}).get("changed", ()):
            names = told["changed"].get(address_key(change["url"]), [])
            pairs[change["field"], ", ".join(names) or "nothing"] += 1
    return pairs


def main() -> int:
    """Play, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    options = parser.parse_args()
    text = (options.shared / "sources/data/editions.json").read_text(encoding="utf-8")
    editions, wrong = json.loads(text), 0
    pairs: Counter[tuple[str, str]] = Counter()
    say("| week | source | change | expected | reported | lacking | false |")
    say("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        run(folder, "", "init")
        run(folder, "", "watch", str(options.shared / "sources/watchlist.csv"))
        for week, day in WEEKS.items():
            with replay(options.shared, week) as address:
                run(folder, address, "crawl", "--json", "--today", day)
            told = reported(folder, day)
            wrong += compare(editions, week, told)
            pairs += fields(editions, week, told)
    say("\n| edit of the edition | fields told | records |\n|---|---|---|")
    for (edit, names), count in sorted(pairs.items()):
        say(f"| {edit} | {names} | {count} |")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
