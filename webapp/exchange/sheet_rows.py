"""The rows of a table as the XML that stands in an Excel file.

A cell of openpyxl costs many times the text it becomes: ten thousand rows held a process of the
site for ten seconds. openpyxl makes the frame and the styles (`workbook`), these are the rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import get_column_letter

from index.address import is_web_address
from webapp.exchange.columns import Cell, Heading, Kind
from webapp.exchange.plain import printable

_LONGEST_CELL, _LONGEST_LINK = 32_000, 2_000
_DAY_ZERO = date(1899, 12, 30)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RETURN = {"\r": "&#13;"}


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers of the styles in the frame: of words, of links, of values by kind and wholeness.

    A whole number is written without decimals.
    """

    words: int
    link: int
    values: dict[tuple[Kind, bool], int]


@dataclass(slots=True)
class SheetRows:
    """Writes rows below a head that stands in row 1, and notes which cells are links."""

    headings: Sequence[Heading]
    styles: Styles
    count: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)
    _letters: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._letters = [get_column_letter(n) for n in range(1, len(self.headings) + 1)]

    def row(self, values: Sequence[Cell]) -> bytes:
        """One more row."""
        self.count += 1
        number = self.count + 1
        cells = "".join(
            self._cell(f"{letter}{number}", heading.kind, value)
            for letter, heading, value in zip(self._letters, self.headings, values, strict=True)
            if value is not None
        )
        return f'<row r="{number}">{cells}</row>'.encode()

    def _cell(self, place: str, kind: Kind, value: str | float | date) -> str:
        if isinstance(value, str):
            return self._words(place, kind, value)
        if isinstance(value, date):
            value = (value - _DAY_ZERO).days
        style = self.styles.values[kind, float(value).is_integer()]
        return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'

    def _words(self, place: str, kind: Kind, value: str) -> str:
        """Words stay words: what a source writes is never a formula."""
        text = printable(value)[:_LONGEST_CELL]
        if not text:
            return ""
        style = self.styles.words
        if kind is Kind.LINK and len(value) <= _LONGEST_LINK and is_web_address(value):
            self.links.append((place, text))
            style = self.styles.link
        space = ' xml:space="preserve"' if text != text.strip() else ""
        said = escape(text, _RETURN)
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{space}>{said}</t></is></c>'

    def hyperlinks(self) -> bytes:
        """The element that names the cells which are links."""
        if not self.links:
            return b""
        each = "".join(f'<hyperlink ref="{p}" r:id="l{n}"/>' for n, (p, _) in self._numbered())
        return f'<hyperlinks xmlns:r="{_OFFICE}">{each}</hyperlinks>'.encode()

    def targets(self) -> bytes:
        """The part of the file that says where those links lead."""
        each = "".join(
            f'<Relationship Type="{_OFFICE}/hyperlink" Target={quoteattr(address)}'
            f' TargetMode="External" Id="l{number}"/>'
            for number, (_, address) in self._numbered()
        )
        return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'.encode()

    def _numbered(self) -> Iterator[tuple[int, tuple[str, str]]]:
        return enumerate(self.links, 1)
