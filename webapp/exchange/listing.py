"""A list of programmes on its way out of the site, read batch by batch: memory stays flat."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from index.programme import Programme, all_programmes
from index.store import Database
from webapp.exchange.columns import Cell, Heading, columns, terms_of

MOST_ROWS = 10_000
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row to be: a programme by its number, and what the columns of this list alone say."""

    programme: int
    more: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list with its name, what was asked (pairs of heading and words) and its own columns."""

    title: str
    asked: tuple[tuple[str, str], ...]
    items: Sequence[Item]
    more: tuple[Heading, ...] = ()

    @property
    def cut(self) -> bool:
        """Whether it is longer than a table gets."""
        return len(self.items) > MOST_ROWS


@dataclass(slots=True)
class Rows:
    """The rows of a listing, in its order; afterwards `terms` names the sources they came from."""

    db: Database
    listing: Listing
    today: date
    page_of: Callable[[int], str]
    terms: dict[str, None] = field(default_factory=dict)
    count: int = 0

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The columns: those of this list first, then those of every list."""
        own = (column.heading for column in columns(self.page_of))
        title = next(own)
        return (title, *self.listing.more, *own)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        chosen = columns(self.page_of)
        for item, programme in self._loaded():
            standing = programme.standing(self.today)
            self.terms |= dict.fromkeys(terms_of(programme))
            self.count += 1
            title, *others = (column.value(programme, standing) for column in chosen)
            yield (title, *item.more, *others)

    def _loaded(self) -> Iterator[tuple[Item, Programme]]:
        for batch in _batches(self.listing.items[:MOST_ROWS]):
            found = {it.id: it for it in all_programmes(self.db, [it.programme for it in batch])}
            for item in batch:
                programme = found.get(item.programme)
                if programme is not None:
                    yield item, programme


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch
