"""An invented page in the form of a real one: its markup and headings, none of its sentences.

What others wrote is never committed. Headings of a few words stay, for spiders read by them.
"""

import re
from urllib.parse import urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

from crawler.content import content_around, drop_what_is_no_content, parsed, title_element
from crawler.headings import read_page
from index.text import clean

TITLE = "Musterförderung für Kommunen"
_BLOCKS = {
    "address", "article", "blockquote", "dd", "details", "div", "dl", "dt", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "li", "main", "ol", "p", "section", "summary", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_MANY = {"ul", "ol", "tbody", "table"}
_MOST_WORDS = 8
_MOST_ROWS = 2
_SENTENCES = (
    (r"^wer\b|berechtigt|zielgruppe|antragsteller|empfänger",
     "Antragsberechtigt sind Städte, Gemeinden und Landkreise."),
    (r"frist|termin|stichtag|^bis wann|^wann", "Anträge sind bis 30.09.2030 möglich."),
    (r"höhe|wie viel|konditionen|quote|umfang|wie wird|zuschuss",
     "Der Zuschuss beträgt 60 Prozent der zuwendungsfähigen Ausgaben, höchstens 50.000 Euro."),
    (r"voraussetz|bedingung", "Mit dem Vorhaben darf vor der Bewilligung nicht begonnen werden."),
    (r"antrag|verfahren|kontakt", "Der Antrag ist beim Musteramt zu stellen."),
    ("", "Gefördert werden erfundene Vorhaben."),
)  # fmt: skip


def invented_page(text: str, url: str) -> str:
    """A page like this one that says nothing of what it said, at an invented address."""
    document = parsed(text, url)
    title = None if document is None else title_element(document)
    if document is None or title is None:
        raise ValueError(f"{url} has no h1: this is no page of a programme.")
    headings = {section.heading for section in read_page(text, url).sections if section.heading}
    drop_what_is_no_content(document)
    content = content_around(title)
    _Inventor(headings, title).rewrite(content)
    content.tag = "main"
    body = lxml_html.tostring(content, encoding="unicode", with_tail=False)
    return _page(invented_address(url), re.sub(r"\s*\n\s*", "\n", body))


def invented_overview(address: str, programmes: list[str], others: list[str]) -> str:
    """An overview with links of the same kinds as the real one has."""
    links = [invented_address(url, number) for number, url in enumerate(programmes[:3], 1)]
    elsewhere = sorted({f"/{urlsplit(url).path.split('/')[1]}" for url in others})[:5]
    items = (f'<li><a href="{link}">Muster</a></li>' for link in [*links, *elsewhere])
    return _page(address, "\n".join(["<main><h1>Muster</h1>", "<ul>", *items, "</ul></main>"]))


def invented_address(url: str, number: int = 0) -> str:
    """An address in the same folder with the same ending."""
    folder, _, last = url.rstrip("/").rpartition("/")
    ending = re.search(r"(?:[_-](?:node|inhalt))?\.\w+$", last)
    return f"{folder}/muster{number or ''}{ending.group() if ending else ''}"


def _page(address: str, body: str) -> str:
    head = f'<meta charset="utf-8"><link rel="canonical" href="{address}">'
    return f"<!DOCTYPE html><html><head>{head}</head>\n<body>\n{body}\n</body></html>\n"


class _Inventor:
    """Goes through a page and puts a sentence that suits the heading where a text stood."""

    def __init__(self, headings: set[str], title: HtmlElement) -> None:
        self.headings, self.title, self.heading = headings, title, ""

    def rewrite(self, element: HtmlElement) -> None:
        """Rewrite an element and everything in it."""
        element.attrib.clear()
        text = clean(element.text_content())
        if element is self.title:
            _only(element, TITLE)
        elif text in self.headings:
            self._keep(element, text)
        elif any(child.tag in _BLOCKS for child in element.iterdescendants()):
            self._rewrite_parts(element)
        elif text:
            self._rewrite_leaf(element)

    def _rewrite_parts(self, element: HtmlElement) -> None:
        element.text = self._sentence() if clean(element.text or "") else element.text
        for number, child in enumerate(list(element)):
            if not isinstance(child.tag, str) or (number >= _MOST_ROWS and element.tag in _MANY):
                element.remove(child)
                continue
            self.rewrite(child)
            child.tail = self._sentence() if clean(child.tail or "") else "\n"

    def _rewrite_leaf(self, element: HtmlElement) -> None:
        """A sentence instead of the text; words in bold that are a heading stay before it."""
        first = element[0] if len(element) and not clean(element.text or "") else None
        if first is None or clean(first.text_content()) not in self.headings:
            _only(element, self._sentence())
            return
        self._keep(first, clean(first.text_content()))
        last = first
        for number, other in enumerate(list(first.itersiblings())):
            if number == 0 and other.tag == "br":
                last = other  # only before a line of its own, bold words are a heading
            else:
                element.remove(other)
        first.tail, last.tail = "", f" {self._sentence()}"

    def _keep(self, element: HtmlElement, heading: str) -> None:
        short = len(heading.split()) <= _MOST_WORDS
        self.heading = heading if short else "Was wird gefördert?"
        for part in element.iter():
            part.attrib.clear()
        if not short:
            _only(element, self.heading)

    def _sentence(self) -> str:
        spelled = self.heading.casefold()
        return next(said for pattern, said in _SENTENCES if re.search(pattern, spelled))


def _only(element: HtmlElement, text: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = text
