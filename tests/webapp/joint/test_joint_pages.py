"""Open groups, what becomes possible together, invitations and answers."""

from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from flask.testing import FlaskClient
from sqlite_utils import Database
from visitors import RIEDSTADT, visitor

from matcher.profile import read_profile
from webapp.accounts.account import Role
from webapp.joint.groups import open_groups
from webapp.joint.queries import Answer, interests
from webapp.projects.judging import judge_now
from webapp.projects.queries import all_projects, save_project

TREBUR, BIEBESHEIM = "06433014", "06433001"
TOGETHER = "Mehrere Kommunen können gemeinsam beantragen."


def keep(db: Database, number: str, town: str, cost: int | None) -> None:
    profile = dict(id=number, title="Radweg", municipality=town, applicant_type="Kommune")
    save_project(db, read_profile(profile | dict(cost_eur=cost)), MONDAY)


@pytest.fixture
def three(db: Database, save: Save) -> None:
    """Three towns, of which one alone reaches the floor of the programme."""
    save(make_record(description=TOGETHER), facts=make_facts(total_cost_min_eur=100_000))
    keep(db, "groß", RIEDSTADT, 120_000)
    keep(db, "klein", TREBUR, 40_000)
    keep(db, "winzig", BIEBESHEIM, 20_000)
    judge_now(db, list(all_projects(db)), MONDAY)


@pytest.mark.usefixtures("three")
def test_near_misses_that_become_possible_together_join_the_group(db: Database) -> None:
    (group,) = open_groups(db)
    assert [one.id for one in group.fitting] == ["groß"]
    assert [one.id for one in group.near] == ["klein", "winzig"]
    assert (group.volume, group.cooperation) == (180_000, TOGETHER)
    assert group.together == ("Zusammen 180.000 €: die Untergrenze 100.000 € ist erreicht.",)


def test_near_misses_that_are_too_small_together_make_no_group(db: Database, save: Save) -> None:
    save(make_record(), facts=make_facts(total_cost_min_eur=100_000))
    keep(db, "klein", TREBUR, 40_000)
    keep(db, "winzig", BIEBESHEIM, 20_000)
    judge_now(db, list(all_projects(db)), MONDAY)
    assert open_groups(db) == []
    keep(db, "winzig", BIEBESHEIM, 60_000)
    judge_now(db, list(all_projects(db)), MONDAY)
    assert len(open_groups(db)) == 1


def send(client: FlaskClient, page: str, address: str, **data: str) -> int:
    token = client.get(page).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    return client.post(address, data=dict(csrf_token=token, **data)).status_code


@pytest.mark.usefixtures("three")
def test_the_manager_invites_and_a_town_answers_without_seeing_other_vorhaben(
    db: Database, data_folder: Path
) -> None:
    manager, staff = visitor(db, data_folder, Role.MANAGER), visitor(db, data_folder)
    assert TOGETHER in manager.get("/gemeinsam").text
    assert "keine Einladung" in staff.get("/einladungen").text
    assert send(manager, "/gemeinsam", "/gemeinsam/1/einladen") == 303
    assert set(interests(db)[1]) == {RIEDSTADT, TREBUR, BIEBESHEIM}
    assert "Einladungen (1 offen)" in staff.get("/vorhaben").text

    page = staff.get("/einladungen").text
    assert "Trebur: noch keine Antwort" in page
    assert "/vorhaben/klein" not in page
    assert send(staff, "/einladungen", "/einladungen/1", answer="ja", note="Gern") == 303
    assert interests(db)[1][RIEDSTADT].answer is Answer.YES
    assert "Gern" in manager.get("/gemeinsam").text
    assert send(manager, "/vorhaben/neu", "/gemeinsam/1/einladen") == 303
    assert interests(db)[1][RIEDSTADT].answer is Answer.YES  # inviting again keeps the answer


@pytest.mark.usefixtures("three")
def test_groups_are_for_the_manager_and_answers_for_who_was_invited(
    db: Database, data_folder: Path
) -> None:
    staff = visitor(db, data_folder)
    assert staff.get("/gemeinsam").status_code == 403
    assert send(staff, "/vorhaben/neu", "/gemeinsam/1/einladen") == 403
    assert send(staff, "/vorhaben/neu", "/einladungen/1", answer="ja") == 404
    manager = visitor(db, data_folder, Role.MANAGER)
    assert send(manager, "/vorhaben/neu", "/gemeinsam/99/einladen") == 404
    assert send(manager, "/vorhaben/neu", "/gemeinsam/1/einladen") == 303
    assert send(staff, "/einladungen", "/einladungen/1", answer="vielleicht nicht") == 400
