"""Pages, feeds and PDF files: what any web server may send."""

import math
from contextlib import suppress
from datetime import UTC, datetime

from scrapy.http import Response

from crawler import categories
from crawler.content import decode
from crawler.facts import read_facts
from crawler.feed import MOST_ENTRIES, merged, read_feed
from crawler.headings import read_page
from crawler.pdf import paragraphs_of, without_running_titles
from crawler.pdf_pages import pages_of
from crawler.refusals import seconds_to_wait
from crawler.watch_list import Watched
from crawler.watched import _feed_in, _without_title
from crawler.watched_record import record_of, record_of_feed
from crawler.wibank import key_of
from fuzzing.parser import parser
from fuzzing.properties import assert_harmless, assert_plain, assert_storable
from fuzzing.samples import FEED, PAGE, PDF
from index.address import is_web_address
from index.quotes import field_with
from index.record import TEXT_FIELDS, SourceRecord
from index.sheet import sheet_of
from index.text import UnreadableText
from index.versions import decode_record
from index.vocabulary import ApplicantType, FundingType, Level, Region

_WATCHED = Watched("https://www.hessen.example.org/rad", Level.STATE, "Land Hessen")


def assert_sound(record: SourceRecord) -> None:
    """What is true of every record, whoever wrote it."""
    for name in TEXT_FIELDS:
        passage = getattr(record, name)
        assert_harmless(passage.html)
        assert_plain(passage.text)
    sheet = sheet_of(record)
    assert decode_record(sheet.content) == record
    assert_storable(sheet.key + sheet.url + record.title)
    for fact in read_facts(record):
        assert fact.evidence
        quotes = [it for it in fact.evidence if it.field in TEXT_FIELDS]
        assert all(field_with(record, it.quote) for it in quotes), fact


@parser(
    "crawler.content.decode",
    "gives text that can be stored, whatever is declared",
    b"\xfcber\xff utf-8",
    b"utf-16",
    b"\x00",
    b"punycode" * 9,
    b"+2AA-",
    b"\\ud800",
)
def decoding(data: bytes) -> None:
    said = (None, "utf-8", "latin-1", "utf-7", "punycode", "unicode_escape", "base64")
    for declared in (*said, data[:12].decode("latin-1")):
        assert_storable(decode(data, declared))


@parser(
    "crawler.headings.read_page",
    "the record of the page has harmless HTML, plain text, its own quotes; it is kept unchanged",
    *PAGE,
)
def pages(data: bytes) -> None:
    text = decode(data, None)
    page = read_page(text, _WATCHED.url)
    assert_plain(page.title)
    with suppress(UnreadableText):
        assert_sound(record_of(page, _WATCHED))


@parser(
    "crawler.watched._without_title", "harmless HTML; a title only with text", PAGE[0], b"<p>Rad"
)
def pages_without_title(data: bytes) -> None:
    page = _without_title(decode(data, None))
    with suppress(UnreadableText):
        assert_sound(record_of(page, _WATCHED))


@parser("crawler.feed.read_feed", "bounded; read twice nothing is new; never an entity", *FEED)
def feeds(data: bytes) -> None:
    feed = read_feed(data)
    _feed_in(data, "application/xml")
    if feed is None:
        return
    assert len(feed.entries) <= MOST_ENTRIES
    assert all(entry.title for entry in feed.entries)
    once = merged((), feed.entries)
    assert merged(once, feed.entries) == once
    assert_sound(record_of_feed(feed, _WATCHED, ()))


@parser("crawler.pdf_pages.pages_of", "text, or one German sentence", *PDF)
def pdf_files(data: bytes) -> None:
    answer = pages_of(data)
    if "problem" in answer:
        assert answer["problem"].endswith(".")
        return
    pages = without_running_titles([page.splitlines() for page in answer["pages"]])
    for paragraph in paragraphs_of([line for page in pages for line in page]):
        assert paragraph
        assert_plain(paragraph)


@parser(
    "crawler.refusals.seconds_to_wait",
    "a number of seconds from 0, or nothing",
    b"120",
    b"Mon, 15 Jun 2026 10:00:00 GMT",
    b"Mon, 15 Jun 2026 10:00:00 +9999",
    b"\xb2",
)
def waiting(data: bytes) -> None:
    header = data.replace(b"\r", b"").replace(b"\n", b"")
    answer = Response("https://example.org/", headers={"Retry-After": header})
    seconds = seconds_to_wait(answer, datetime(2026, 6, 15, tzinfo=UTC))
    assert seconds is None or (seconds >= 0 and not math.isnan(seconds))


@parser(
    "crawler.categories",
    "only words of the vocabulary, each once",
    "Zuschuss, Darlehen, Städte und Gemeinden in Hessen, Verband/Vereinigung bundesweit",
)
def category_words(text: str) -> None:
    for kind in (FundingType, ApplicantType, Region):
        found = categories.listed(kind, text)
        assert len(set(found)) == len(found)
    for named in (categories.applicants_named(text), categories.applicants_stated(text)):
        assert set(named) <= set(ApplicantType)
        assert len(set(named)) == len(named)
    assert set(categories.funding_types_stated(text, text, text)) <= set(FundingType)
    categories.land_named(text, text)


@parser(
    "crawler.watch_list.Watched",
    "key and host of any address",
    "https://www.kfw.de/F%C3%B6rder/Name-(208,209)/",
    "https://www.wibank.de/wibank/rad-123456",
)
def watched_addresses(text: str) -> None:
    if not is_web_address(text):
        return
    watched = Watched(text, Level.OTHER, "")
    assert_storable(watched.key)
    assert all(len(number) == 3 for number in watched.products)
    assert_storable(key_of(text))
