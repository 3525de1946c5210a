"""Read hostile texts of a megabyte and print which took longest.

    .venv/bin/python tests/bench/fact_hostile.py [LENGTH]

Every piece of `hostile_texts` is read as one block, as lines and as sentences, alone and mixed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from hostile_texts import PIECES, hostile_text, shuffled_text

from crawler.facts import read_facts
from index.record import SourceRecord
from index.text import RichText

_SHOWN = 15
_MIXED = 20


def texts(length: int) -> Iterator[tuple[str, str]]:
    """The texts with their names."""
    for name in PIECES:
        text = hostile_text(name, length)
        yield f"{name}, one block", text
        yield f"{name}, lines", text.replace(" w", "\n")
        yield f"{name}, sentences", text.replace(" w", ". W")
    for seed in range(_MIXED):
        yield f"mixed {seed}", shuffled_text(seed, length)


def main() -> None:
    """Read every text once."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    took: list[tuple[float, str]] = []
    for name, text in texts(length):
        record = SourceRecord(
            source="", key="", url="", title="Dorf", guideline=RichText(text=text)
        )
        start = process_time()
        read_facts(record)
        took.append((process_time() - start, name))
    sys.stdout.write(f"{len(took)} texts of {length:,} characters, the slowest:\n")
    for seconds, name in sorted(took, reverse=True)[:_SHOWN]:
        sys.stdout.write(f"{seconds:6.3f} s  {name}\n")


if __name__ == "__main__":
    main()
