"""What a spider keeps of an answer is enough to read the same record again."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from eu_rows import make_row
from scrapy.http import HtmlResponse

from crawler.eu import EuSpider
from crawler.eu_answer import read_row
from crawler.eu_details import details_address
from crawler.eu_record import group_rows, record_of
from crawler.ingest import keep
from crawler.spider import SourceSpider, spiders
from index.answers import answers_of
from index.runs import finish_run, start_run
from index.source import remember_source
from index.store import Database
from index.versions import load_record

KFW = "https://www.kfw.de/inlandsfoerderung/%C3%96ffentliche-Einrichtungen/"
DAY = date(2030, 2, 1)
PAGE = "<main><h1>Brunnen</h1><h2>Was wird gefördert?</h2><p>Brunnen für Plätze.</p></main>"


@pytest.fixture
def make_spider(db: Database) -> Callable[[type[SourceSpider]], Any]:
    def make(kind: type[SourceSpider]) -> SourceSpider:
        remember_source(db, kind.source)
        return kind(db=db, today=DAY, run=start_run(db, kind.source.name, DAY))

    return make


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("wibank", "https://www.wibank.de/wibank/brunnen-123456"),
        ("watched", "https://brunnen.example/programm"),
        ("kfw", f"{KFW}Brunnen-(123)/"),
    ],
)
def test_a_page_is_read_again_as_it_came(
    db: Database, make_spider: Callable[..., Any], source: str, url: str
) -> None:
    row = dict(url="https://brunnen.example/programm", level="Land", funder="Land Muster")
    db.table("watch").insert(row | dict(added_on="2030-01-01", paused=0))
    spider = make_spider(spiders()[source])
    key = url.removeprefix("https://www.").removeprefix("https://")
    key = {"wibank": "123456", "kfw": "123"}.get(source, key)
    headers = {"Content-Type": "text/html; charset=iso-8859-1"}
    response = HtmlResponse(url, body=PAGE.encode("latin-1"), headers=headers)
    (record,) = spider.parse_page(response, key)
    keep(db, spider.run, record, DAY, spider.answers[record.key])
    finish_run(db, spider.run, DAY)
    db.execute("delete from watch")

    again = make_spider(spiders()[source]).reread(answers_of(db, 1), load_record(db, 1))
    assert again == record
    assert "gefördert" in "".join(one.text for one in (again.summary, again.description))


def test_a_topic_is_read_again_from_its_rows_and_its_details(
    db: Database, make_spider: Callable[..., Any]
) -> None:
    spider = make_spider(EuSpider)
    rows = [make_row(), make_row(type=["6"], description=["<p>News</p>"], startDate=["2030-01-20"])]
    ((key, group),) = group_rows([read_row(row) for row in rows], DAY).items()
    spider.rows[key] = tuple(group.answers())
    record = record_of(key, group)
    details = json.dumps({"TopicDetails": {"conditions": "<p>Only towns.</p>"}}).encode()
    address = details_address("LIFE-2030-RIVER")
    (told,) = spider.parse_details(HtmlResponse(address, body=details), record)
    keep(db, spider.run, told, DAY, spider.answers[told.key])

    again = EuSpider(db=db, today=DAY, run=0).reread(answers_of(db, 1), load_record(db, 1))
    assert again == told
    assert again.legal_requirements.text == "Only towns."
    assert [news.text for news in again.news] == ["News"]

    # Next time the details answer "not modified": they are kept with the rows that came.
    spider = make_spider(EuSpider)
    spider.rows[key] = tuple(group.answers())
    (told,) = spider.parse_details(HtmlResponse(address, status=304), told)
    assert address in [answer.name for answer in spider.answers[told.key]]
