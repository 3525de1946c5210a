"""Feeds and PDF files of the watch list: read honestly, broken ones said in one sentence."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import Save, make_record, make_source
from pdf_builder import make_pdf
from scrapy.http import HtmlResponse, Response

from crawler.feed import MOST_ENTRIES, Entry, merged, read_feed
from crawler.ingest import keep
from crawler.pdf import UnreadablePdf, paragraphs_of, read_pdf, without_running_titles
from crawler.pdf_pages import MOST_PAGES
from crawler.unread import Unread
from crawler.watch_list import watch_list
from crawler.watched import WatchedSpider
from crawler.watched_record import FEED
from index.publication import published
from index.record import News, SourceRecord
from index.runs import finish_run, start_run
from index.source import remember_source
from index.store import Database
from index.vocabulary import ChangeKind, Level, Presence

TODAY = date(2030, 2, 1)
URL = "https://amt.hessen.example/neues.xml"
KEY = "amt.hessen.example/neues.xml"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Amt für Brunnen</title>
<link>https://amt.example/</link><description>Was es Neues gibt</description>{items}</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Brunnenblatt</title>
<entry><title>Neuer Aufruf</title><link rel="self" href="https://amt.example/self"/>
<link href="https://amt.example/aufruf"/><published>2030-01-31T08:00:00Z</published>
<summary type="html">&lt;p&gt;Bis zum &lt;b&gt;1. Mai&lt;/b&gt;.&lt;/p&gt;</summary></entry></feed>
"""


def item(title: str, text: str = "", day: str = "Thu, 31 Jan 2030 09:00:00 +0100") -> str:
    link = f"https://amt.example/{title.lower()}"
    return (
        f"<item><title>{title}</title><description>{text}</description>"
        f"<link>{link}</link><pubDate>{day}</pubDate></item>"
    )


def rss(*items: str) -> bytes:
    return RSS.format(items="".join(items)).encode()


def test_an_rss_feed_is_read_with_day_text_and_address() -> None:
    feed = read_feed(rss(item("Aufruf", "&lt;p&gt;Für &lt;i&gt;Kommunen&lt;/i&gt;&lt;/p&gt;")))

    assert feed is not None
    assert (feed.title, feed.about) == ("Amt für Brunnen", "Was es Neues gibt")
    assert feed.entries == (
        Entry("Aufruf", "Für Kommunen", "https://amt.example/aufruf", date(2030, 1, 31)),
    )


def test_an_atom_feed_is_read_and_its_own_address_is_no_link() -> None:
    feed = read_feed(ATOM.encode())

    assert feed is not None
    (entry,) = feed.entries
    assert (entry.link, entry.day) == ("https://amt.example/aufruf", date(2030, 1, 31))
    assert entry.text == "Bis zum 1. Mai."


@pytest.mark.parametrize("body", [b"", b"<html><p>x</p></html>", b"%PDF-1.4", b"<svg/>", b"\x00"])
def test_what_is_no_feed_is_none(body: bytes) -> None:
    assert read_feed(body) is None


def test_entities_of_a_feed_are_not_followed() -> None:
    evil = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(item("A&x;B"))
    feed = read_feed(evil.replace(b'<?xml version="1.0" encoding="utf-8"?>\n', b""))

    assert feed is None or "root:" not in repr(feed)


def test_a_feed_that_forgets_or_stamps_anew_does_not_change() -> None:
    before = (News(day=TODAY, text="Aufruf\nhttps://amt.example/aufruf"),)
    again = Entry("Aufruf", "", "https://amt.example/aufruf", TODAY + timedelta(days=9))

    assert merged(before, [again]) == before
    assert merged(before, []) == before


def test_a_message_with_other_words_takes_the_place_of_the_old_one() -> None:
    before = (News(day=TODAY, text="Aufruf\nbis Mai\nhttps://amt.example/aufruf"),)
    (news,) = merged(before, [Entry("Aufruf", "bis Juni", "https://amt.example/aufruf", TODAY)])

    assert "bis Juni" in news.text


def test_only_so_many_messages_are_kept_the_newest_of_them() -> None:
    entries = [Entry(f"Nr. {n}", day=TODAY - timedelta(days=n)) for n in range(MOST_ENTRIES + 5)]
    news = merged((), entries)

    assert len(news) == MOST_ENTRIES
    assert news[0].text == "Nr. 0"


