"""How long finding duplicates takes, and how that grows with the register.

    .venv/bin/python tests/bench/duplicates_speed.py 5000 25000

The programmes are resampled from real texts of ../shared/volume and told by five sources.
"""

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from search_speed import records as resampled

from index.duplicates.finding import pairs_among
from index.record import SourceRecord

SOURCES = 5


def told(volume: Path, count: int) -> Iterator[SourceRecord]:
    """Each programme by one of five sources, every twentieth by the next source once more."""
    for number, record in enumerate(resampled(volume, count)):
        host = (number + (number % 20 == 19)) % SOURCES
        url = f"https://bench{host}.example/{number}"
        yield replace(record, source=f"bench{host}", url=url)


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", type=int, nargs="*", default=[5000, 25000])
    shared = Path(__file__).resolve().parents[3] / "shared"
    parser.add_argument("--volume", type=Path, default=shared / "volume")
    options = parser.parse_args()
    for size in options.sizes:
        records = list(told(options.volume, size))
        start = time.process_time()
        pairs = pairs_among(records)
        took = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(
            f"{size} records: {took:.1f} s of CPU, {1000 * took / size:.2f} ms each,"
            f" {len(pairs)} pairs, {peak:.0f} MB\n"
        )


if __name__ == "__main__":
    main()
