"""The spiders of WIBank, watched pages and the EU portal, answer by answer, without a network."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import make_record
from eu_rows import make_row
from scrapy.http import HtmlResponse, Request, Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.eu import EuSpider
from crawler.eu_query import Slice
from crawler.eu_reference import REFERENCE
from crawler.spider import SourceSpider
from crawler.unread import Unread
from crawler.watched import WatchedSpider
from index.facts import Facts
from index.record import SourceRecord
from index.register import save_record
from index.runs import finish_run, start_run
from index.source import remember_source
from index.store import Database

TODAY = date(2030, 2, 1)
PAGE = "<main><h1>Brunnen</h1><h2>Was wird gefördert?</h2><p>Brunnen.</p></main>"
URL = "https://brunnen.example/programm"
KEY = "brunnen.example/programm"


@pytest.fixture
def make_spider(db: Database) -> Callable[..., Any]:
    """Make a spider as a crawl does; the records given were there in the crawl before."""

    def make(kind: type[SourceSpider], *before: SourceRecord) -> SourceSpider:
        remember_source(db, kind.source)
        if before:
            run = start_run(db, kind.source.name, TODAY)
            for record in before:
                save_record(db, run, record, Facts(), "test", TODAY)
            finish_run(db, run, TODAY)
        return kind(db=db, today=TODAY, run=start_run(db, kind.source.name, TODAY))

    return make


@pytest.fixture
def watch(db: Database) -> Callable[..., None]:
    def add(*urls: str) -> None:
        for url in urls:
            row = dict(url=url, level="Land", funder="", added_on="2030-01-01")
            db.table("watch").insert(row)

    return add


def page(body: str = PAGE, url: str = URL, **more: Any) -> HtmlResponse:
    return HtmlResponse(url, body=body.encode(), encoding="utf-8", **more)


def failure(status: int, url: str = URL, **meta: Any) -> Any:
    request = Request(url, meta=meta, cb_kwargs=dict(key=KEY))
    error = HttpError(Response(url, status=status))
    return SimpleNamespace(value=error, request=request)


async def first(things: Any) -> list[Any]:
    return [thing async for thing in things]


def run(coroutine: Any) -> Any:
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("the spider waited for something")


def started(spider: SourceSpider) -> list[Request]:
    return list(run(first(spider.start())))


def test_a_watched_page_becomes_a_record(make_spider: Callable[..., Any], watch: Any) -> None:
    watch(URL)
    spider = make_spider(WatchedSpider)

    (request,) = started(spider)
    (record,) = spider.parse_page(page(), KEY)

    assert request.url == URL
    assert isinstance(record, SourceRecord)
    assert (record.key, record.url, record.title) == (KEY, URL, "Brunnen")
    assert len(spider.read_responses) == 1


def test_only_a_record_that_was_there_last_time_may_answer_not_modified(
    make_spider: Callable[..., Any], watch: Any
) -> None:
    watch(URL, "https://teich.example/x")
    spider = make_spider(WatchedSpider, make_record(source="watched", key=KEY, url=URL))

    conditional = {request.url: request.meta.get("conditional") for request in started(spider)}
    assert conditional == {URL: True, "https://teich.example/x": None}

    assert list(spider.parse_page(page("", status=304), KEY)) == []
    assert spider.unmodified_keys == [KEY]


def test_a_page_that_does_not_exist_any_more_is_absent(
    make_spider: Callable[..., Any], watch: Any
) -> None:
    watch(URL)
    spider = make_spider(WatchedSpider)

    assert list(spider.not_read(failure(404))) == []
    assert list(spider.not_read(failure(410))) == []
    gone = "<main><h1>Seite nicht gefunden</h1><p>Die Seite gibt es nicht mehr.</p></main>"
    assert list(spider.parse_page(page(gone), KEY)) == []
    spider.closed("finished")
    assert spider.error is None


def test_a_page_that_fails_is_unread_and_keeps_its_record(
    make_spider: Callable[..., Any], watch: Any
) -> None:
    watch(URL)
    spider = make_spider(WatchedSpider)
    list(spider.parse_page(page(), KEY))

    (item,) = spider.not_read(failure(500, "https://far.example/", redirect_urls=[URL]))
    spider.closed("finished")

    assert (item.item, item.key) == (URL, KEY)
    assert "500" in item.reason
    assert spider.error is None
    assert "Nicht gelesen: 1" in spider.notices[0]


def test_a_run_in_which_no_page_could_be_read_has_failed(
    make_spider: Callable[..., Any], watch: Any
) -> None:
    watch(URL)
    spider = make_spider(WatchedSpider)

    list(spider.not_read(failure(500)))
    spider.closed("finished")

    assert spider.error == f"{URL} antwortet mit Status 500."
    assert spider.notices == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page("%PDF-1.7", headers={"Content-Type": "application/pdf"}), "beschädigt"),
        (page(headers={"Content-Type": "application/rss+xml"}), "Feed"),
        (page(headers={"Content-Type": "image/png"}), "PDF"),
        (page(url="https://brunnen.example/"), "Startseite"),
        (page("<main><h1>Brunnen</h1></main>"), "kein Text"),
    ],
)
def test_what_cannot_be_read_is_said(
    make_spider: Callable[..., Any], watch: Any, answer: Response, reason: str
) -> None:
    watch(URL)
    spider = make_spider(WatchedSpider)

    (item,) = spider.parse_page(answer, KEY)

    assert isinstance(item, Unread)
    assert reason in item.reason
    assert item.key == KEY
    assert spider.read_responses == []


def test_a_page_without_a_heading_is_read_by_its_text(
    make_spider: Callable[..., Any], watch: Any
) -> None:
    watch(URL)
    places = ("Parks", "Höfen", "Schulen", "Straßen", "Gärten", "Bädern", "Märkten", "Dörfern")
    text = "".join(f"<p>Das Land fördert Brunnen in {place} mit Geld.</p>" for place in places)
    body = f"<html><head><title>Brunnenbau</title></head><body><div>{text}</div></body></html>"

    (record,) = make_spider(WatchedSpider).parse_page(page(body), KEY)

    assert record.title == "Brunnenbau"
    assert "fördert Brunnen" in record.summary.text


def test_an_address_that_another_source_holds_is_not_watched(
    make_spider: Callable[..., Any], watch: Any, save: Callable[..., int]
) -> None:
    save(make_record(url=URL))
    watch("http://www.brunnen.example/programm/", "https://teich.example/x")
    spider = make_spider(WatchedSpider)

    assert [request.url for request in started(spider)] == ["https://teich.example/x"]
    alias = f'<head><link rel="canonical" href="{URL}"></head>{PAGE}'
    answer = page(alias, url="https://teich.example/x")
    assert list(spider.parse_page(answer, "teich.example/x")) == []


def answer(*rows: dict[str, Any]) -> HtmlResponse:
    body = dict(totalResults=len(rows), pageNumber=1, pageSize=100, results=rows)
    return page(json.dumps(body), "https://api.tech.ec.europa.eu/search")


def harvested(spider: EuSpider, *rows: dict[str, Any]) -> Iterator[Any]:
    """Answer all searches of the spider; gives what follows them."""
    (request,) = started(spider)
    while request.method == "POST":
        asked: Slice = request.cb_kwargs["asked"]
        english = asked.language == "en"
        fitting = [row for row in rows if english and row["metadata"]["type"][0] in asked.types]
        followed = list(spider.parse(answer(*fitting), **request.cb_kwargs))
        if not followed or not isinstance(followed[0], Request) or followed[0].method != "POST":
            return iter(followed)
        request = followed[0]
    raise AssertionError("no search was asked for")


def topic(name: str, **fields: Any) -> dict[str, Any]:
    return make_row(identifier=[name], **fields) | dict(reference=f"{name}TOPICSen")


def test_the_details_of_topics_that_can_be_applied_for_are_asked_for(
    make_spider: Callable[..., Any],
) -> None:
    spider = make_spider(EuSpider)
    past = dict(status=["31094503"], deadlineDate=["2029-01-01T00:00:00.000+0000"])

    followed = list(harvested(spider, topic("LIFE-A"), topic("LIFE-B", **past)))

    request, cross_check = [one for one in followed if isinstance(one, Request)]
    (closed,) = [one for one in followed if isinstance(one, SourceRecord)]
    assert request.url.endswith("/topicDetails/life-a.json")
    assert cross_check.url == REFERENCE
    assert closed.key == "topic-details/life-b"
    record = request.cb_kwargs["record"]
    assert list(spider.no_details(missing(request))) == [record]
    spider.closed("finished")
    assert "Einzelheiten fehlen bei 1 Themen" in spider.notices[0]


def missing(request: Request) -> Any:
    return SimpleNamespace(value=HttpError(Response(request.url, status=404)), request=request)


def test_details_that_did_not_change_leave_the_record_as_it_was(
    make_spider: Callable[..., Any],
) -> None:
    before = make_spider(EuSpider)
    request, _cross_check = harvested(before, topic("LIFE-A"))
    told = dict(latestInfos=[dict(lastChangeDate="2030-01-02", content="Moved.")])
    body = json.dumps(dict(TopicDetails=told))
    (record,) = before.parse_details(page(body, request.url), request.cb_kwargs["record"])

    spider = make_spider(EuSpider, record)
    (request,) = harvested(spider, topic("LIFE-A"))
    (again,) = spider.parse_details(page("", request.url, status=304), request.cb_kwargs["record"])

    assert record.news[0].text == "Moved."
    assert again == record


def test_an_answer_that_does_not_fit_the_question_fails_and_keeps_nothing(
    make_spider: Callable[..., Any],
) -> None:
    spider = make_spider(EuSpider)
    (request,) = started(spider)

    followed = list(spider.parse(answer(topic("X", language=["fr"])), **request.cb_kwargs))

    assert [(one.url, one.method) for one in followed] == [(REFERENCE, "GET")]
    assert "language 'fr'" in spider.error


def test_a_search_that_lost_many_rows_changes_no_record(make_spider: Callable[..., Any]) -> None:
    before = [
        make_record(source="eu", key=f"topic-details/life-{n}", url=f"https://eu.example/{n}")
        for n in range(5)
    ]
    spider = make_spider(EuSpider, *before)

    assert list(harvested(spider, topic("LIFE-0"))) == []
    assert spider.unmodified_keys == ["topic-details/life-0"]