def test_a_pdf_file_becomes_paragraphs_without_what_stands_on_every_page() -> None:
    found = read_pdf(
        make_pdf(
            "Amtsblatt, Seite 1\n1 Ziel\nDas Land unterstützt Brun-\nnen in Städten und\nDörfern.",
            "Amtsblatt, Seite 2\n2 Frist\nAnträge bis 31.12.2030.",
            "Amtsblatt, Seite 3\n3 Höhe\n80 %",
            title="Richtlinie Brunnen",
        )
    )

    assert found.title == "Richtlinie Brunnen"
    assert found.paragraphs == (
        "1 Ziel",
        "Das Land unterstützt Brunnen in Städten und Dörfern.",
        "2 Frist",
        "Anträge bis 31.12.2030.",
        "3 Höhe",
        "80 %",
    )


@pytest.mark.parametrize("title", ["", "Microsoft Word - rl.docx", "rl_final.pdf"])
def test_a_title_that_says_nothing_gives_way_to_the_first_line(title: str) -> None:
    assert read_pdf(make_pdf("Richtlinie für Brunnen.\nText.", title=title)).title == (
        "Richtlinie für Brunnen."
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"%PDF-1.4 kaputt", "beschädigt"),
        (make_pdf("Text")[:300], "beschädigt"),
        (make_pdf(""), "keinen Text"),
        (make_pdf(*["x"] * (MOST_PAGES + 1)), f"{MOST_PAGES + 1} Seiten"),
    ],
)
def test_a_pdf_file_without_text_is_said_in_one_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(UnreadablePdf, match=sentence) as caught:
        read_pdf(body)
    assert str(caught.value).count(".") == 1


def test_a_pdf_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(UnreadablePdf, match="angemessener Zeit"):
        read_pdf(make_pdf("Text"), seconds=0.001)


def test_pages_of_a_short_file_keep_their_first_line() -> None:
    assert without_running_titles([["Titel"], ["Titel"]]) == [["Titel"], ["Titel"]]


def test_hyphens_that_belong_to_a_word_stay() -> None:
    assert paragraphs_of(["Das ist ein Muster-", "Text über Lade-", "säulen"]) == [
        "Das ist ein Muster- Text über Ladesäulen"
    ]


@pytest.fixture
def watching(db: Database) -> Callable[..., WatchedSpider]:
    """A spider of the watch list with these addresses, as a crawl makes it."""

    def make(*urls: str, today: date = TODAY, **more: Any) -> WatchedSpider:
        remember_source(db, WatchedSpider.source)
        for url in urls:
            row = dict(url=url, level=Level.STATE.value, funder="Amt", added_on="2030-01-01")
            db.table("watch").upsert(row, pk="url")
        return WatchedSpider(db=db, today=today, run=start_run(db, "watched", today), **more)

    return make


def answer(body: bytes, url: str = URL, kind: str = "application/octet-stream") -> Response:
    return Response(url, body=body, headers={"Content-Type": kind})


def test_a_feed_is_one_hidden_record_whose_messages_are_its_news(
    db: Database, watching: Callable[..., WatchedSpider]
) -> None:
    spider = watching(URL)
    (record,) = spider.parse_page(answer(rss(item("Aufruf"))), KEY)
    assert isinstance(record, SourceRecord)
    assert (record.title, record.hidden_because) == ("Amt für Brunnen", FEED)
    assert keep(db, spider.run, record, TODAY) is ChangeKind.NEW
    assert published(db) == []

    second = rss(item("Zweiter", day="Fri, 1 Feb 2030 9:00:00 GMT"))
    (record,) = spider.parse_page(answer(second), KEY)
    assert isinstance(record, SourceRecord)
    assert keep(db, spider.run, record, TODAY) is ChangeKind.CHANGED
    assert [news.text.splitlines()[0] for news in record.news] == ["Zweiter", "Aufruf"]
    events = [(row["kind"], row["fields"], row["version"]) for row in db["event"].rows]
    assert events == [("new", "[]", 1), ("changed", '["news"]', 2)]


def test_a_page_that_becomes_a_feed_is_shown_no_longer_and_the_other_way_round(
    db: Database, watching: Callable[..., WatchedSpider]
) -> None:
    page = answer(b"<main><h1>Brunnen</h1><p>Das Land zahlt.</p></main>", kind="text/html")

    def read(response: Response) -> list[int]:
        spider = watching(URL)
        (record,) = spider.parse_page(response, KEY)
        assert isinstance(record, SourceRecord)
        keep(db, spider.run, record, TODAY)
        spider.closed("finished")
        return published(db)

    (programme,) = read(page)
    assert read(answer(rss(item("Aufruf")))) == []
    assert db["record"].count == db["programme"].count == 1
    assert read(page) == [programme]

    db.table("programme").update(programme, dict(hidden_because="Kein Programm."))
    assert read(answer(rss(item("Aufruf")))) == []
    assert read(page) == [], "what the manager hid stays hidden"


