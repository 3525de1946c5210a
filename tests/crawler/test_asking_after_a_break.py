"""After a run that broke off nothing is believed to be "not modified"."""

from datetime import date

import pytest
from conftest import make_record

from crawler.conditional import forget_what_broke_off
from index.facts import Facts
from index.register import save_record
from index.runs import finish_run, start_run
from index.store import Database

DAY = date(2030, 2, 1)


@pytest.fixture
def remembered(db: Database) -> Database:
    """A source that was read well once."""
    run = start_run(db, "sample", DAY)
    save_record(db, run, make_record(), Facts(), "test", DAY)
    finish_run(db, run, DAY)
    db.table("validator").insert(dict(source="sample", url="https://www.example.org/", etag='"a"'))
    return db


@pytest.mark.parametrize("ends", [True, False])
def test_what_a_broken_run_changed_is_asked_for_anew(remembered: Database, ends: bool) -> None:
    run = start_run(remembered, "sample", DAY)
    save_record(remembered, run, make_record(title="Anders"), Facts(), "test", DAY)
    if ends:
        finish_run(remembered, run, DAY, error="abgebrochen")
    forget_what_broke_off(remembered, "sample")
    assert remembered["validator"].count == 0


def test_a_run_that_ended_well_or_changed_nothing_is_believed(remembered: Database) -> None:
    forget_what_broke_off(remembered, "sample")
    run = start_run(remembered, "sample", DAY)
    finish_run(remembered, run, DAY, error="nicht erreichbar")
    forget_what_broke_off(remembered, "sample")
    assert remembered["validator"].count == 1
