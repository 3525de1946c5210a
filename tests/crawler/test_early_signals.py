"""Feeds tell early that a page is new or changed: a hint to look, never a programme."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from conftest import MONDAY, make_record
from scrapy.http import Response

from crawler.bafa import FEED, BafaSpider
from crawler.foerderdatenbank.rss import NO_FEED, RSS, FoerderdatenbankRssSpider
from crawler.spider import SourceSpider
from index.hints import Hint, keep_hints, open_hints
from index.runs import finish_run, start_run
from index.source import remember_source
from index.store import Database

BASE = "https://www.foerderdatenbank.de/FDB/Content/DE/Foerderprogramm/Land/"


def feed(*items: tuple[str, str, str]) -> bytes:
    told = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>{day}</pubDate></item>"
        for title, link, day in items
    )
    return f"<rss version='2.0'><channel><title>Neues</title>{told}</channel></rss>".encode()


@pytest.fixture
def make_spider(db: Database) -> Callable[[type[SourceSpider]], Any]:
    def make(kind: type[SourceSpider]) -> Any:
        remember_source(db, kind.source)
        return kind(db=db, today=MONDAY, run=start_run(db, kind.source.name, MONDAY))

    return make


def test_a_feed_hints_at_pages_that_we_did_not_read_since(
    db: Database, save: Callable[..., int], make_spider: Callable[..., Any]
) -> None:
    save(
        make_record(key="alt", url=f"{BASE}alt.html"), make_record(key="x", url=f"{BASE}neuer.html")
    )
    spider = make_spider(FoerderdatenbankRssSpider)
    body = feed(
        ("Altes", f"{BASE}alt.html", "Sun, 14 Jun 2026 06:00:00 +0000"),
        ("Neueres", f"{BASE}neuer.html", "Mon, 15 Jun 2026 06:00:00 +0000"),
        ("Unbekanntes", f"{BASE}neu.html", "Fri, 12 Jun 2026 06:00:00 +0000"),
        ("Keines", "https://www.foerderdatenbank.de/hilfe.html", ""),
    )

    spider.parse(Response(RSS, body=body))
    result = finish_run(db, spider.run, MONDAY, asked=spider.asked)

    assert open_hints(db) == [
        Hint(source=spider.name, url=f"{BASE}neuer.html", title="Neueres", day=MONDAY, known=True),
        Hint(source=spider.name, url=f"{BASE}neu.html", title="Unbekanntes", day=date(2026, 6, 12)),
    ]
    assert (result.status, result.alarm, db["record"].count) == ("ok", None, 2)
    assert len(spider.read_responses) == 1


def test_a_hint_goes_when_the_feed_no_longer_tells_it(db: Database) -> None:
    keep_hints(db, "sample", [Hint(source="sample", url="https://a.example/x", title="A")] * 2)
    assert [hint.title for hint in open_hints(db)] == ["A"]

    keep_hints(db, "sample", [])

    assert open_hints(db) == []


@pytest.mark.parametrize(
    "answer",
    [
        Response(RSS, body=b"<html><title>Radware Bot Manager Captcha</title></html>"),
        Response("https://www.foerderdatenbank.de/", body=feed()),
    ],
)
def test_a_blocked_feed_fails_and_keeps_its_hints(
    db: Database, make_spider: Callable[..., Any], answer: Response
) -> None:
    spider = make_spider(FoerderdatenbankRssSpider)
    keep_hints(db, spider.name, [Hint(source=spider.name, url=f"{BASE}a.html", title="A")])

    spider.parse(answer)

    assert spider.error == NO_FEED
    assert len(open_hints(db)) == 1


def test_messages_of_bafa_about_money_are_hints_and_its_programme_pages_are_read(
    db: Database, make_spider: Callable[..., Any]
) -> None:
    spider = make_spider(BafaSpider)
    programme = "https://www.bafa.de/DE/Energie/Beratung/Muster/muster_node.html"
    press = "https://www.bafa.de/SharedDocs/Kurzmeldungen/DE/muster.html"
    body = feed(
        ("Neue Richtlinie für Musterberatung", programme, ""),
        ("Antragstellung pausiert", press, ""),
        ("Neuer Präsident", "https://www.bafa.de/DE/Energie/Amt/amt_node.html", ""),
    )

    asked = list(spider.parse(Response(FEED, body=body)))

    assert [request.url for request in asked] == [programme]
    assert {hint.url for hint in open_hints(db)} == {programme, press}


def test_without_its_feed_the_first_crawl_of_bafa_has_failed(
    make_spider: Callable[..., Any],
) -> None:
    spider = make_spider(BafaSpider)

    assert list(spider.parse(Response(FEED, body=b"<html></html>"))) == []
    spider.closed("finished")

    assert spider.error == "Statt des Feeds des BAFA kam etwas anderes."
