"""A group becomes one Förderakte: applicants with roles, their Vorhaben and their costs."""

from pathlib import Path

import pytest
from akten import BIEBESHEIM, as_it_is
from conftest import MONDAY, Save, make_facts, make_record
from flask.testing import FlaskClient
from visitors import RIEDSTADT, TREBUR, post, visitor

from index.store import Database
from matcher.profile import read_profile
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_by_email
from webapp.applications.akte import Part, Team
from webapp.applications.deleting import delete_application
from webapp.applications.queries import events
from webapp.applications.steps import steps_of
from webapp.joint.blueprint import moment
from webapp.joint.calls import call
from webapp.joint.queries import Answer, Offer, answer
from webapp.projects.judging import judge_now
from webapp.projects.queries import all_projects, save_project


@pytest.fixture
def manager(db: Database, save: Save, data_folder: Path) -> FlaskClient:
    """The manager, who has invited three towns; Riedstadt said what it would bring."""
    closing = make_facts(deadlines=[{"kind": "application", "date": "2026-12-01"}])
    save(make_record(description="Mehrere Kommunen beantragen gemeinsam."), facts=closing)
    for town in (RIEDSTADT, TREBUR, BIEBESHEIM):
        profile = dict(id=f"radweg-{town}", title="Radweg", municipality=town)
        save_project(db, read_profile(profile | dict(applicant_type="Kommune")), MONDAY)
    judge_now(db, list(all_projects(db)), MONDAY)
    client = visitor(db, data_folder, Role.MANAGER)
    post(client, "/gemeinsam/1/einladen", respond_by="2026-07-01", version=0)
    post(client, "/gemeinsam/1/leitung", lead=TREBUR, version=1)
    offer = Offer(cost_cents=25_000_000, projects=(f"radweg-{RIEDSTADT}",))
    with client.application.test_request_context():
        now = moment()
    answer(db, 1, RIEDSTADT, Answer.YES, "", account_of(db), now, offer)
    return client


def account_of(db: Database) -> Account:
    found = account_by_email(db, "manager@example.org")
    assert found
    return found


def found(client: FlaskClient, lead: str = TREBUR, **teams: str) -> int:
    chosen = {f"team-{ags}": team for ags, team in teams.items()}
    return post(client, "/gemeinsam/1/akte", title="Radwege gemeinsam", lead=lead, **chosen)


def test_the_group_becomes_an_akte_with_roles_vorhaben_costs_and_a_checklist(
    db: Database, manager: FlaskClient
) -> None:
    page = manager.get("/gemeinsam/1/akte").text
    assert f'<option value="{TREBUR}" selected' in page or f'selected value="{TREBUR}"' in page
    assert found(manager, **{TREBUR: "PL", RIEDSTADT: "PG", BIEBESHEIM: "AG"}) == 303
    akte = as_it_is(db, 1)
    assert {it.municipality: it.team for it in akte.applicants} == {
        TREBUR: Team.LEADS, RIEDSTADT: Team.PROJECT, BIEBESHEIM: Team.WORKING,
    }  # fmt: skip
    lead, shares = akte.applicant(TREBUR), akte.applicant(RIEDSTADT)
    assert lead
    assert shares
    assert (lead.part, akte.lead) == (Part.LEAD, TREBUR)
    assert shares.money.cost == 25_000_000
    assert f"radweg-{RIEDSTADT}" in akte.projects
    assert akte.deadline
    assert steps_of(db, 1)
    assert [it.what.value for it in events(db, 1)][-1] == "opened"
    assert call(db, 1).application == 1
    assert found(manager, **{TREBUR: "PL", RIEDSTADT: "PG"}) == 303  # there is one: no second
    assert db.table("application").count == 1
    assert "/foerderakten/1" in manager.get("/gemeinsam/1").text


@pytest.mark.parametrize(
    ("lead", "teams"),
    [(TREBUR, [TREBUR]), ("", [TREBUR, RIEDSTADT]), (RIEDSTADT, [TREBUR, BIEBESHEIM])],
)
def test_an_akte_of_one_or_without_a_lead_among_its_towns_is_refused(
    db: Database, manager: FlaskClient, lead: str, teams: list[str]
) -> None:
    assert found(manager, lead, **dict.fromkeys(teams, "PG")) == 400
    assert db.table("application").count == 0


def test_after_the_akte_was_deleted_the_call_stands_and_another_can_be_opened(
    db: Database, manager: FlaskClient, data_folder: Path
) -> None:
    found(manager, **{TREBUR: "PL", RIEDSTADT: "PG"})
    delete_application(db, data_folder, as_it_is(db, 1), account_of(db))
    assert (call(db, 1).lead, call(db, 1).application) == (TREBUR, None)
    assert found(manager, **{TREBUR: "PL", RIEDSTADT: "PG"}) == 303
