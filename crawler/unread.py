"""What a reader says of an item that it could not read; known without loading Scrapy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """One item that could not be read: what it is, why (a German sentence), and its key if known.

    With a key the record counts as seen: the source still lists it, so it must not become missing.
    """

    item: str
    reason: str
    key: str = ""