def test_a_pdf_file_is_a_record_with_searchable_text_and_facts(
    db: Database, watching: Callable[..., WatchedSpider]
) -> None:
    spider = watching(URL)
    body = make_pdf("Förderung von Brunnen.\nAnträge sind bis zum 31.03.2031 zu stellen.")
    (record,) = spider.parse_page(answer(body), KEY)

    assert isinstance(record, SourceRecord)
    assert "31.03.2031" in record.guideline.text
    assert (record.levels, record.funders) == ((Level.STATE,), ("Amt",))
    keep(db, spider.run, record, TODAY)
    assert len(published(db)) == 1


def test_a_broken_pdf_file_keeps_the_record_that_was_there(
    db: Database, watching: Callable[..., WatchedSpider]
) -> None:
    (unread,) = watching(URL).parse_page(answer(b"%PDF-1.4 kaputt"), KEY)

    assert unread == Unread(URL, "Die PDF-Datei ist beschädigt.", KEY)


def test_each_address_has_its_rhythm_and_tells_what_came_of_it(
    db: Database, watching: Callable[..., WatchedSpider]
) -> None:
    other, paused = "https://amt.example/b", "https://amt.example/c"
    spider = watching(URL, other, paused)
    db.table("watch").update(URL, dict(rhythm="täglich"))
    db.table("watch").update(paused, dict(paused=1))
    spider = watching()
    list(spider.parse_page(answer(rss(item("Aufruf"))), KEY))
    list(spider.parse_page(answer(b"\x00", other, "image/png"), "amt.example/b"))
    spider.closed("finished")

    rows = {row["url"]: (row["state"], row["next_on"]) for row in db["watch"].rows}
    assert rows == {
        URL: ("gelesen", "2030-02-02"),
        other: ("nicht lesbar", "2030-02-02"),
        paused: (None, None),
    }
    db.table("watch").update(other, dict(next_on="2030-02-08"))
    assert [page.url for page in watch_list(db, date(2030, 2, 2))] == [URL]
    assert watching(today=date(2030, 2, 2), only_due=True).asked == {KEY}


@pytest.mark.parametrize(("only_due", "failed"), [(True, False), (False, True)])
def test_one_broken_address_among_a_few_that_are_due_is_no_broken_source(
    watching: Callable[..., WatchedSpider], only_due: bool, failed: bool
) -> None:
    spider = watching(URL, only_due=only_due)
    list(spider.parse_page(answer(b"%PDF-1.4 kaputt"), KEY))
    spider.closed("finished")

    sentence = f"{URL}: Die PDF-Datei ist beschädigt."
    assert spider.error == (sentence if failed else None)
    assert spider.notices == ([] if failed else [f"Nicht gelesen: 1, zuerst {sentence}"])


def test_a_page_that_another_source_holds_by_its_own_word_is_not_missing(
    db: Database, watching: Callable[..., WatchedSpider], save: Save
) -> None:
    save(make_record(url="https://amt.example/eigentlich"))
    url = "https://amt.example/kopie"
    spider = watching(url)
    page = (
        b"<link rel=canonical href=https://amt.example/eigentlich>"
        b"<main><h1>Brunnen</h1><p>Wasser.</p></main>"
    )
    body = HtmlResponse(url, body=page, headers={"Content-Type": "text/html"}, encoding="utf-8")
    assert list(spider.parse_page(body, "amt.example/kopie")) == []
    spider.closed("finished")

    assert [row["state"] for row in db["watch"].rows] == ["aus anderer Quelle bekannt"]


def test_what_was_not_asked_for_does_not_become_missing(db: Database) -> None:
    remember_source(db, make_source("watched"))
    records = [
        make_record(source="watched", key=f"amt.example/{n}", url=f"https://amt.example/{n}")
        for n in range(6)
    ]
    first = start_run(db, "watched", TODAY)
    for record in records:
        keep(db, first, record, TODAY)
    asked = {record.key for record in records}
    assert finish_run(db, first, TODAY, asked=asked).status == "ok"

    partial = start_run(db, "watched", TODAY)
    result = finish_run(db, partial, TODAY, asked={"amt.example/0"})
    assert (result.status, result.missing) == ("ok", 1)
    absent = [row["key"] for row in db["record"].rows if row["presence"] != Presence.PRESENT]
    assert absent == ["amt.example/0"]

    shrunk = finish_run(db, start_run(db, "watched", TODAY), TODAY, asked=asked)
    assert (shrunk.status, shrunk.missing) == ("thin", 0)
