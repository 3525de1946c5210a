"""Where there are many programmes, a saved Vorhaben is judged beside the site, not by it."""

from collections.abc import Iterable
from datetime import date, timedelta
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
from webapp.projects.queries import matches_of, projects_by_id, projects_of

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


def test_on_a_new_day_a_saved_vorhaben_is_judged_and_the_others_wait_for_the_regular_work(
    client: FlaskClient, db: Database, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal.renew(db, MONDAY)
    number = saved(client, db)

    def everything(*_: object) -> None:
        pytest.fail("everything was judged")

    with monkeypatch.context() as new_day:
        new_day.setattr(renewal, "judge_everything", everything)
        assert judge_saved(db, data_folder, MONDAY + timedelta(days=1)) == 1
    found = matches_of(db, number)
    assert found
    assert renewal.renew(db, MONDAY + timedelta(days=1)).everything
    assert matches_of(db, number) == found


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

    def while_another_is_judged(register: Database, wanted: Iterable[str]) -> dict[str, Project]:
        found = projects_by_id(register, wanted)
        post(client, f"/vorhaben/{number}/bearbeiten", **FORM | dict(cost_eur=next(costs)))
        return found

    monkeypatch.setattr(renewal, "projects_by_id", while_another_is_judged)
    judge_saved(db, data_folder, MONDAY)
    assert is_waiting(db, number)
