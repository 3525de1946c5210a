"""The register keeps every version and tells what changed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import MONDAY, make_facts, make_record, make_source

from index.facts import Facts
from index.programme import programme_at
from index.record import SourceRecord
from index.register import RefusedRecord, save_record
from index.runs import RunResult, finish_run, keep_unread, reject, start_run
from index.source import remember_source
from index.store import Database
from index.text import rich
from index.versions import load_record
from index.vocabulary import ChangeKind, FundingType, Presence

WEEK = timedelta(days=7)


def crawl(db: Database, today: date, *records: SourceRecord, **end: str) -> RunResult:
    run = start_run(db, "sample", today)
    for record in records:
        save_record(db, run, record, Facts(), "test", today)
    return finish_run(db, run, today, **end)  # type: ignore[arg-type]


def numbered(count: int) -> list[SourceRecord]:
    return [
        make_record(key=str(i), url=f"https://www.example.org/{i}", title=f"Programm {i}")
        for i in range(count)
    ]


def events(db: Database, today: date) -> list[tuple[str, str]]:
    sql = "select url, kind from event join record on record.id = record where day = ? order by 1"
    return [(row["url"], row["kind"]) for row in db.query(sql, [today.isoformat()])]


def test_tells_new_from_changed_from_unchanged(db: Database) -> None:
    run = start_run(db, "sample", MONDAY)
    kinds = [
        save_record(db, run, record, Facts(), "test", MONDAY)
        for record in (make_record(), make_record(), make_record(title="Radwege und Brücken"))
    ]
    assert kinds == [ChangeKind.NEW, ChangeKind.UNCHANGED, ChangeKind.CHANGED]


def test_keeps_every_version(db: Database) -> None:
    crawl(db, MONDAY, make_record(title="Alt"))
    crawl(db, MONDAY + WEEK, make_record(title="Neu"))
    assert [load_record(db, 1, number).title for number in (1, 2)] == ["Alt", "Neu"]
    assert load_record(db, 1).title == "Neu"


@pytest.mark.parametrize(
    "cosmetic",
    [
        dict(summary=rich("<div><p>Zu&shy;schuss   für\nRad&shy;wege</p></div>")),
        dict(summary=rich("<p><strong>zuschuss</strong> für Radwege</p>")),
        dict(funding_types=(FundingType.LOAN, FundingType.GRANT)),
        dict(licence="andere Schreibweise der Lizenz"),
    ],
)
def test_markup_white_space_case_and_order_are_no_news(
    db: Database, cosmetic: dict[str, object]
) -> None:
    before = make_record(
        summary=rich("<p>Zuschuss für Radwege</p>"),
        funding_types=(FundingType.GRANT, FundingType.LOAN),
    )
    crawl(db, MONDAY, before)
    result = crawl(db, MONDAY + WEEK, replace(before, **cosmetic))
    assert (result.changed, result.unchanged) == (0, 1)


def test_names_the_fields_that_changed(db: Database) -> None:
    crawl(db, MONDAY, make_record())
    crawl(
        db, MONDAY + WEEK, make_record(deadline_text="Bis 1. Mai 2027", status_line="ausgelaufen")
    )
    row = next(iter(db.query("select fields from event where kind = 'changed'")))
    assert row["fields"] == '["deadline_text", "status_line"]'


def test_missing_once_is_missing_three_times_is_gone_and_it_can_return(db: Database) -> None:
    ten = numbered(10)
    crawl(db, MONDAY, *ten)
    results = [crawl(db, MONDAY + n * WEEK, *ten[1:]) for n in (1, 2, 3)]
    assert [(r.missing, r.gone) for r in results] == [(1, 0), (0, 0), (0, 1)]
    found = programme_at(db, ten[0].url)
    assert found is not None
    assert found.presence is Presence.GONE
    assert crawl(db, MONDAY + 4 * WEEK, *ten).returned == 1
    assert events(db, MONDAY + 4 * WEEK) == [(ten[0].url, "returned")]


def test_a_thin_crawl_makes_nothing_missing(db: Database) -> None:
    ten = numbered(10)
    crawl(db, MONDAY, *ten)
    result = crawl(db, MONDAY + WEEK, *ten[:7])
    assert (result.status, result.missing) == ("thin", 0)
    assert result.alarm == "Nur 7 Einträge, beim letzten Mal 10."


def test_thin_is_measured_against_the_last_good_crawl(db: Database) -> None:
    ten = numbered(10)
    crawl(db, MONDAY, *ten)
    crawl(db, MONDAY + WEEK, *ten[:5])
    assert crawl(db, MONDAY + 2 * WEEK, *ten[:5]).status == "thin"


def test_a_jump_upwards_is_an_alarm_and_no_more(db: Database) -> None:
    crawl(db, MONDAY, *numbered(10))
    result = crawl(db, MONDAY + WEEK, *numbered(20))
    assert (result.status, result.alarm) == ("ok", "Sprung von 10 auf 20 Einträge.")


def test_a_failed_crawl_makes_nothing_missing(db: Database) -> None:
    crawl(db, MONDAY, *numbered(10))
    result = crawl(db, MONDAY + WEEK, error="Statt der ZIP-Datei kam eine HTML-Seite.")
    assert (result.status, result.missing) == ("failed", 0)


def test_an_empty_first_crawl_is_ok_with_a_notice(db: Database) -> None:
    result = crawl(db, MONDAY)
    assert (result.status, result.alarm) == ("ok", "Erster Lauf ohne einen Eintrag.")


def test_a_page_that_answers_not_modified_counts_as_seen(db: Database) -> None:
    ten = numbered(10)
    crawl(db, MONDAY, *ten)
    run = start_run(db, "sample", MONDAY + WEEK)
    keep_unread(db, run, "sample", [record.key for record in ten], MONDAY + WEEK)
    result = finish_run(db, run, MONDAY + WEEK)
    assert (result.seen, result.unchanged, result.missing) == (10, 10, 0)


def test_a_missing_page_that_answers_not_modified_has_returned(db: Database) -> None:
    ten = numbered(10)
    crawl(db, MONDAY, *ten)
    crawl(db, MONDAY + WEEK, *ten[1:])
    run = start_run(db, "sample", MONDAY + 2 * WEEK)
    keep_unread(db, run, "sample", [record.key for record in ten], MONDAY + 2 * WEEK)
    assert finish_run(db, run, MONDAY + 2 * WEEK).returned == 1
    assert events(db, MONDAY + 2 * WEEK) == [(ten[0].url, "returned")]


def test_what_returns_with_other_words_is_returned_and_changed(db: Database) -> None:
    ten = numbered(10)
    crawl(db, MONDAY, *ten)
    crawl(db, MONDAY + WEEK, *ten[1:])
    result = crawl(db, MONDAY + 2 * WEEK, replace(ten[0], title="Neuer Titel"), *ten[1:])
    assert (result.returned, result.changed, result.unchanged) == (1, 1, 9)


def test_a_rejected_item_is_counted_and_remembered_with_its_reason(db: Database) -> None:
    run = start_run(db, "sample", MONDAY)
    reject(db, run, "ohne-titel.xml", "Kein Titel.")
    assert finish_run(db, run, MONDAY).rejected == 1
    assert next(iter(db.query("select reason from rejection")))["reason"] == "Kein Titel."


def test_one_address_is_one_record_and_the_first_source_keeps_it(db: Database) -> None:
    crawl(db, MONDAY, make_record())
    remember_source(db, make_source("other"))
    run = start_run(db, "other", MONDAY)
    twin = make_record(source="other", key="x", url="http://example.org/radweg/")
    with pytest.raises(RefusedRecord, match="wird schon aus der Quelle »Musterquelle« gelesen"):
        save_record(db, run, twin, Facts(), "test", MONDAY)


def test_a_spider_takes_over_the_record_of_a_watched_page(db: Database) -> None:
    remember_source(db, make_source("watched", precedence=3))
    run = start_run(db, "watched", MONDAY)
    save_record(db, run, make_record(source="watched", key="u"), Facts(), "test", MONDAY)
    finish_run(db, run, MONDAY)
    crawl(db, MONDAY + WEEK, make_record())
    rows = list(db.query("select source, key from record"))
    assert rows == [dict(source="sample", key="radweg")]


def watched_before(db: Database, **more: Any) -> None:
    remember_source(db, make_source("watched", precedence=3))
    run = start_run(db, "watched", MONDAY)
    save_record(db, run, make_record(source="watched", key="u", **more), Facts(), "test", MONDAY)
    finish_run(db, run, MONDAY)


def test_taking_over_tells_other_words_and_nothing_else(db: Database) -> None:
    watched_before(db, description="Gefördert werden Brücken.", funders=("Amt",))

    other = dict(description="Gefördert werden Tunnel.", funders=("Ministerium",))
    assert crawl(db, MONDAY + WEEK, make_record(**other)).changed == 1
    fields = [row["fields"] for row in db.query("select fields from event where kind = 'changed'")]
    assert fields == ['["description"]']


@pytest.mark.parametrize(
    "more",
    [
        dict(funders=("Ministerium",), product_numbers=("208",)),
        dict(summary="Ganz anders gelesen.", description="Auch anders."),
    ],
)
def test_taking_over_is_no_change_where_only_the_reading_differs(
    db: Database, more: dict[str, Any]
) -> None:
    watched_before(db, description="Gefördert werden Brücken.")

    result = crawl(
        db, MONDAY + WEEK, make_record(**dict(description="Gefördert werden Brücken.") | more)
    )

    assert (result.new, result.changed, result.unchanged) == (0, 0, 1)
    assert load_record(db, 1).source == "sample"


def test_a_record_of_a_substitute_is_completed_without_being_news(db: Database) -> None:
    crawl(db, MONDAY, make_record(summary="", provisional=True))

    result = crawl(db, MONDAY + WEEK, make_record(description="Gefördert werden Brücken."))
    assert (result.changed, result.unchanged) == (0, 1)
    assert not load_record(db, 1).provisional

    later = crawl(db, MONDAY + 2 * WEEK, make_record(description="Gefördert werden Tunnel."))
    assert later.changed == 1


def test_a_product_that_was_watched_under_its_old_address_is_taken_over(db: Database) -> None:
    watched_before(db, product_numbers=("264", "464"))
    moved = make_record(url="https://www.example.org/neu", product_numbers=("464", "264"))

    assert crawl(db, MONDAY + WEEK, moved).new == 0

    rows = list(db.query("select source, address_key from record"))
    assert rows == [dict(source="sample", address_key="example.org/neu")]


def test_what_cannot_be_read_has_not_returned_and_is_not_counted_out(db: Database) -> None:
    crawl(db, MONDAY, make_record())
    crawl(db, MONDAY + WEEK, make_record(key="2", url="https://www.example.org/2", title="B"))
    before = list(db.query("select presence, absences from record where key = 'radweg'"))

    run = start_run(db, "sample", MONDAY + 2 * WEEK)
    for key in ("radweg", "2"):
        keep_unread(db, run, "sample", [key], MONDAY + 2 * WEEK, answered=False)
    result = finish_run(db, run, MONDAY + 2 * WEEK)

    assert before == [dict(presence="missing", absences=1)]
    assert list(db.query("select presence, absences from record where key = 'radweg'")) == before
    assert (result.returned, result.missing, result.gone) == (0, 0, 0)


def test_records_with_the_same_product_number_are_one_programme(db: Database) -> None:
    crawl(
        db,
        MONDAY,
        make_record(product_numbers=("444",)),
        make_record(key="2", url="https://www.example.org/444", product_numbers=("444",)),
        make_record(key="3", url="https://www.example.org/44", product_numbers=("44",)),
    )
    found = programme_at(db, "https://www.example.org/444")
    assert found is not None
    assert found.urls == ("https://www.example.org/radweg", "https://www.example.org/444")


def test_a_newer_extractor_renews_the_facts_of_an_unchanged_text(db: Database) -> None:
    run = start_run(db, "sample", MONDAY)
    save_record(db, run, make_record(), make_facts(funding_rate_max=50), "1", MONDAY)
    save_record(db, run, make_record(), make_facts(funding_rate_max=60), "2", MONDAY)
    found = programme_at(db, make_record().url)
    assert found is not None
    assert found.facts.value("funding_rate_max") == 60


def test_a_record_of_an_unknown_source_is_refused_by_the_foreign_key(db: Database) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        start_run(db, "nobody", MONDAY)


def test_a_run_that_never_ended_counts_as_failed_when_the_next_begins(db: Database) -> None:
    start_run(db, "sample", MONDAY)
    crawl(db, MONDAY, make_record())
    assert [row["status"] for row in db["run"].rows] == ["failed", "ok"]
