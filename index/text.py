"""Text as the sources send it, made safe to show and ready to compare."""

import re
from dataclasses import dataclass
from html import unescape

import nh3
from lxml import html as lxml_html

from index.signs import without_controls, without_junk_in

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "em", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "strong", "sub", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "abbr": {"title"}, "td": {"colspan", "rowspan"}, "th": {"colspan"}}
_BLOCKS = {
    "p", "div", "li", "ul", "ol", "br", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "dd",
    "dt", "dl", "blockquote", "hr", "section", "article", "summary", "details",
}  # fmt: skip
LONGEST_PASSAGE = 2_000_000
_SANITISER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
)
_MANY_TAGS = 2_000
# Tags as the sanitiser writes them.
_ITEM = re.compile("<li>")
_CELL = re.compile("<t[dh][^>]*>")
_BLOCK = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCKS, reverse=True))})>")
_INLINE = re.compile(r'</?[a-z0-9]+(?: [a-z]+="[^"]*")*>')
_NO_DIFFERENCE = "„“”‚‘’\"'?–—−-"
# What `str.split` takes for white space and is left after the junk is gone, apart from a blank.
_WHITE = "\t\r\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_MARKS = tuple(mark for mark in _NO_DIFFERENCE if not mark.isascii())
_ASCII_MARKS = bytes(ord(mark) for mark in (*_NO_DIFFERENCE, *" \t\n\r") if mark.isascii())
_LOWER = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz")
_CASES = {
    letter: letter.casefold()
    for letter in map(chr, range(0xA0, 0x100))
    if letter.casefold() != letter
}
_UP_TO_U00FF = bytes(range(0xC4))
_WITHOUT_CASE = "•…€"
"""Frequent characters that have no capital form, beyond U+00FF."""


@dataclass(frozen=True, slots=True)
class RichText:
    """A passage of a source: sanitised HTML to show, plain text to read and search.

    In `text` one line stands for one block of the page; list items begin with "• ".
    """

    html: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        """Whether the passage says anything."""
        return bool(self.text)


def clean(text: str) -> str:
    """Strip control characters and soft hyphens, fold every white space into one blank."""
    return " ".join(without_junk_in(text).split())


class UnreadableText(Exception):
    """A text that cannot be read; the message names it and says what was expected."""


def rich(html: str) -> RichText:
    """Sanitise HTML of a source and read its plain text.

    Raises:
        UnreadableText: when the passage is longer than `LONGEST_PASSAGE` characters.
    """
    if len(html) > LONGEST_PASSAGE:
        raise UnreadableText(f"A passage of {len(html)} characters; at most {LONGEST_PASSAGE}.")
    html = without_junk_in(html)
    if not html.strip():
        return RichText()
    safe = _SANITISER.clean(html if html.count("<") < _MANY_TAGS else _shallow(html)).strip()
    # Only what was written as an entity can still hide what has no width.
    text = _text_of_safe(safe, without_junk="&" not in html)
    return RichText(html=safe, text=text) if text else RichText()


def rich_from_text(text: str) -> RichText:
    """Wrap plain text, one paragraph a line."""
    lines = [clean(line) for line in text.splitlines()]
    return rich("".join(f"<p>{_escape(line)}</p>" for line in lines if line))


def plain(html: str) -> str:
    """Read the text of an HTML fragment, one line per block."""
    if not html.strip():
        return ""
    parts: list[str] = []
    _collect(_fragment(without_controls(without_junk_in(html))), parts)
    return _lines(without_junk_in("".join(parts)))


def comparable(text: str) -> str:
    """Fold what is no news: white space, soft hyphens, case, damaged quotation marks."""
    return comparable_passage(without_junk_in(text))


def comparable_passage(text: str) -> str:
    """The same for the text of a passage, in which there is no junk any more."""
    # Looking for a character is fast in a string, thinning out is fast in bytes.
    folded = _bytes(text).translate(_LOWER, _ASCII_MARKS)
    if folded.isascii():
        return folded.decode()
    for mark in (*_MARKS, *_WHITE):
        if mark in text:
            folded = folded.replace(mark.encode(), b"")
    return _without_case(text, folded)


def _without_case(text: str, folded: bytes) -> str:
    """Fold the case of what is left of a text; letters from A to Z are folded already."""
    beyond = folded.translate(None, _UP_TO_U00FF)
    if len(beyond) != sum(map(text.count, _WITHOUT_CASE)):
        return folded.decode("utf-8", "surrogatepass").casefold()
    for letter, small in _CASES.items():
        if letter in text:
            folded = folded.replace(letter.encode(), small.encode())
    return folded.decode("utf-8", "surrogatepass")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _shallow(html: str) -> str:
    # libxml2 cuts elements nested deeper than 256, on which the sanitiser would spend minutes.
    shallow: str = lxml_html.tostring(_fragment(html), encoding="unicode")
    return shallow.strip().removeprefix("<div>").removesuffix("</div>")


def _text_of_safe(html: str, *, without_junk: bool) -> str:
    """The same as `plain`, ten times as fast, for HTML that the sanitiser wrote."""
    text = _ITEM.sub("\n• ", html.replace("\n", " "))
    text = _INLINE.sub("", _BLOCK.sub("\n", _CELL.sub(" ", text)))
    text = unescape(text)
    return _lines(text if without_junk else without_junk_in(text))


def _lines(text: str) -> str:
    for white in _WHITE:
        if white in text:
            text = text.replace(white, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    lines = (line.strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line and line != "•")


def _fragment(html: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(html, create_parent="div")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _collect(element: lxml_html.HtmlElement, parts: list[str]) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    block = tag in _BLOCKS
    if block:
        parts.append("\n")
    if tag == "li":
        parts.append("• ")
    if tag in ("td", "th"):
        parts.append(" ")
    if tag and element.text:
        parts.append(element.text.replace("\n", " "))
    for child in element:
        _collect(child, parts)
        if child.tail:
            parts.append(child.tail.replace("\n", " "))
    if block:
        parts.append("\n")
