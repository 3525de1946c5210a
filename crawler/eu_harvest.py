"""Collecting all rows of the EU search: two sweeps, page by page, within the window."""

from collections.abc import Iterable, Iterator

from crawler.eu_answer import Page, Row, UnreadableAnswer
from crawler.eu_query import PAGE_SIZE, WINDOW, Slice

SWEEPS = 2
"""Two passes: rows that move between two pages in one are met in the other."""
DRIFT = 0.01


class Harvest:
    """What is still to be asked, and the union of the rows that came.

    `wanted` names the page to ask for next; `take` is given the answer to it.
    """

    def __init__(self, slices: Iterable[Slice], this_year: int) -> None:
        self._waiting = [(part, sweep) for part in slices for sweep in range(SWEEPS)]
        self._this_year = this_year
        self._page = 1
        self._first_total: dict[Slice, int] = {}
        self._rows: dict[tuple[str, str, str], Row] = {}
        self.drifted = False
        """Whether the total of a question changed by more than 1 % while we read."""

    @property
    def wanted(self) -> tuple[Slice, int] | None:
        """The question and the page to ask for next, or `None` when all is read."""
        return (self._waiting[0][0], self._page) if self._waiting else None

    @property
    def rows(self) -> Iterator[Row]:
        """All rows, each once."""
        return iter(self._rows.values())

    def take(self, page: Page) -> None:
        """Keep the rows of the page that was wanted.

        Raises:
            UnreadableAnswer: when a question cannot be split small enough for the window.
        """
        part = self._waiting[0][0]
        if page.total > WINDOW:
            self._split(part)
            return
        self._watch_total(part, page.total)
        for row in page.rows:
            self._rows[row.key] = row
        ends_here = self._page * PAGE_SIZE >= page.total
        if page.rows and not ends_here:
            self._page += 1
        else:
            self.drifted |= not ends_here
            self._waiting.pop(0)
            self._page = 1

    def _split(self, part: Slice) -> None:
        smaller = list(part.narrower(self._this_year))
        if not smaller:
            raise UnreadableAnswer(
                f"Die EU-Suche hat mehr als {WINDOW} Treffer für {part.programmes[0]}"
                f" im Jahr {part.year}; mehr lassen sich nicht abrufen."
            )
        others = [waiting for waiting in self._waiting if waiting[0] != part]
        self._waiting = [(one, sweep) for one in smaller for sweep in range(SWEEPS)] + others
        self._page = 1

    def _watch_total(self, part: Slice, total: int) -> None:
        first = self._first_total.setdefault(part, total)
        self.drifted |= abs(total - first) > DRIFT * max(first, 1)
