"""Proposals follow the crawls; letters, matches, old addresses and the health check a merge."""

from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record, make_source
from visitors import RIEDSTADT, person, visitor

from index.duplicates import renew_proposals
from index.programme import programme
from index.schema import open_database
from index.search.build import rebuild
from index.source import remember_source
from index.store import Database
from matcher.judge import Judgement
from matcher.project import ApplicantKind, Project, Town
from webapp.accounts.account import Role
from webapp.accounts.act import Act
from webapp.accounts.queries import account_by_email
from webapp.crawling.search_index import search_in_step
from webapp.digest.ledger import told_to
from webapp.digest.matches import due_matches
from webapp.digest.outbox import Draft, Kind, put
from webapp.duplicates.deciding import decide, take_back
from webapp.duplicates.queries import open_proposals
from webapp.duplicates.verdict import Verdict
from webapp.operation.health import examine
from webapp.projects.queries import matches_of, save_project, store_matches
from webapp.request import now
from webapp.settings import Settings
from webapp.site import create_app

HOME = Town(ags=RIEDSTADT)


@pytest.fixture
def two(db: Database, save: Save, data_folder: Path) -> Database:
    """Two entries of one programme; a Vorhaben matches the second one."""
    remember_source(db, make_source("bank"))
    save(make_record(title="Moorrichtlinie"))
    save(make_record(source="bank", url="https://bank.example.org/moor", title="Moorrichtlinie"))
    rebuild(db, data_folder)
    project = Project(
        id="moor",
        title="Moorrichtlinie am Altrhein",
        municipality=HOME,
        applicant_type=ApplicantKind.TOWN,
    )
    save_project(db, project, MONDAY)
    found = programme(db, 2)
    assert found is not None
    reasons = ("Stichwörter: Moor",)
    judgement = Judgement(eligible="yes", score=80.0, reasons=reasons, obstacles=())
    store_matches(db, project, [(found, judgement)], MONDAY)
    return db


@pytest.fixture
def act(two: Database, data_folder: Path) -> Act:
    person(two, Role.MANAGER)
    manager = account_by_email(two, "manager@example.org")
    assert manager is not None
    return Act(db=two, folder=data_folder, account=manager, at="2026-06-15", today=MONDAY)


def test_what_a_crawl_brings_is_proposed_at_once(
    db: Database, save: Save, data_folder: Path
) -> None:
    remember_source(db, make_source("bank"))
    page = dict(source="bank", url="https://bank.example.org/moor")
    with search_in_step(db, data_folder, MONDAY):
        save(make_record(title="Moorrichtlinie"))
        save(make_record(**page, title="Moorrichtlinie"))
    assert [pair.found_on for pair in open_proposals(db)] == [MONDAY]
    with search_in_step(db, data_folder, MONDAY.replace(day=22)):
        save(make_record(**page, title="Moorrichtlinie", summary="Neue Worte."))
    assert [pair.found_on for pair in open_proposals(db)] == [MONDAY]
    with search_in_step(db, data_folder, MONDAY.replace(day=29)):
        save(make_record(**page, title="Etwas ganz anderes", summary="Neue Worte."))
    assert open_proposals(db) == []


def test_the_match_of_one_is_the_match_of_both(two: Database, act: Act) -> None:
    two.table("task").insert(dict(name="judge_projects", day=MONDAY.isoformat()))
    decide(act, 1, 2, Verdict.MERGED, "")
    assert [match.programme for match in matches_of(two, "moor")] == [1]
    other = open_database(act.folder)
    assert other.table("task").count == 0  # the regular work judges all Vorhaben again
    other.close()


def test_nobody_is_told_again_of_what_was_joined(two: Database, act: Act) -> None:
    staff = person(two, Role.STAFF)
    account = account_by_email(two, "staff@example.org")
    assert account is not None
    assert account.id == staff
    due = due_matches(two, account, told_to(two, account.id, None))
    assert [match.programme for match in due] == [2]
    draft = Draft(
        kind=Kind.WEEKLY,
        email=account.email,
        subject="Neues",
        message_id="<1@example.org>",
        account=account.id,
        lines=tuple(match.line for match in due),
    )
    put(two, draft, MONDAY, now())
    decide(act, 1, 2, Verdict.MERGED, "")
    assert due_matches(two, account, told_to(two, account.id, None)) == []


def test_a_merge_taken_back_brings_the_match_back(two: Database, act: Act) -> None:
    decide(act, 1, 2, Verdict.MERGED, "")
    (number,) = two.execute("select id from pair_decision").fetchone()
    take_back(act, number)
    assert {match.programme for match in matches_of(two, "moor")} == {1, 2}
    renew_proposals(two, MONDAY)
    assert len(open_proposals(two)) == 1


def test_old_addresses_lead_on_with_all_that_stands_behind(
    two: Database, act: Act, data_folder: Path
) -> None:
    decide(act, 1, 2, Verdict.MERGED, "")
    client = visitor(two, data_folder)
    assert client.get("/programm/2?von=brief").headers["Location"] == "/programm/1?von=brief"
    versions = client.get("/programm/2/fassungen/2/1-1")
    assert versions.headers["Location"] == "/programm/1/fassungen/2/1-1"


def test_who_is_not_signed_in_learns_nothing_of_a_merge(
    two: Database, act: Act, data_folder: Path
) -> None:
    decide(act, 1, 2, Verdict.MERGED, "")
    client = create_app(Settings(data=data_folder), MONDAY).test_client()
    assert "/anmelden" in client.get("/programm/2").headers["Location"]


def test_the_health_check_counts_a_joined_programme_once(
    two: Database, act: Act, data_folder: Path
) -> None:
    decide(act, 1, 2, Verdict.MERGED, "")
    said = [finding.message for finding in examine(Settings(data=data_folder), MONDAY)]
    assert "1 Programme" in said
