"""Where there are many programmes, a saved Vorhaben is judged beside the site, not by it."""

from datetime import date
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from flask.testing import FlaskClient
from visitors import RIEDSTADT, post

from index.search.locking import locked
from index.store import Database
from matcher.project import Project
from webapp.projects import later, renewal
from webapp.projects.judging import judge_now
from webapp.projects.later import anything_waits, is_waiting, judge_saved
from webapp.projects.queries import all_projects, matches_of, projects_of

FORM = dict(
    municipality=RIEDSTADT,
    title="Radweg nach Stockstadt",
    applicant_type="Kommune",
    cost_eur="40.000",
    looking_for="Zuschuss",
    stage="beschlossen",
)


@pytest.fixture(autouse=True)
def begun(monkeypatch: pytest.MonkeyPatch, save: Save) -> list[tuple[Path, date]]:
    """One programme is many here; what would be started is written down."""
    save(make_record())
    found: list[tuple[Path, date]] = []
    monkeypatch.setattr(later, "AT_ONCE", 0)
    monkeypatch.setattr(later, "_begin", lambda *given: found.append(given))
    return found


def saved(client: FlaskClient, db: Database) -> str:
    assert post(client, "/vorhaben/neu", **FORM) == 303
    return projects_of(db, RIEDSTADT)[0].id


def test_the_page_says_that_it_is_still_being_judged_until_it_is(
    client: FlaskClient, db: Database, data_folder: Path, begun: list[tuple[Path, date]]
) -> None:
    number = saved(client, db)
    assert begun == [(data_folder, MONDAY)]
    assert "wird noch gegen alle Programme geprüft" in client.get(f"/vorhaben/{number}").text
    assert "Zurzeit passt kein" not in client.get(f"/vorhaben/{number}").text
    assert judge_saved(db, data_folder, MONDAY) == 1
    assert "wird noch gegen" not in client.get(f"/vorhaben/{number}").text
    found = matches_of(db, number)
    assert found
    judge_now(db, projects_of(db, RIEDSTADT), MONDAY)
    assert matches_of(db, number) == found


def test_nothing_is_judged_twice(client: FlaskClient, db: Database, data_folder: Path) -> None:
    saved(client, db)
    assert judge_saved(db, data_folder, MONDAY) == 1
    assert judge_saved(db, data_folder, MONDAY) == 0


def test_who_comes_third_leaves_it_to_the_second(
    client: FlaskClient, db: Database, data_folder: Path
) -> None:
    saved(client, db)
    with locked(data_folder / later._WAITING):
        assert judge_saved(db, data_folder, MONDAY) == 0
    assert anything_waits(db)


def test_what_is_saved_again_while_judging_goes_on_waiting(
    client: FlaskClient, db: Database, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = saved(client, db)

    costs = iter(("9000", "9100", "9200"))

    def while_another_is_judged(register: Database) -> list[Project]:
        found = list(all_projects(register))
        post(client, f"/vorhaben/{number}/bearbeiten", **FORM | dict(cost_eur=next(costs)))
        return found

    monkeypatch.setattr(renewal, "all_projects", while_another_is_judged)
    judge_saved(db, data_folder, MONDAY)
    assert is_waiting(db, number)
