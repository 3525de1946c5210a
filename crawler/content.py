"""What of a page is its content: the part around its h1, without everything that surrounds it.

Navigation, sidebars, banners, forms and jump lists are no content.
"""

import codecs
import re

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from index.signs import without_controls
from index.text import clean

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"}
_NO_CONTENT = {
    "script", "style", "noscript", "template", "nav", "aside", "footer", "form", "iframe", "svg",
    "object", "dialog", "select", "head",
}  # fmt: skip
_NO_ROLE = {"navigation", "dialog", "search", "banner", "contentinfo", "complementary"}
_NO_CLASS = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|navbar|sidebar|footer|pagination|social|share"
    r"|sprungmarken|toc)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ENCODINGS = re.compile(
    r"(?:utf-8|utf-16|ascii|iso8859|cp\d|koi8|mac-|gb|hz|big5|euc_|shift_jis|iso2022|tis-620)"
)
_SEPARATORS = re.compile(r"[\s|·•–-]+")
_SHORTEST_JUMP_LIST = 2
_MOST_OF_IT = 0.6


def decode(body: bytes, declared: str | None) -> str:
    """Decode a page: as declared, else as UTF-8, else as Windows does.

    A page that lies about its encoding keeps its umlauts this way.
    """
    for name in filter(_is_of_the_web, (declared or "utf-8", "utf-8")):
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    return body.decode("cp1252", "ignore")


def _is_of_the_web(name: str) -> bool:
    """Whether pages are written so; Python knows spellings besides that take hours to read."""
    try:
        return bool(_ENCODINGS.match(codecs.lookup(name).name))
    except (LookupError, ValueError):
        return False


def parsed(text: str, url: str) -> HtmlElement | None:
    """Parse a page with whole addresses in its links; `None` if there is nothing in it."""
    parser = lxml_html.HTMLParser(encoding="utf-8")
    try:
        content = without_controls(text).encode()
        document = lxml_html.document_fromstring(content, parser=parser, base_url=url)
    except etree.ParserError:
        return None
    assert isinstance(document, HtmlElement)
    document.make_links_absolute(url, handle_failures="discard")
    return document


def canonical_address(document: HtmlElement) -> str:
    """The address that the page itself gives as its own, or nothing."""
    for link in document.iter("link"):
        if "canonical" in (link.get("rel") or "").lower():
            return str(link.get("href") or "")
    return ""


def drop_what_is_no_content(document: HtmlElement) -> None:
    """Take everything out of a page that surrounds its content, but never its only h1."""
    _name_panels(document)
    titles = list(document.iter("h1"))
    kept = set(titles[0].iterancestors()) if len(titles) == 1 else set()
    for element in list(document.iter()):
        if not isinstance(element.tag, str):
            if not isinstance(element, etree._Entity) and element.getparent() is not None:
                element.drop_tree()
        elif element not in kept and _is_no_content(element) and element.getparent() is not None:
            element.drop_tree()


def _name_panels(document: HtmlElement) -> None:
    """A button that opens a panel of text right after it is the heading of that panel."""
    for button in list(document.iter("button")):
        panel = button.getnext()
        controls = button.get("aria-controls")
        if controls and panel is not None and panel.get("id") == controls:
            button.tag = "h3"


def _is_no_content(element: HtmlElement) -> bool:
    tag = element.tag
    if tag in ("html", "body", "main", "h1"):
        return False
    if tag in _NO_CONTENT or element.get("role") in _NO_ROLE:
        return True
    if tag == "button":
        around = (*element.iterancestors(), *element.iterdescendants())
        return not any(other.tag in HEADINGS for other in around)
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _NO_CLASS.search(names) and element.find(".//h1") is None:
        return True
    return tag in ("ul", "ol", "p", "div") and _is_jump_list(element)


def _is_jump_list(element: HtmlElement) -> bool:
    """Nothing but links into the page itself, at least two."""
    base = element.getroottree().docinfo.URL or ""
    links = list(element.iter("a"))
    inner = [link for link in links if _leads_into(link.get("href") or "", base)]
    if len(inner) < _SHORTEST_JUMP_LIST:
        return False
    text = "".join(link.text_content() for link in inner)
    return _SEPARATORS.sub("", text) == _SEPARATORS.sub("", element.text_content())


def _leads_into(href: str, base: str) -> bool:
    page, mark, _ = href.partition("#")
    return bool(mark) and page in ("", base)


def title_element(document: HtmlElement) -> HtmlElement | None:
    """The h1 of the content."""
    for path in (".//main//h1", ".//article//h1", ".//h1"):
        for element in document.iterfind(path):
            if clean(element.text_content()):
                return element
    return None


def content_around(title: HtmlElement) -> HtmlElement:
    """The smallest part around the title that holds most of what the page says."""
    root = title.getroottree().getroot()
    everything = len(clean(root.text_content()))
    part = title
    for parent in title.iterancestors():
        part = parent
        if parent.tag in ("main", "article", "body") or parent.get("role") == "main":
            break
        if len(clean(parent.text_content())) >= _MOST_OF_IT * everything:
            break
    return part
