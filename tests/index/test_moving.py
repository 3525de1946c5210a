"""A programme whose folder was renamed goes on, with its history and what was decided about it."""

from datetime import timedelta

from conftest import MONDAY, make_facts, make_record

from index.facts import Facts
from index.programme import programme_at
from index.record import SourceRecord
from index.register import save_record
from index.runs import RunResult, finish_run, start_run
from index.store import Database

WEEK = timedelta(days=7)
OLD = dict(key="Bund/BMWi/radweg", url="https://www.example.org/BMWi/radweg")
NEW = dict(key="Bund/BMWE/radweg", url="https://www.example.org/BMWE/radweg")
OTHERS = [
    make_record(key=str(i), url=f"https://www.example.org/{i}", title=f"Programm {i}")
    for i in range(8)
]


def crawl(db: Database, weeks: int, *records: SourceRecord, facts: Facts = Facts()) -> RunResult:
    today = MONDAY + weeks * WEEK
    run = start_run(db, "sample", today)
    for record in (*OTHERS, *records):
        save_record(db, run, record, facts, "test", today)
    return finish_run(db, run, today)


def test_a_renamed_folder_is_neither_gone_nor_new(db: Database) -> None:
    crawl(db, 0, make_record(**OLD), facts=make_facts(funding_rate_max=50))
    before = programme_at(db, OLD["url"])
    result = crawl(db, 1, make_record(**NEW), facts=make_facts(funding_rate_max=50))
    assert (result.new, result.missing, result.seen, result.unchanged) == (0, 0, 9, 9)
    after = programme_at(db, NEW["url"])
    assert before
    assert after
    assert after.id == before.id
    assert after.url == NEW["url"]
    assert after.first_seen == MONDAY
    assert programme_at(db, OLD["url"]) is None
    assert db["programme"].count == db["record"].count == 9


def test_a_renamed_folder_stays_known_from_then_on(db: Database) -> None:
    crawl(db, 0, make_record(**OLD))
    crawl(db, 1, make_record(**NEW))
    result = crawl(db, 2, make_record(**NEW, title="Radwege und Brücken"))
    assert (result.new, result.changed, result.missing) == (0, 1, 0)


def test_another_text_at_another_address_is_another_programme(db: Database) -> None:
    crawl(db, 0, make_record(**OLD))
    result = crawl(db, 1, make_record(**NEW, summary="Ganz anderes."))
    assert (result.new, result.missing) == (1, 1)


def test_twins_are_not_taken_for_each_other(db: Database) -> None:
    twin = make_record(key="zwilling", url="https://www.example.org/zwilling")
    crawl(db, 0, make_record(**OLD), twin)
    result = crawl(db, 1, make_record(**NEW))
    assert (result.new, result.missing) == (1, 2)
