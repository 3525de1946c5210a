"""EIT Urban Mobility: calls as WordPress gives them, all samples invented."""

import json
from typing import Any

import pytest
from conftest import MONDAY
from scrapy.http import Request, Response

from crawler.eiturban import API, EitUrbanSpider, UnreadableCalls, listed, read_call, read_states
from crawler.unread import Unread
from index.record import SourceRecord
from index.runs import start_run
from index.source import remember_source
from index.store import Database
from index.vocabulary import Level, Region


def call(number: int = 7, **more: Any) -> dict[str, Any]:
    values = dict(
        id=number,
        link=f"https://www.eiturbanmobility.eu/call/sample-{number}/",
        title=dict(rendered="Sample call &#8211; Kerbs"),
        content=dict(rendered="<p>Towns get 50,000 euros. Deadline: 1 March 2030.</p>"),
        excerpt=dict(rendered="<p>For kerbs.</p>"),
        modified_gmt="2030-01-01T10:00:00",
    )
    return values | {"status-call": [3]} | more


def body(*calls: Any) -> bytes:
    return json.dumps(calls).encode()


def test_a_call_becomes_a_record() -> None:
    record = read_call(call(), {3: "Closed"})

    assert isinstance(record, SourceRecord)
    assert (record.key, record.url) == ("7", "https://www.eiturbanmobility.eu/call/sample-7/")
    assert record.title == "Sample call – Kerbs"
    assert record.summary.text == "For kerbs."
    assert record.description.text.startswith("Towns get 50,000 euros.")
    assert record.status_line == "Closed"
    assert (record.language, record.levels, record.regions) == ("en", (Level.EU,), (Region.EU,))


def test_a_state_that_does_not_restrict_is_no_status_line() -> None:
    for states in ({3: "Open"}, {}):
        record = read_call(call(), states)
        assert isinstance(record, SourceRecord)
        assert record.status_line == ""


@pytest.mark.parametrize(
    "more", [dict(title=dict(rendered=" ")), dict(link=None), dict(link="https://evil.example/")]
)
def test_a_call_without_title_or_address_is_unread(more: dict[str, Any]) -> None:
    item = read_call(call(**more), {})

    assert isinstance(item, Unread)
    assert item.key == "7"


@pytest.mark.parametrize("answer", [b"<html>", b'{"code": "rest_no_route"}', b"[1]"])
def test_an_answer_that_is_no_list_of_calls_is_refused(answer: bytes) -> None:
    with pytest.raises(UnreadableCalls):
        listed(answer)
    with pytest.raises(UnreadableCalls):
        read_states(answer)


@pytest.fixture
def spider(db: Database) -> EitUrbanSpider:
    remember_source(db, EitUrbanSpider.source)
    return EitUrbanSpider(db=db, today=MONDAY, run=start_run(db, "eiturban", MONDAY))


def test_all_pages_are_read_one_after_the_other(spider: EitUrbanSpider) -> None:
    states = Response(f"{API}status-call", body=json.dumps([dict(id=3, name="Closed")]).encode())
    (first,) = spider.parse_states(states)
    pages = {"X-WP-TotalPages": "2"}

    record, second = spider.parse(Response(first.url, body=body(call()), headers=pages), page=1)
    (last,) = spider.parse(Response(second.url, body=body(call(8)), headers=pages), page=2)

    assert isinstance(second, Request)
    assert "page=2" in second.url
    assert (record.status_line, last.key, spider.error) == ("Closed", "8", None)
    assert spider.reread(spider.answers["7"], record) == record


def test_an_answer_that_is_no_list_fails_the_run(spider: EitUrbanSpider) -> None:
    assert list(spider.parse(Response(API, body=b"<html>"), page=1)) == []
    assert spider.error == "EIT Urban Mobility antwortet nicht mit einer Liste von Aufrufen."
