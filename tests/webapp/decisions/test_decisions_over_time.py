"""What becomes of a decision when the source goes on: other words, another reader or address."""

from pathlib import Path

import pytest
from conftest import Save, make_facts, make_record, make_source
from decision_visits import (
    LATER,
    SENTENCE,
    WHY,
    crawl_again,
    days,
    deadline,
    decide,
    facts_of,
    stated,
    step,
)
from flask.testing import FlaskClient
from visitors import visitor

from index.moving import follow_moves
from index.register import save_record
from index.runs import start_run
from index.source import remember_source
from index.store import Database
from webapp.accounts.account import Role


@pytest.fixture
def manager(db: Database, data_folder: Path) -> FlaskClient:
    return visitor(db, data_folder, Role.MANAGER)


def test_a_correction_survives_a_crawl_that_brings_other_words(
    db: Database, data_folder: Path, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(summary=SENTENCE), facts=stated())
    decide(manager, number, "deadlines", kind="correct", reason=WHY, **deadline("31.07.2026"))
    assert "Keine Quelle sagt etwas anderes" in manager.get("/entscheidungen").text

    new = "Anträge sind bis zum 15. August 2026 zu stellen."
    crawl_again(db, make_record(summary=new), stated("2026-08-15", new))

    assert days(db, number) == ["2026-07-31"]
    desk = manager.get("/entscheidungen").text
    staff = visitor(db, data_folder).get(f"/programm/{number}").text
    for text in (desk, staff):
        assert "Antrag bis 15.08.2026" in text
        assert "Antrag bis 31.07.2026 (berichtigt)" in text
    assert "Entscheidung behalten" in desk
    assert "Entscheidung behalten" not in staff
    assert "1 Entscheidung" in manager.get("/neues").text


def test_keeping_a_decision_settles_the_doubt(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(summary=SENTENCE), facts=stated())
    decide(manager, number, "deadlines", kind="correct", reason=WHY, **deadline("31.07.2026"))
    new = "Anträge sind bis zum 15. August 2026 zu stellen."
    crawl_again(db, make_record(summary=new), stated("2026-08-15", new))
    step(manager, number, "deadlines", "behalten")
    assert days(db, number) == ["2026-07-31"]
    assert "Keine Quelle sagt etwas anderes" in manager.get("/entscheidungen").text


def test_taking_what_the_source_says_settles_the_doubt(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(summary=SENTENCE), facts=stated())
    decide(manager, number, "deadlines", kind="correct", reason=WHY, **deadline("31.07.2026"))
    new = "Anträge sind bis zum 15. August 2026 zu stellen."
    crawl_again(db, make_record(summary=new), stated("2026-08-15", new))
    step(manager, number, "deadlines", "uebernehmen", von="liste")
    assert days(db, number) == ["2026-08-15"]
    assert "Keine Quelle sagt etwas anderes" in manager.get("/entscheidungen").text


def test_a_confirmed_value_holds_against_another_reader_but_not_against_other_words(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    record = make_record(summary=f"Radwege. {SENTENCE}")
    number = save(record, facts=stated())
    decide(manager, number, "deadlines", kind="confirm")

    crawl_again(db, record, stated("2025-01-01", "aus einer anderen Regel"), extractor="rules-99")
    assert days(db, number) == ["2026-06-30"]
    assert "es gilt weiter die Entscheidung" in manager.get("/entscheidungen").text

    new = "Anträge sind bis zum 15. August 2026 zu stellen."
    crawl_again(db, make_record(summary=new), stated("2026-08-15", new), extractor="rules-99")
    assert days(db, number) == ["2026-08-15"]
    text = manager.get("/entscheidungen").text
    assert "Der bestätigte Satz steht nicht mehr in der Quelle" in text
    assert "Antrag bis 30.06.2026 (bestätigt)" in text


def test_a_confirmed_absence_holds_while_the_text_does(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    record = make_record()
    number = save(record)
    decide(manager, number, "funding_rate_max", kind="confirm")
    crawl_again(db, record, make_facts(funding_rate_max=80), extractor="rules-99")
    assert "funding_rate_max" not in facts_of(db, number)
    assert "bis zu 80 %" in manager.get("/entscheidungen").text


def test_cosmetic_changes_and_moved_sentences_raise_no_doubt(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(summary=SENTENCE), facts=stated())
    decide(manager, number, "deadlines", kind="confirm")
    moved = make_record(summary="Wir fördern Radwege.", description=SENTENCE.replace(" ", "  "))
    crawl_again(db, moved, stated())
    assert "Keine Quelle sagt etwas anderes" in manager.get("/entscheidungen").text
    assert days(db, number) == ["2026-06-30"]


def test_a_decision_follows_its_record_to_another_address(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(), facts=stated())
    decide(manager, number, "deadlines", kind="correct", reason=WHY, **deadline("31.07.2026"))
    run = start_run(db, "sample", LATER)
    moved = make_record(key="radweg-neu", url="https://www.example.org/neu/radweg")
    save_record(db, run, moved, stated(), "test", LATER)
    assert follow_moves(db, run, "sample") == 1
    assert days(db, number) == ["2026-07-31"]


def test_decisions_of_joined_records_are_both_kept_and_their_contradiction_is_told(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    remember_source(db, make_source("other", label="Andere Quelle", precedence=2))
    first = save(make_record(), facts=stated(80, "80 Prozent", "funding_rate_max"))
    twin = make_record(source="other", key="b", url="https://other.example/radweg")
    second = save(twin, facts=stated(60, "60 Prozent", "funding_rate_max"))
    decide(manager, first, "funding_rate_max", kind="correct", value="70", reason=WHY)
    decide(manager, second, "funding_rate_max", kind="correct", value="50", reason=WHY)
    (other,) = db.query("select record from programme_record where programme = ?", [second])

    db.table("programme_record").update(other["record"], dict(programme=first))
    assert facts_of(db, first).value("funding_rate_max") == 50
    assert "anders entschieden" in manager.get("/entscheidungen").text
    step(manager, first, "funding_rate_max", "behalten")
    assert "Keine Quelle sagt etwas anderes" in manager.get("/entscheidungen").text

    db.table("programme_record").update(other["record"], dict(programme=second))
    assert facts_of(db, first).value("funding_rate_max") == 70
    assert facts_of(db, second).value("funding_rate_max") == 50


def test_every_decision_stays_in_the_history(
    db: Database, data_folder: Path, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(), facts=stated(80, "80 Prozent", "funding_rate_max"))
    decide(manager, number, "funding_rate_max", kind="correct", value="70", reason="erster Grund")
    decide(manager, number, "funding_rate_max", kind="remove", reason="zweiter Grund")
    step(manager, number, "funding_rate_max", "zuruecknehmen", reason="war falsch")
    assert facts_of(db, number).value("funding_rate_max") == 70
    step(manager, number, "funding_rate_max", "zuruecknehmen")
    assert facts_of(db, number).value("funding_rate_max") == 80
    text = manager.get(f"/programm/{number}/angaben/funding_rate_max").text
    for words in ("erster Grund", "zweiter Grund", "war falsch", "manager@example.org"):
        assert words in text
    assert text.count("zurückgenommen am 15.06.2026") == 2
