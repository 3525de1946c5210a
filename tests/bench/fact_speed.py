"""Measure how fast facts are read: Richtlinien a second on one core, and memory.

    .venv/bin/python tests/bench/fact_speed.py FOLDER [--rounds 5]

FOLDER is a data folder after a crawl. Its records with a long Richtlinie are read again and
again; a Richtlinie counts as 17,000 characters, whatever its length. CPU time is measured.
"""

import argparse
import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import process_time

from crawler.facts import read_facts
from index.record import TEXT_FIELDS, SourceRecord
from index.schema import open_database
from index.versions import decode_record

RICHTLINIE = 17_000
_LONG = 8_000


def records(folder: Path) -> list[SourceRecord]:
    """The German records with a long Richtlinie."""
    sql = (
        "select version.content from record join version"
        " on version.record = record.id and version.number = record.version"
    )
    rows = open_database(folder).query(sql)
    found = [decode_record(row["content"]) for row in rows]
    return [r for r in found if r.language == "de" and len(r.guideline.text) >= _LONG]


def memory() -> int:
    """The peak of the process in megabytes."""
    return getrusage(RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Read all of them several times and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    said = parser.parse_args()
    read = records(said.folder)
    length = sum(len(getattr(record, name).text) for record in read for name in TEXT_FIELDS)
    sys.stdout.write(f"{len(read)} records, {length:,} characters\n")
    speeds: list[float] = []
    for number in range(said.rounds):
        start = process_time()
        for record in read:
            read_facts(record)
        speeds.append(length / RICHTLINIE / (process_time() - start))
        sys.stdout.write(f"round {number + 1}: {speeds[-1]:.0f} Richtlinien/s, {memory()} MB\n")
    sys.stdout.write(f"median: {median(speeds):.0f} Richtlinien/s\n")


if __name__ == "__main__":
    main()
