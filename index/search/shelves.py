"""Which shelf holds the index of a register."""

from pathlib import Path

from index.search.shelf import Shelf
from index.search.whoosh_shelf import WhooshShelf


def shelf_of(folder: Path) -> Shelf:
    """The shelf that belongs to a data folder."""
    return WhooshShelf(folder / "search")
