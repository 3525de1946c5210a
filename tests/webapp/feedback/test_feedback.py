"""A dismissed programme stays away until it says something else; reasons count elsewhere too."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import MONDAY, Save, make_facts, make_record
from flask.testing import FlaskClient
from visitors import person, visitor

from index.merging.merge import take_in
from index.programme import programme
from index.store import Database
from matcher.feedback import Reason
from matcher.profile import read_profile
from matcher.project import Project
from webapp.accounts.account import Role
from webapp.accounts.queries import account_by_email
from webapp.cli import main
from webapp.digest.ledger import told_to
from webapp.digest.matches import DueMatch, due_matches
from webapp.digest.outbox import Draft, Kind, put
from webapp.feedback.queries import dismiss, dismissals_of, undo
from webapp.feedback.recommending import recommended_to
from webapp.projects.judging import judge_now, renew_feedback
from webapp.projects.queries import matches_of, project, save_project

RIEDSTADT, TREBUR = "06433011", "06433014"
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
STATED = make_facts(funding_rate_max=70)


def keep(db: Database, number: str = "radweg", town: str = RIEDSTADT) -> Project:
    profile = dict(id=number, title="Radweg", municipality=town, applicant_type="Kommune")
    save_project(db, read_profile(profile | dict(looking_for="Zuschuss")), MONDAY)
    found = project(db, number)
    assert found
    return found


@pytest.fixture
def judged(db: Database, save: Save) -> list[Project]:
    """Two Vorhaben of a town that one programme fits."""
    save(make_record(), facts=STATED)
    found = [keep(db), keep(db, "zweiter")]
    judge_now(db, found, MONDAY)
    return found


def say(db: Database, *reasons: Reason) -> int:
    person(db, Role.STAFF)
    account = account_by_email(db, "staff@example.org")
    found = programme(db, 1)
    assert account
    assert found
    number = dismiss(db, "radweg", found, reasons, "", account, NOW)
    stored = project(db, "radweg")
    assert stored
    renew_feedback(db, stored)
    return number


def due(db: Database) -> list[DueMatch]:
    account = account_by_email(db, "staff@example.org")
    assert account
    return due_matches(db, account, told_to(db, account.id, None))


def numbers(db: Database, vorhaben: str) -> list[int]:
    return [match.programme for match in matches_of(db, vorhaben)]


def test_a_dismissed_programme_stays_away_from_that_vorhaben_alone(
    db: Database, judged: list[Project]
) -> None:
    say(db, Reason.TOPIC)
    judge_now(db, judged, MONDAY)
    assert numbers(db, "radweg") == []
    assert numbers(db, "zweiter") == [1]
    account = account_by_email(db, "staff@example.org")
    assert account
    assert {match.project for match in due(db)} == {"zweiter"}


def test_undoing_puts_back_what_stood_there(db: Database, judged: list[Project]) -> None:
    before = matches_of(db, "radweg")
    number = say(db, Reason.TOPIC)
    account = account_by_email(db, "staff@example.org")
    assert account
    undo(db, number, account, NOW)
    undo(db, number, account, NOW)
    assert matches_of(db, "radweg") == before
    assert not dismissals_of(db, "radweg")


def test_it_comes_back_when_something_that_matters_has_changed_and_says_what(
    db: Database, judged: list[Project], save: Save
) -> None:
    say(db, Reason.OWN_SHARE)
    later = MONDAY + timedelta(days=7)
    save(make_record(title="Ein anderer Titel für Radwege"), facts=STATED, today=later)
    judge_now(db, judged, later)
    assert numbers(db, "radweg") == []  # the title is no reason to look again
    save(
        make_record(title="Ein anderer Titel für Radwege", keywords="Radweg"),
        facts=make_facts(funding_rate_max=90),
        today=later,
    )
    judge_now(db, judged, later)
    (match,) = matches_of(db, "radweg")
    assert match.first_seen == later
    (one,) = dismissals_of(db, "radweg")
    assert one.changed == ("Förderquote und Eigenanteil",)


@pytest.mark.parametrize(
    ("reason", "left"), [(Reason.TARGET, 0.5), (Reason.STAFF, 0.7), (Reason.TOPIC, 1.0)]
)
def test_a_reason_lessens_the_score_elsewhere_visibly_and_undoing_gives_it_back(
    db: Database, judged: list[Project], reason: Reason, left: float
) -> None:
    (before,) = matches_of(db, "zweiter")
    number = say(db, reason)
    (after,) = matches_of(db, "zweiter")
    assert after.judgement.score == pytest.approx(before.judgement.score * left, abs=0.06)
    points = sum(part.points for part in after.judgement.parts)
    assert points == pytest.approx(after.judgement.score, abs=0.001)
    judge_now(db, judged, MONDAY)
    assert matches_of(db, "zweiter") == [after]

    account = account_by_email(db, "staff@example.org")
    assert account
    undo(db, number, account, NOW)
    renew_feedback(db, judged[0])
    assert matches_of(db, "zweiter") == [before]


def test_what_another_town_says_counts_for_nobody_else(db: Database, judged: list[Project]) -> None:
    trebur = keep(db, "trebur", TREBUR)
    judge_now(db, [trebur], MONDAY)
    before = matches_of(db, "trebur")
    say(db, Reason.TARGET)
    judge_now(db, [trebur], MONDAY)
    assert matches_of(db, "trebur") == before


def test_a_letter_tells_once_more_of_what_came_back(
    db: Database, judged: list[Project], save: Save
) -> None:
    person(db, Role.STAFF)
    account = account_by_email(db, "staff@example.org")
    assert account
    draft = Draft(
        kind=Kind.WEEKLY,
        email=account.email,
        subject="Brief",
        message_id="<1@example.org>",
        account=account.id,
        lines=tuple(match.line for match in due(db) if match.project == "radweg"),
    )
    put(db, draft, MONDAY, NOW)
    assert "radweg" not in {match.project for match in due(db)}
    say(db, Reason.DEADLINE)
    later = MONDAY + timedelta(days=7)
    save(make_record(keywords="neu"), facts=make_facts(funding_rate_max=90), today=later)
    judge_now(db, judged, later)
    assert "radweg" in {match.project for match in due(db)}


def test_a_dismissed_programme_brings_nobody_together(db: Database, judged: list[Project]) -> None:
    judge_now(db, [keep(db, "trebur", TREBUR)], MONDAY)
    command = ["joint", "--jsonl", "--today", MONDAY.isoformat()]
    assert CliRunner().invoke(main, command).stdout
    say(db, Reason.TOPIC)
    (line,) = CliRunner().invoke(main, command).stdout.splitlines()
    assert json.loads(line)["projects"] == ["zweiter", "trebur"]


def test_what_was_dismissed_goes_along_when_its_programme_is_joined_with_another(
    db: Database, judged: list[Project], save: Save
) -> None:
    number = say(db, Reason.TOPIC)
    other = make_record(key="zwei", url="https://www.example.org/zwei", title="Anders genannt")
    assert save(other, make_record(), facts=STATED) == 2
    take_in(db, 2, 1, MONDAY)
    (one,) = dismissals_of(db, "radweg")
    assert one.programme == 2
    account = account_by_email(db, "staff@example.org")
    assert account
    undo(db, number, account, NOW)
    assert numbers(db, "radweg") == [2]


def send(client: FlaskClient, address: str, **data: object) -> int:
    page = client.get("/vorhaben").text + client.get("/konto").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    return client.post(address, data=dict(csrf_token=token, **data)).status_code


def test_the_page_takes_a_reason_and_shows_how_to_undo(
    db: Database, data_folder: Path, judged: list[Project]
) -> None:
    staff = visitor(db, data_folder)
    form = "/vorhaben/radweg/programm/1/verwerfen"
    assert "falsche Zielgruppe" in staff.get(form).text
    assert send(staff, form) == 400  # no reason, nothing dismissed
    assert send(staff, form, reasons=["TARGET"], words="Nur für <b>Vereine</b>") == 303
    page = staff.get("/vorhaben/radweg").text
    assert "Verworfen" in page
    assert "Nur für &lt;b&gt;Vereine" in page
    assert "bei „Radweg“ verworfen: falsche Zielgruppe" in staff.get("/vorhaben/zweiter").text
    (one,) = dismissals_of(db, "radweg")
    assert send(staff, f"/vorhaben/radweg/verworfen/{one.id}/zurueck") == 303
    assert numbers(db, "radweg") == [1]


def test_a_score_is_shown_with_its_parts_and_the_sentences_behind_them(
    db: Database, data_folder: Path, judged: list[Project]
) -> None:
    page = visitor(db, data_folder).get("/vorhaben/radweg").text
    (match,) = matches_of(db, "radweg")
    parts = match.judgement.parts
    assert sum(part.points for part in parts) == pytest.approx(match.judgement.score, abs=0.001)
    assert "Punkte entstehen" in page
    assert "<q " in page


def test_a_kept_programme_is_marked_and_let_go(
    db: Database, data_folder: Path, judged: list[Project]
) -> None:
    staff = visitor(db, data_folder)
    address = "/vorhaben/radweg/programm/1/merken"
    assert send(staff, address, keep="ja") == 303
    assert "vorgemerkt" in staff.get("/vorhaben/radweg").text
    assert send(staff, address, keep="nein") == 303
    assert "vorgemerkt" not in staff.get("/vorhaben/radweg").text


def test_only_the_manager_recommends_and_only_the_town_addressed_sees_it(
    db: Database, data_folder: Path, judged: list[Project]
) -> None:
    staff, manager = visitor(db, data_folder), visitor(db, data_folder, Role.MANAGER)
    address = "/programm/1/empfehlen"
    assert send(staff, address, towns=[RIEDSTADT]) == 403
    assert send(manager, address) == 400
    assert send(manager, address, towns=[TREBUR, "09999999"], note="Passt zu Geinsheim") == 303
    assert "Passt zu Geinsheim" not in staff.get("/vorhaben/radweg").text
    assert send(manager, address, towns=[RIEDSTADT], note="Für den Radweg") == 303
    for page in ("/vorhaben", "/vorhaben/radweg"):
        assert "Für den Radweg" in staff.get(page).text
    assert "Kommunen empfehlen" in manager.get("/programm/1").text
    assert "Kommunen empfehlen" not in staff.get("/programm/1").text
    (one,) = recommended_to(db, RIEDSTADT)
    assert send(manager, f"/programm/1/empfehlung/{one.id}/zurueck") == 303
    assert not recommended_to(db, RIEDSTADT)


@pytest.mark.parametrize(
    "way", ["programm/1/verwerfen", "programm/1/merken", "verworfen/1/zurueck"]
)
def test_nobody_touches_what_another_town_has(
    db: Database, data_folder: Path, judged: list[Project], way: str
) -> None:
    keep(db, "fremd", TREBUR)
    say(db, Reason.TOPIC)
    assert send(visitor(db, data_folder), f"/vorhaben/fremd/{way}", reasons=["TOPIC"]) == 404
    assert not dismissals_of(db, "fremd")
