"""Reading a page by the text of its headings: classes and tags change, headings stay.

    h2, h3 …            heading                    p > strong alone         heading
    dt, summary         heading                    p > strong + br + text   heading, then text
    th beside td        heading, then text         anything else            text

Only the content counts (`crawler.content`): the part around the h1.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.html import HtmlElement

from crawler.content import (
    HEADINGS,
    canonical_address,
    content_around,
    drop_what_is_no_content,
    parsed,
    title_element,
)
from index.text import clean

_BOLD = {"b", "strong"}
_LEAVES = {"p", "ul", "ol", "table", "blockquote", "pre"}
_BLOCKS = HEADINGS | _LEAVES | {
    "div", "section", "article", "main", "header", "details", "dl", "dd", "fieldset", "figure",
    "center",
}  # fmt: skip
_LONGEST_HEADING = 140


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks of HTML below it; the lead of a page has no heading."""

    heading: str
    blocks: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        """All blocks."""
        return "\n".join(self.blocks)


@dataclass(frozen=True, slots=True)
class Page:
    """The content of a page: the lines above its title, the title, and its sections."""

    title: str
    above: tuple[str, ...]
    sections: tuple[Section, ...]
    canonical: str

    def is_empty(self) -> bool:
        """Whether nothing stands below the title."""
        return not any(section.blocks for section in self.sections)


def read_page(text: str, url: str) -> Page:
    """Read a page by its headings; a page without an h1 has no title and no sections."""
    document = parsed(text, url)
    if document is None:
        return Page("", (), (), "")
    canonical = canonical_address(document)
    drop_what_is_no_content(document)
    title = title_element(document)
    if title is None:
        return Page("", (), (), canonical)
    above, sections = _split(content_around(title), title)
    return Page(clean(title.text_content()), above, sections, canonical)


def _split(content: HtmlElement, title: HtmlElement) -> tuple[tuple[str, ...], tuple[Section, ...]]:
    above: list[str] = []
    sections: list[tuple[str, list[str]]] = []
    for heading, piece in _pieces(content):
        if heading is title:
            sections.append(("", []))
        elif not sections:
            above.append(_text_of(piece) if piece else _heading_text(heading))
        elif heading is not None:
            sections.append((_heading_text(heading), [piece] if piece else []))
        else:
            sections[-1][1].append(piece)
    lines = tuple(line for line in above if line)
    return lines, tuple(Section(name, tuple(pieces)) for name, pieces in sections)


def _heading_text(heading: "HtmlElement | str | None") -> str:
    text = heading if isinstance(heading, str) or heading is None else heading.text_content()
    return clean(text or "")


def _text_of(html: str) -> str:
    return clean(lxml_html.fragment_fromstring(html, create_parent="div").text_content())


_Piece = tuple["HtmlElement | str | None", str]


def _pieces(element: HtmlElement) -> Iterator[_Piece]:
    """Walk through a part of the page; gives a heading, or the HTML of one block of text."""
    tag = element.tag
    if tag in HEADINGS:
        yield element, ""
    elif tag == "table":
        yield from _table(element)
    elif tag in _LEAVES or not _has_blocks(element):
        yield from _paragraph(element)
    else:
        if clean(element.text or ""):
            yield None, f"<p>{_escaped(element.text)}</p>"
        for child in element:
            yield from _pieces(child)
            if clean(child.tail or ""):
                yield None, f"<p>{_escaped(child.tail)}</p>"


def _has_blocks(element: HtmlElement) -> bool:
    return any(child.tag in _BLOCKS for child in element.iterdescendants())


def _table(table: HtmlElement) -> Iterator[_Piece]:
    """A table with one label beside one value in each row is a list of headings."""
    rows = [list(row) for row in table.iter("tr")]
    if not all([cell.tag for cell in row] == ["th", "td"] for row in rows):
        yield None, _html(table)
        return
    for label, value in rows:
        yield clean(label.text_content()), f"<p>{_inner(value)}</p>"


def _paragraph(element: HtmlElement) -> Iterator[_Piece]:
    text = clean(element.text_content())
    if not text:
        return
    bold = _bold_start(element)
    if bold is None:
        yield None, _html(element) if element.tag in _LEAVES else f"<p>{_inner(element)}</p>"
        return
    heading = clean(bold.text_content())
    following = bold.getnext()
    if heading == text:
        yield heading, ""
    elif heading.endswith(":") or (following is not None and following.tag == "br"):
        bold.drop_tree()
        if following is not None and following.tag == "br" and following.getparent() is not None:
            following.drop_tree()
        yield heading, f"<p>{_inner(element)}</p>"
    else:
        yield None, _html(element)


def _bold_start(element: HtmlElement) -> HtmlElement | None:
    """The bold words with which a paragraph begins, if they can be a heading."""
    if element.tag in ("ul", "ol", "pre") or clean(element.text or "") or not len(element):
        return None
    first = element[0]
    if first.tag in ("span", "a") and not clean(first.text or "") and len(first):
        first = first[0]
    if first.tag not in _BOLD:
        return None
    heading = clean(first.text_content())
    return first if 0 < len(heading) <= _LONGEST_HEADING and heading[-1] not in ".,;" else None


def _html(element: HtmlElement) -> str:
    return str(lxml_html.tostring(element, encoding="unicode", with_tail=False))


def _inner(element: HtmlElement) -> str:
    children = "".join(str(lxml_html.tostring(child, encoding="unicode")) for child in element)
    return f"{_escaped(element.text)}{children}".strip()


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
