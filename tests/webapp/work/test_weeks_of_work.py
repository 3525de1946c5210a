"""Weeks of regular work under a clock of our own: rhythm, nights, spread, and catching up."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from conftest import MONDAY

from index.runs import finish_run, start_run
from index.store import Database
from webapp.crawling.reader import remember_sources
from webapp.operation.schedule import due_sources

START = datetime.combine(MONDAY, time(9))
NIGHT = [time(hour, minute) for hour in range(1, 6) for minute in (0, 15, 30, 45)]
"""When the timer rings in the night; by day once is enough for us."""
Readings = dict[str, list[datetime]]


def ticks(weeks: int, begin: datetime = START) -> Iterator[datetime]:
    """The moments at which the timer rings, the first by day, the last in the night."""
    yield begin
    for number in range(1, 7 * weeks + 1):
        day = begin.date() + timedelta(days=number)
        yield from (datetime.combine(day, moment) for moment in (*NIGHT, time(9)))


def work(db: Database, moments: Iterator[datetime]) -> Readings:
    """Call the work at these moments; whatever is due is read at once and well."""
    done: Readings = defaultdict(list)
    for moment in moments:
        for name in due_sources(db, moment):
            finish_run(db, start_run(db, name, moment.date()), moment.date())
            done[name].append(moment)
    return done


@pytest.fixture
def known(db: Database) -> Database:
    remember_sources(db)
    return db


def test_in_six_weeks_every_source_is_read_in_its_rhythm_and_at_night(known: Database) -> None:
    done = work(known, ticks(6))

    assert {moment for times in done.values() for moment in times[:1]} == {START}, (
        "new ones at once"
    )
    counts = {name: len(times) for name, times in done.items()}
    assert (counts["eu"], counts["foerderdatenbank"], counts["wibank"]) == (43, 15, 7)
    nights = [moment for times in done.values() for moment in times[1:]]
    assert all(1 <= moment.hour <= 5 for moment in nights)


def test_sources_spread_over_the_night_and_over_the_weeks(known: Database) -> None:
    done = work(known, ticks(3))

    first_night = {times[1] for name, times in done.items() if len(times) == 4}
    assert len(first_night) >= 4, "not all at the same time"
    assert all(len({moment.time() for moment in times[1:]}) > 1 for times in done.values())


def test_after_two_weeks_off_all_is_read_once_and_then_in_rhythm_again(known: Database) -> None:
    work(known, ticks(2))
    back = START + timedelta(weeks=4)
    done = work(known, ticks(1, back))

    assert all(times[0] == back for times in done.values())
    assert len(done["wibank"]) == 2
    assert len(done["eu"]) == 8
    assert "bafa" not in done, "switched off"


def test_a_source_that_fails_is_tried_less_and_less_often(known: Database) -> None:
    work(known, ticks(1))
    tried = []
    for moment in ticks(3, START + timedelta(weeks=1)):
        if "wibank" in due_sources(known, moment):
            run = start_run(known, "wibank", moment.date())
            finish_run(known, run, moment.date(), error="Gesperrt.")
            tried.append(moment.date())

    gaps = [(after - before).days for before, after in pairwise(tried)]
    assert gaps[:4] == [1, 2, 4, 7]
