"""Wrong clocks, and the nights on which they are changed: nothing left out, nothing done twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from conftest import MONDAY, make_source

from crawler.watch_list import watch_list
from index.runs import finish_run, start_run
from index.source import remember_source
from index.store import Database
from webapp.digest.readers import Reader
from webapp.operation.schedule import due_sources, plan

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
LATER = MONDAY + timedelta(days=365)


def night(day: date) -> Iterator[datetime]:
    """What the clock on the wall shows every five minutes around that night."""
    start = datetime.combine(day - timedelta(days=1), datetime.min.time(), BERLIN).astimezone(UTC)
    for n in range(2 * 24 * 12):
        yield (start + timedelta(minutes=5 * n)).astimezone(BERLIN).replace(tzinfo=None)


def reader(weekday: int = 6, hour: int = 2, served: date | None = None) -> Reader:
    return Reader(
        email="a@b.example", unsubscribe_token="x", weekday=weekday, hour=hour, served=served
    )


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_a_letter_for_half_past_two_is_made_once_when_the_clock_is_changed(day: date) -> None:
    someone, made = reader(served=day - timedelta(weeks=1)), []
    for moment in night(day):
        if someone.is_due(moment):
            made.append(moment)
            someone = replace(someone, served=someone.slot(moment))
    assert [it.date() for it in made] == [day]
    assert made[0].hour == (3 if day == SPRING else 2)


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_a_source_is_read_once_when_the_clock_is_changed(db: Database, day: date) -> None:
    remember_source(db, make_source(rhythm="täglich"))
    finish_run(db, start_run(db, "sample", day - timedelta(days=1)), day - timedelta(days=1))
    read = []
    for moment in night(day):
        if moment.date() == day and "sample" in due_sources(db, moment):
            read.append(moment)
            finish_run(db, start_run(db, "sample", day), day)
    assert len(read) == 1
    assert 1 <= read[0].hour <= 5


def test_what_was_read_by_a_clock_a_year_ahead_is_read_again_in_its_rhythm(db: Database) -> None:
    finish_run(db, start_run(db, "sample", LATER), LATER)
    (planned,) = (it for it in plan(db, MONDAY) if it.source == "sample")
    assert planned.next_run
    assert MONDAY < planned.next_run.date() <= MONDAY + timedelta(days=8)


def test_an_address_read_by_a_clock_a_year_ahead_is_due(db: Database) -> None:
    row = dict(url="https://amt.example/", level="Land", added_on=MONDAY.isoformat())
    row |= dict(read_on=LATER.isoformat(), next_on=(LATER + timedelta(days=7)).isoformat())
    db.table("watch").insert(row)
    assert [it.url for it in watch_list(db, MONDAY)] == ["https://amt.example/"]
    assert watch_list(db, LATER) == []


def test_whoever_got_a_letter_by_a_clock_a_year_ahead_gets_the_next_one_in_time() -> None:
    noon = datetime.combine(MONDAY, datetime.min.time()) + timedelta(hours=12)
    assert reader(weekday=0, hour=7, served=LATER).is_due(noon)
    assert not reader(weekday=0, hour=7, served=MONDAY).is_due(noon)
    assert not reader(weekday=0, hour=7, served=MONDAY).is_due(noon - timedelta(days=1))
