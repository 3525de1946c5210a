"""Long lists in pages: which numbers to show and where they lead."""

from collections.abc import Callable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of one list; `address` gives the address of a page by its number."""

    current: int
    last: int
    address: Callable[[int], str]

    @property
    def shown(self) -> list[int | None]:
        """The first, the last and the neighbours; `None` stands for a gap."""
        near = range(self.current - 2, self.current + 3)
        wanted = sorted({1, self.last, *near} & set(range(1, self.last + 1)))
        shown: list[int | None] = []
        for number in wanted:
            if shown and shown[-1] is not None and number - shown[-1] > 1:
                shown.append(None)
            shown.append(number)
        return shown


def pages(total: int, size: int, current: int, address: Callable[[int], str]) -> Pages:
    """Divide a list of that many items."""
    return Pages(current=current, last=max(1, -(-total // size)), address=address)


def page_number(args: MultiDict[str, str]) -> int:
    """Read the page from an address; anything else is the first."""
    text = args.get("seite", "1")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else 1
