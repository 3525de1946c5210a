"""The first page: five of each at most, why a block is empty, and nothing of another town."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from flask.testing import FlaskClient
from visitors import RIEDSTADT, person, visitor

from index.programme import programme
from index.reviews import Reviewer, ReviewKind, review, review_state
from index.store import Database
from matcher.judge import Judgement
from matcher.planning import Meeting
from matcher.project import Project, Town
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_by_email
from webapp.enquiries.enquiry import Asked, Kind, NextStep
from webapp.enquiries.queries import enquiry
from webapp.enquiries.writing import ask, plan, reply
from webapp.feedback.queries import keep
from webapp.feedback.recommending import recommend
from webapp.joint.queries import Answer, answer, invite
from webapp.meetings.queries import add_meetings
from webapp.projects.queries import save_project, store_matches
from webapp.shortlists.queries import make_shortlist, put_in
from webapp.stances.queries import Said, Saying, take_stance
from webapp.start.changes import kept_programmes

TREBUR = "06433014"
NOW = datetime(2026, 6, 15, 9).astimezone()


def add_match(
    db: Database, project: str, number: int, ags: str = RIEDSTADT, **more: object
) -> None:
    found = programme(db, number)
    assert found is not None
    wanted = Project(
        id=project, title=f"Vorhaben {project}", municipality=Town(ags=ags), cost_eur=100_000
    )
    save_project(db, wanted, MONDAY)
    values: dict[str, object] = dict(eligible="yes", score=70.0, reasons=("Gilt in Hessen.",))
    judgement = Judgement(**(values | dict(obstacles=()) | more))  # type: ignore[arg-type]
    store_matches(db, wanted, [(found, judgement)], MONDAY)


def start(client: FlaskClient, path: str = "/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.text


@pytest.fixture
def manager(db: Database) -> Account:
    person(db, Role.MANAGER)
    found = account_by_email(db, "manager@example.org")
    assert found
    return found


def numbered(save: Save, key: str, **more: object) -> int:
    record = make_record(key=key, url=f"https://www.example.org/{key}", title=f"Programm {key}")
    return save(record, facts=make_facts(**more))


def due_on(day: str) -> dict[str, object]:
    return dict(deadlines=[{"kind": "application", "date": day}])


def test_staff_see_new_matches_of_their_own_town_only(
    db: Database, data_folder: Path, save: Save
) -> None:
    number = save(make_record(), facts=make_facts(own_share_min=10))
    add_match(db, "riedrad", number)
    add_match(db, "treburrad", number, ags=TREBUR)
    text = start(visitor(db, data_folder))
    for words in ("Neues für Riedstadt", "1 Programm in den", "Vorhaben riedrad", "Gilt in Hessen"):
        assert words in text
    assert "Eigenanteil mindestens 10.000 €" in text
    assert "treburrad" not in text


def test_what_came_since_the_last_visit_is_new_and_two_visits_a_week_lose_nothing(
    db: Database, data_folder: Path, save: Save
) -> None:
    add_match(db, "riedrad", save(make_record()))
    for days, new in ((0, True), (3, True), (8, False)):
        text = start(visitor(db, data_folder, today=MONDAY + timedelta(days=days)))
        assert ("Gilt in Hessen." in text) is new, days
    assert "nichts dazu" in text
    away = start(visitor(db, data_folder, today=MONDAY + timedelta(days=60)))
    assert "seit Ihrem letzten Besuch am 23.06.2026" in away


def test_before_the_first_visit_the_last_letter_counts(
    db: Database, data_folder: Path, save: Save
) -> None:
    add_match(db, "riedrad", save(make_record()))
    number = person(db, Role.STAFF)
    row = dict(account=number, day="2026-06-15", message_id="<1>", state="sent")
    db.table("letter").insert(row)
    text = start(visitor(db, data_folder, today=MONDAY + timedelta(days=30)))
    assert "seit dem Wochenbrief vom 15.06.2026" in text
    assert "Gilt in Hessen." in text


def test_deadlines_stand_in_order_with_the_council_that_is_in_time(
    db: Database, data_folder: Path, save: Save, manager: Account
) -> None:
    for key, day in (("spaet", "2026-10-01"), ("bald", "2026-09-01"), ("vorbei", "2026-05-01")):
        add_match(db, key, numbered(save, key, **due_on(day), funding_rate_max=80))
    add_meetings(db, RIEDSTADT, [Meeting(day=date(2026, 8, 20), body="Stadtverordnete")])
    text = start(visitor(db, data_folder))
    due = text[text.index("Nächste Fristen") :]
    assert due.index("Programm bald") < due.index("Programm spaet")
    assert "Programm vorbei" not in text
    assert "in 78 Tagen" in due
    assert "Eigenanteil mindestens 20.000 €" in due
    assert "Letzte Sitzung rechtzeitig: Stadtverordnete" in due
    assert "Sitzungstermine sind nur bis 20.08.2026 bekannt" in due


def test_what_may_not_fit_at_all_is_no_deadline_to_keep_free(
    db: Database, data_folder: Path, save: Save
) -> None:
    unsure = numbered(save, "verbund", **due_on("2026-08-01"))
    add_match(db, "offen", unsure, eligible="unclear", obstacles=("Nur im Verbund.",))
    text = start(visitor(db, data_folder))
    assert "Programm verbund" in text
    assert "Programm verbund" not in text[text.index("Nächste Fristen") :]


def test_changes_of_kept_programmes_show_old_and_new(
    db: Database, data_folder: Path, save: Save, manager: Account
) -> None:
    number = save(make_record(), facts=make_facts(**due_on("2026-08-01")))
    add_match(db, "riedrad", number)
    client = visitor(db, data_folder, today=MONDAY + timedelta(days=1))
    assert "Noch ist kein Programm gemerkt" in start(client)
    keep(db, "riedrad", number, manager, NOW)
    assert "sich in den letzten 7 Tagen nichts geändert" in start(client)
    facts = make_facts(**due_on("2026-09-15"))
    save(make_record(deadline_text="Neu"), facts=facts, today=MONDAY + timedelta(days=1))
    text = start(client)
    changes = text[text.index("Geändert bei") : text.index("Wartet auf uns")]
    assert "01.08.2026</del>" in changes
    assert "15.09.2026</ins>" in changes
    assert "vorgemerkt für „Vorhaben riedrad“" in changes


def test_what_the_manager_recommends_stands_there_with_the_note(
    db: Database, data_folder: Path, save: Save, manager: Account
) -> None:
    number = save(make_record())
    recommend(db, number, [RIEDSTADT], "Für den <Radweg>", manager, NOW)
    recommend(db, number, [TREBUR], "Nur für Trebur", manager, NOW)
    text = start(visitor(db, data_folder))
    assert "Für den &lt;Radweg&gt;" in text
    assert "Nur für Trebur" not in text


def test_what_a_person_or_the_town_keeps_anywhere_counts_as_kept(
    db: Database, data_folder: Path, save: Save, manager: Account
) -> None:
    staff = account_by_email(db, f"{Role.STAFF}@example.org") if person(db, Role.STAFF) else None
    assert staff
    numbers = [numbered(save, key) for key in ("liste", "haltung", "fremd")]
    own = make_shortlist(db, "Meine", staff, NOW)
    foreign = make_shortlist(db, "Fremde", manager, NOW)
    moved = dataclasses.replace(staff, municipality="06433014")
    left = make_shortlist(db, "Der früheren Kommune", moved, NOW, of_town=True)
    for shortlist, number in ((own, numbers[0]), (foreign, numbers[2]), (left, numbers[2])):
        put_in(db, shortlist, number, staff, NOW)
    take_stance(db, numbers[1], Said(says=Saying.INTERESTED), 0, staff, NOW)
    kept = kept_programmes(db, staff, RIEDSTADT, [])
    assert {number: why for number, (_, why) in kept.items()} == {
        numbers[0]: "in „Meine“",
        numbers[1]: "Interesse bekundet",
    }


def test_questions_wait_for_the_manager_and_answers_for_who_asked(
    db: Database, data_folder: Path, manager: Account
) -> None:
    staff = account_by_email(db, f"{Role.STAFF}@example.org") if person(db, Role.STAFF) else None
    assert staff
    asked = Asked(kind=Kind.QUESTION, subject="Eigenanteil <Bad>", words="Wie viel?")
    number = ask(db, asked, staff, NOW)
    assert "Eigenanteil &lt;Bad&gt;" in start(visitor(db, data_folder, Role.MANAGER))
    assert "Eigenanteil" not in start(visitor(db, data_folder))
    found = enquiry(db, number, manager)
    assert found
    reply(db, found, "Zehn Prozent.", manager, NOW + timedelta(hours=1))
    assert "Eigenanteil" not in start(visitor(db, data_folder, Role.MANAGER))
    assert "hat am 15.06.2026 geantwortet" in start(visitor(db, data_folder))
    assert "überfällig" not in start(visitor(db, data_folder, Role.MANAGER))
    assert plan(db, number, NextStep(words="Anrufen", due_on=MONDAY - timedelta(days=1)), 1)
    assert "1 nächster Schritt ist überfällig" in start(visitor(db, data_folder, Role.MANAGER))


def test_invitations_and_incomplete_projects_wait_until_they_are_done(
    db: Database, data_folder: Path, save: Save, manager: Account
) -> None:
    number = save(make_record())
    invite(db, number, [RIEDSTADT, TREBUR], "Zusammen?", manager, NOW)
    add_match(db, "riedrad", number)
    client = visitor(db, data_folder)
    waiting = start(client)[start(client).index("Wartet auf uns") :]
    assert "Zusammen?" in waiting
    assert "Es fehlt: eine Beschreibung" in waiting
    answer(db, number, RIEDSTADT, Answer.YES, "", manager, NOW)
    assert "Zusammen?" not in start(client)


def test_of_a_long_block_five_are_shown_and_the_rest_one_click_away(
    db: Database, data_folder: Path, save: Save, manager: Account
) -> None:
    for number in range(7):
        recommend(db, numbered(save, f"p{number}"), [RIEDSTADT], "", manager, NOW)
    client = visitor(db, data_folder)
    text = start(client)
    assert text.count("empfohlen am") == 5
    assert "/uebersicht/empfehlungen" in text
    assert start(client, "/uebersicht/empfehlungen").count("empfohlen am") == 7
    for block in ("treffer", "fristen", "aenderungen", "offen"):
        start(client, f"/uebersicht/{block}")
    assert client.get("/uebersicht/unsinn").status_code == 404


def test_without_a_project_the_page_says_what_to_do(db: Database, data_folder: Path) -> None:
    assert "Beschreiben Sie ein Vorhaben" in start(visitor(db, data_folder))


def test_readers_without_a_town_see_new_programmes_and_nothing_of_a_town(
    db: Database, data_folder: Path, save: Save, manager: Account
) -> None:
    save(make_record(key="alt", url="https://www.example.org/alt", title="Von Anfang an"))
    later = MONDAY + timedelta(days=1)
    number = save(make_record(), today=later)
    add_match(db, "riedrad", number)
    recommend(db, number, [RIEDSTADT], "Nur für Riedstadt", manager, NOW)
    client = visitor(db, data_folder, Role.READER, today=later)
    text = start(client)
    assert "Radwege für Städte" in text
    for words in ("Von Anfang an", "riedrad", "Nur für Riedstadt"):
        assert words not in text
    assert client.get("/uebersicht/treffer").status_code == 404
    who = Reviewer(account=manager.id, by="m", at="2026-06-16T09:00:00", batch="1")
    state = review_state(db, number)
    review(db, number, ReviewKind.HIDDEN, who, state=state, reason="doppelt")
    assert "Radwege für Städte" not in start(client)


def test_the_manager_reads_what_waits_answers_and_letters_that_failed(
    db: Database, data_folder: Path, save: Save, manager: Account
) -> None:
    number = save(make_record())
    add_match(db, "riedrad", number)
    add_match(db, "treburrad", number, ags=TREBUR)
    invite(db, number, [RIEDSTADT, TREBUR], "", manager, NOW)
    answer(db, number, TREBUR, Answer.YES, "", manager, NOW)
    failed = dict(
        account=manager.id, day="2026-06-15", message_id="<1>", state="failed", email="weg@x.de"
    )
    at = datetime.now(UTC).isoformat()
    db.table("letter").insert(failed | dict(error="550 unbekannt", claimed_at=at))
    text = start(visitor(db, data_folder, Role.MANAGER))
    for words in ("1 Programm passt", "Interesse: Trebur.", "Antwort fehlt: Riedstadt.", "550 unb"):
        assert words in text
    technik = start(visitor(db, data_folder, Role.ADMIN))
    assert "Wochenbrief an" in technik
    assert "Programm passt" not in technik


@pytest.mark.parametrize(("role", "invited"), [("staff", True), ("reader", False)])
def test_only_who_may_write_is_invited_to_describe_a_project(
    db: Database, data_folder: Path, role: str, invited: bool
) -> None:
    assert ('href="/vorhaben/neu"' in start(visitor(db, data_folder, Role(role)))) is invited


def test_a_visit_is_not_waited_for_while_the_database_is_written(
    db: Database, data_folder: Path, save: Save
) -> None:
    client = visitor(db, data_folder)
    db.execute("begin immediate")
    try:
        started: Callable[[], datetime] = datetime.now
        before = started()
        assert "Was gibt es Neues" in start(client)
        assert started() - before < timedelta(seconds=5)
    finally:
        db.rollback()
    assert not list(db.query("select * from visit"))
