"""Joining programmes by hand and parting them again, so that nothing is lost on the way."""

from index.merging.merge import (
    Merge,
    Unmergeable,
    is_merged,
    merge,
    merges_into,
    part,
    split,
    take_in,
)
from index.merging.redirect import home_of

__all__ = [
    "Merge",
    "Unmergeable",
    "home_of",
    "is_merged",
    "merge",
    "merges_into",
    "part",
    "split",
    "take_in",
]
