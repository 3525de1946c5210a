"""What somebody asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.search.order import Sort

LONGEST_QUESTION = 500
"""What stands behind it in a question is not read."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks: words, filters by facet, the order, and which page of the results."""

    words: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    page_size: int = 20
    sort: Sort = Sort.RELEVANCE
