"""Text as the sources send it, made safe to show and ready to compare."""

import re
import unicodedata
from dataclasses import dataclass

import nh3
from lxml import html as lxml_html

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "dd", "dl", "dt", "em", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "li", "ol", "p", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "abbr": {"title"}, "td": {"colspan", "rowspan"}, "th": {"colspan"}}
_BLOCKS = {
    "p", "div", "li", "ul", "ol", "br", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "dd",
    "dt", "dl", "blockquote", "hr", "section", "article", "summary", "details",
}  # fmt: skip
LONGEST_PASSAGE = 2_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


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
    text = _INVISIBLE.sub("", _CONTROL.sub("", text))
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


class UnreadableText(Exception):
    """A text that cannot be read; the message names it and says what was expected."""


def rich(html: str) -> RichText:
    """Sanitise HTML of a source and read its plain text.

    Raises:
        UnreadableText: when the passage is longer than `LONGEST_PASSAGE` characters.
    """
    if len(html) > LONGEST_PASSAGE:
        raise UnreadableText(f"A passage of {len(html)} characters; at most {LONGEST_PASSAGE}.")
    html = _INVISIBLE.sub("", _CONTROL.sub("", html))
    if not html.strip():
        return RichText()
    # libxml2 cuts elements nested deeper than 256, on which the sanitiser would spend minutes.
    shallow = lxml_html.tostring(_fragment(html), encoding="unicode")
    safe = nh3.clean(
        shallow,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    ).strip()
    text = plain(safe)
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
    _collect(_fragment(html), parts)
    lines = (clean(line) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line and line != "•")


def comparable(text: str) -> str:
    """Fold what is no news: white space, soft hyphens, case, damaged quotation marks."""
    text = clean(text).casefold()
    text = re.sub("[„“”‚‘’\"'?–—−-]", "", text)
    return re.sub(r"\s+", "", text)


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
