"""The line about the status beside the texts is a statement that decisions are held against."""

from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from decision_visits import LATER, WHY, crawl_again, decide, step, told
from flask.testing import FlaskClient
from visitors import visitor

from index.facts import Facts
from index.store import Database
from index.vocabulary import Status
from webapp.accounts.account import Role
from webapp.decisions.cases import cases, replay

LINE = "Programm aktiv, Anträge derzeit nicht möglich"


@pytest.fixture
def manager(db: Database, data_folder: Path) -> FlaskClient:
    return visitor(db, data_folder, Role.MANAGER)


def test_a_line_that_comes_after_the_decision_is_put_before_the_management(
    db: Database, data_folder: Path, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record())
    decide(manager, number, "status", kind="correct", value="open", reason=WHY)
    crawl_again(db, make_record(status_line=LINE), Facts())

    assert told(db, number).standing(LATER).status is Status.OPEN
    desk = manager.get("/entscheidungen").text
    assert "Die Quelle sagt jetzt etwas anderes" in desk
    assert "derzeit ausgesetzt" in desk
    assert "derzeit ausgesetzt" in visitor(db, data_folder).get(f"/programm/{number}").text

    step(manager, number, "status", "uebernehmen")
    assert told(db, number).standing(LATER).status is Status.PAUSED
    assert "Keine Quelle sagt etwas anderes" in manager.get("/entscheidungen").text


def test_a_confirmed_line_counts_until_it_goes(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(status_line=LINE))
    page = manager.get(f"/programm/{number}/angaben/status").text
    assert LINE in page
    assert "Stelle im Text" not in page  # the line stands in no passage
    decide(manager, number, "status", kind="confirm", value="paused")
    crawl_again(db, make_record(), Facts())
    assert told(db, number).standing(LATER).status is not Status.PAUSED
    assert "keine Angabe" in manager.get("/entscheidungen").text


def test_a_removed_line_stands_nowhere(db: Database, save: Save, manager: FlaskClient) -> None:
    number = save(make_record(status_line=LINE))
    assert told(db, number).standing(MONDAY).status is Status.PAUSED
    decide(manager, number, "status", kind="remove", reason=WHY)
    assert told(db, number).standing(MONDAY).status is not Status.PAUSED
    assert told(db, number).status_line == ""


def test_a_decided_line_is_a_test_case_that_agrees(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(status_line=LINE))
    decide(manager, number, "status", kind="confirm", value="paused")
    (case,) = cases(db)
    assert (case.field, case.quote) == ("status_line", LINE)
    assert replay(db, case, lambda _: Facts()).agrees is True
    db.execute("update version set fingerprint = 'other'")
    assert replay(db, case, lambda _: Facts()).on == "quote"
    assert replay(db, case, lambda _: Facts()).agrees is True
