"""From what a watched address sent to the record of a programme: a page, a PDF file or a feed."""

from typing import Any

from crawler.categories import land_named
from crawler.feed import Feed, merged
from crawler.headings import Page, Section
from crawler.ministries import ministries_behind
from crawler.page_record import fields_of
from crawler.pdf import PdfText
from crawler.watch_list import Watched
from index.record import News, SourceRecord
from index.source import Source
from index.text import rich, rich_from_text
from index.vocabulary import Level, Region

SOURCE = Source(
    name="watched",
    label="Beobachtete Seiten",
    operator="verschiedene Stellen",
    level=Level.OTHER,
    address="",
    licence="Rechte beim jeweiligen Betreiber; Auszüge mit Verweis auf die Quelle",
    attribution="Betreiber der verlinkten Seite",
    rhythm="wöchentlich",
    precedence=3,
)
FEED = "Ein Feed meldet Neues und ist selbst kein Förderprogramm."


def record_of(page: Page, watched: Watched) -> SourceRecord:
    """Make the record of a page."""
    named = (watched.funder,) if watched.funder else ()
    values: dict[str, Any] = dict(funders=named or ministries_behind(watched.url))
    values |= {name: value for name, value in fields_of(page).items() if value}
    if "regions" not in values:
        values["regions"] = _regions(page, watched)
    return SourceRecord(
        source=SOURCE.name,
        key=watched.key,
        url=watched.url,
        title=page.title,
        levels=(watched.level,),
        product_numbers=watched.products,
        licence=SOURCE.licence,
        attribution=watched.host,
        **values,
    )


def record_of_pdf(pdf: PdfText, watched: Watched) -> SourceRecord:
    """Make the record of a PDF file: its text is the Richtlinie."""
    blocks = tuple(rich_from_text(paragraph).html for paragraph in pdf.paragraphs)
    return record_of(Page(pdf.title, (), (Section("Richtlinie", blocks),), ""), watched)


def record_of_feed(feed: Feed, watched: Watched, before: tuple[News, ...]) -> SourceRecord:
    """Make the record of a feed: its messages are the news, together with those known before."""
    return SourceRecord(
        source=SOURCE.name,
        key=watched.key,
        url=watched.url,
        title=feed.title or watched.host,
        summary=rich_from_text(feed.about),
        levels=(watched.level,),
        funders=(watched.funder,) if watched.funder else (),
        news=merged(before, feed.entries),
        hidden_because=FEED,
        licence=SOURCE.licence,
        attribution=watched.host,
    )


def _regions(page: Page, watched: Watched) -> tuple[Region, ...]:
    """Where the programme holds: by level and host if they are certain, else by the text."""
    if watched.level is Level.EU:
        return (Region.EU,)
    if watched.level is Level.FEDERAL:
        return (Region.NATIONWIDE,)
    if watched.level is Level.STATE:
        if "hessen" in watched.host or watched.host == "wibank.de" or "Hess" in watched.funder:
            return (Region.HESSE,)
        text = "\n".join(rich(section.html).text for section in page.sections)
        found = land_named(page.title, text)
        return (found,) if found else ()
    return ()
