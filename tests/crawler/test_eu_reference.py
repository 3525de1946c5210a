"""The reference file of the EU portal: a check of the search, and a substitute when it is down."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import make_record
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.eu import EuSpider
from crawler.eu_answer import UnreadableAnswer
from crawler.eu_record import SOURCE
from crawler.eu_reference import REFERENCE, current_topics
from index.facts import Facts
from index.record import SourceRecord
from index.register import save_record
from index.runs import finish_run, start_run
from index.source import remember_source
from index.store import Database
from index.vocabulary import FundingType

TODAY = date(2030, 2, 4)


def millis(*day: int) -> int:
    return int(datetime(*day, 16, 0, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc]


def topic(identifier: str = "LIFE-2030-RIVER", **fields: Any) -> dict[str, Any]:
    values = dict(
        type=1,
        ccm2Id=12,
        identifier=identifier,
        title="Rivers for towns",
        callIdentifier="LIFE-2030",
        callTitle="Rivers",
        frameworkProgramme=dict(id=43252405, abbreviation="LIFE", description="LIFE"),
        plannedOpeningDateLong=millis(2030, 1, 10),
        deadlineDatesLong=[millis(2030, 9, 17), millis(2030, 3, 1)],
        actions=[
            dict(
                types=[dict(typeOfAction="LIFE Project Grants")],
                submissionProcedure=dict(id=1, abbreviation="two-stage"),
            )
        ],
        keywords=["rivers"],
    )
    return values | fields


def body(*topics: dict[str, Any]) -> bytes:
    return json.dumps(dict(fundingData=dict(GrantTenderObj=topics))).encode()


def test_a_topic_of_the_file_reads_like_a_row_of_the_search() -> None:
    (row,) = current_topics(body(topic()), TODAY)

    assert row.identifier == "life-2030-river"
    assert row.deadlines == (date(2030, 3, 1), date(2030, 9, 17))
    assert row.one("startDate") == "2030-01-10"
    assert row.one("deadlineModel") == "two-stage"
    assert row.fields["frameworkProgramme"] == ("43252405",)


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        (dict(type="1"), True),
        (dict(frameworkProgramme=[dict(id="43252405")]), True),
        (dict(deadlineDatesLong=[millis(2030, 2, 4)]), True),
        (dict(deadlineDatesLong=[millis(2030, 2, 3)]), False),
        (dict(deadlineDatesLong=None), False),
        (dict(frameworkProgramme=dict(id=1)), False),
        (dict(frameworkProgramme=None), False),
        (dict(type=0), False),
        (dict(deadlineDatesLong="never"), False),
        (dict(deadlineDatesLong=[10**20]), False),
    ],
)
def test_only_grants_of_our_programmes_that_are_not_over_count(
    fields: dict[str, Any], counts: bool
) -> None:
    found = list(current_topics(body(topic("LIFE-OTHER"), topic(**fields)), TODAY))

    assert len(found) == 1 + counts


@pytest.mark.parametrize("answer", [b"<html>", b"{}", b"[]", body(), body()[:20]])
def test_another_file_is_refused(answer: bytes) -> None:
    with pytest.raises(UnreadableAnswer, match="Referenzdatei"):
        list(current_topics(answer, TODAY))


@pytest.fixture
def make_spider(db: Database) -> Callable[..., EuSpider]:
    """Make the spider of a crawl after one that saw these records."""
    remember_source(db, SOURCE)

    def make(*before: SourceRecord, day: date = TODAY) -> EuSpider:
        if before:
            run = start_run(db, "eu", day)
            for record in before:
                save_record(db, run, record, Facts(), "test", day)
            finish_run(db, run, day)
        return EuSpider(db=db, today=TODAY, run=start_run(db, "eu", TODAY))

    return make


def down(url: str = "https://api.tech.ec.europa.eu/search") -> Any:
    error = HttpError(Response(url, status=500))
    return SimpleNamespace(value=error, request=Request(url))


def known(name: str) -> SourceRecord:
    key = f"topic-details/{name}"
    return make_record(source="eu", key=key, url=f"https://ec.europa.eu/{name}")


def test_topics_that_the_search_lacks_are_an_alarm(make_spider: Callable[..., EuSpider]) -> None:
    spider = make_spider()
    file = Response(REFERENCE, body=body(topic("LIFE-A"), *(topic(f"LIFE-{n}") for n in range(7))))

    spider.cross_check(file, found={"topic-details/life-a"})

    assert spider.notices == [
        "Der EU-Suche fehlen 7 laufende Themen der Referenzdatei:"
        " LIFE-0, LIFE-1, LIFE-2, LIFE-3, LIFE-4 …"
    ]
    assert [response.url for response in spider.read_responses] == [REFERENCE]


def test_a_complete_search_and_an_unchanged_file_are_no_alarm(
    make_spider: Callable[..., EuSpider],
) -> None:
    spider = make_spider()

    spider.cross_check(Response(REFERENCE, body=body(topic())), {"topic-details/life-2030-river"})
    spider.cross_check(Response(REFERENCE, status=304), set())
    assert spider.notices == []

    spider.cross_check(Response(REFERENCE, body=b"<html>"), set())
    assert spider.notices == ["Die Referenzdatei der EU ist nicht lesbar."]


def test_when_the_search_is_down_new_topics_come_from_the_file(
    make_spider: Callable[..., EuSpider],
) -> None:
    spider = make_spider(known("life-old"), known("life-other"))
    file = Response(REFERENCE, body=body(topic("LIFE-NEW"), topic("LIFE-OLD")))

    (request,) = spider.unreached(down())
    assert list(spider.unreached(down())) == []
    (record,) = spider.read_reference(file)

    assert request.url == REFERENCE
    assert (record.key, record.title) == ("topic-details/life-new", "Rivers for towns")
    assert record.url.endswith("/topic-details/LIFE-NEW")
    assert record.funding_types == (FundingType.GRANT,)
    assert record.provisional
    assert record.call is not None
    assert record.call.deadlines == (date(2030, 3, 1), date(2030, 9, 17))
    assert spider.unmodified_keys == ["topic-details/life-old"]
    assert spider.error is not None
    assert spider.notices == ["Ersatzweise wurde die Referenzdatei gelesen; neue Themen: 1."]


def test_without_search_and_file_the_run_says_both(make_spider: Callable[..., EuSpider]) -> None:
    spider = make_spider()

    list(spider.unreached(down()))
    spider.no_reference(down(REFERENCE))

    assert spider.error == "https://api.tech.ec.europa.eu/search antwortet mit Status 500."
    assert spider.notices == [f"Die Referenzdatei fehlt: {REFERENCE} antwortet mit Status 500."]


@pytest.mark.parametrize(
    ("day", "first"),
    [(date(2030, 2, 3), True), (date(2029, 2, 5), True), (date(2030, 2, 4), False)],
)
def test_the_large_file_is_read_once_a_week(
    make_spider: Callable[..., EuSpider], day: date, first: bool
) -> None:
    assert make_spider(known("life-old"), day=day)._is_first_of_its_week() is first
