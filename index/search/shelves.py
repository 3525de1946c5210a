"""Which shelf holds the index of a register: the search lives where the records live."""

from pathlib import Path

from index.search.shelf import Shelf
from index.search.whoosh_shelf import WhooshShelf
from index.store import server_address


def shelf_of(folder: Path) -> Shelf:
    """The shelf that belongs to a data folder."""
    if address := server_address(folder):
        # psycopg is an extra: nothing of it is loaded unless the setting asks for it.
        from index.search.postgres_shelf import PostgresShelf

        return PostgresShelf(address)
    return WhooshShelf(folder / "search")
