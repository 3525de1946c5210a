"""One document of the export: a flat list of properties, each with exactly one child.

<document name path type="gsb:ServiceOffer">
  <property name="gsb:title" type="RichText"><text>…HTML, escaped and in CDATA…</text></property>
  <property name="gsb:dateOfIssue" type="Date"><value>2023-09-28T…</value></property>
  <property name="gsb:cl2Processes" type="ClassifiedLinkLists"><classifiedLinkLists>
    <classifiedLinkList>classifierText, classifierLinks, links</classifiedLinkList>…
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from crawler.foerderdatenbank.lost_characters import restore
from index.signs import without_controls
from index.text import RichText, clean, rich

_HREF = "{http://www.w3.org/1999/xlink}href"
_OUTER_DIV = re.compile(r"\s*<div\b[^>]*>(.*)</div>\s*\Z", re.DOTALL)
_ONE_PARAGRAPH = re.compile(r"<p>([^<&]*)</p>")
_ESCAPED_TWICE = re.compile(
    r"&amp;(#\d+|#x[0-9a-fA-F]+|nbsp|shy|ndash|mdash|bdquo|ldquo|rdquo|euro);"
)
_INNER_LINK = re.compile(r"<a\b[^<>]*?\bxlink:href=\"([^\"]*)\"[^<>]*>")

_SHORT = 100

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
)

CHILD_OF_TYPE = {
    "RichText": "text",
    "String": "value",
    "Date": "value",
    "Long": "value",
    "LinkList": "links",
    "ClassifiedLinkLists": "classifiedLinkLists",
    "Blob": "blob",
}


class UnreadableDocument(Exception):
    """The document is no XML of the export; the message is one German sentence."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the CMS wrote it: its type, its properties with their type, texts and links."""

    type: str
    properties: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """Targets (`BMWI/…`) by property and classifier; the classifier of a plain list is ""."""
    oddities: tuple[str, ...] = ()

    def html(self, name: str) -> str:
        """The HTML of a rich text, with lost characters restored."""
        return restore(self.texts.get(name, ""))

    def line(self, name: str) -> str:
        """A text or value in one line without markup."""
        html = self.html(name)
        simple = _ONE_PARAGRAPH.fullmatch(html)
        return clean(simple.group(1) if simple else rich(html).text)

    def value(self, name: str) -> str:
        """A plain value."""
        return clean(restore(self.texts.get(name, "")))

    def targets(self, name: str, classifier: str = "") -> tuple[str, ...]:
        """Where the links of a property lead, for one classifier."""
        return self.links.get((name, classifier), ())


def parse(content: bytes) -> Document:
    """Read the bytes of a document.

    Raises:
        UnreadableDocument: when it is no such document, or brings its own entities.
    """
    root = _root(content)
    texts: dict[str, str] = {}
    links: dict[tuple[str, str], tuple[str, ...]] = {}
    types: dict[str, str] = {}
    oddities: list[str] = []
    for item in root.iterchildren("property"):
        name, kind = item.get("name", ""), item.get("type", "")
        types[name] = kind
        child = item[0] if len(item) == 1 else None
        if child is None or child.tag != CHILD_OF_TYPE.get(kind):
            oddities.append(f"{name} ({kind}) hat einen unerwarteten Inhalt")
        elif kind == "RichText":
            text = child.text or ""
            texts[name] = _unwrapped(text) if len(text) > _SHORT else _unwrapped_short(text)
        elif child.tag == "value":
            texts[name] = child.text or ""
        elif kind == "LinkList":
            links[name, ""] = _targets(child)
        elif kind == "ClassifiedLinkLists":
            _add_classified(links, name, child)
    return Document(root.get("type", ""), types, texts, links, tuple(oddities))


def rich_text(document: Document, name: str, addresses: Mapping[str, str]) -> RichText:
    """A rich text to show and to read. Links into the export become their addresses.

    `addresses` maps targets to web addresses; a link that leads nowhere loses its address.
    """

    def anchor(match: re.Match[str]) -> str:
        target = match.group(1)
        if target.startswith("target:"):
            target = addresses.get(member_of(target), "")
        return f'<a href="{target}">' if target else "<a>"

    html = document.html(name)
    return rich(_INNER_LINK.sub(anchor, html) if "<a" in html else html)


def inner_targets(document: Document) -> set[str]:
    """All places in the export that texts of this document link to."""
    return {
        member_of(target)
        for text in document.texts.values()
        if "xlink:href" in text
        for target in _INNER_LINK.findall(text)
        if target.startswith("target:")
    }


def member_of(target: str) -> str:
    """Spell a link target as the path of a document without its suffix."""
    return target.removeprefix("target:").split("#")[0].strip("/")


def _root(content: bytes) -> etree._Element:
    try:
        root = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError:
        # One known document has a raw control character; whatever XML forbids is dropped.
        text = without_controls(content.decode("utf-8", "replace"))
        try:
            root = etree.fromstring(text.encode(), _PARSER)
        except etree.XMLSyntaxError as error:
            raise UnreadableDocument(f"Kein lesbares XML: {error.msg}.") from error
    declared: str = root.getroottree().docinfo.doctype  # type: ignore[union-attr]
    if declared:
        raise UnreadableDocument("Das Dokument bringt eigene Entitäten mit und wird nicht gelesen.")
    if root.tag != "document":
        raise UnreadableDocument(f"<{root.tag}> statt <document>.")
    return root


def _unwrapped(text: str) -> str:
    text = text.strip().removeprefix("<![CDATA[").removesuffix("]]>")
    outer = _OUTER_DIV.match(text)
    inner = outer.group(1) if outer else text
    # Asking first is many times as fast as an expression that finds nothing.
    return _ESCAPED_TWICE.sub(r"&\1;", inner) if "&amp;" in inner else inner


# Most properties of most documents are the same empty element.
_unwrapped_short = lru_cache(maxsize=256)(_unwrapped)


def _targets(links: etree._Element) -> tuple[str, ...]:
    return tuple(member_of(link.get(_HREF, "")) for link in links.iterchildren("link"))


def _add_classified(
    links: dict[tuple[str, str], tuple[str, ...]], name: str, lists: etree._Element
) -> None:
    for one in lists.iterchildren("classifiedLinkList"):
        heads, found = one.find("classifierLinks"), one.find("links")
        for head in _targets(heads) if heads is not None else ():
            key = (name, head.rpartition("/")[2])
            more = _targets(found) if found is not None else ()
            links[key] = tuple(dict.fromkeys(links.get(key, ()) + more))
