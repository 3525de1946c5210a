"""Open groups, what becomes possible together, invitations and answers."""

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from flask.testing import FlaskClient
from visitors import RIEDSTADT, post, visitor

from index.store import Database
from matcher.profile import read_profile
from webapp.accounts.account import Role
from webapp.calendars.events import Pages
from webapp.calendars.reading import content_for_town
from webapp.joint.calls import call
from webapp.joint.groups import open_groups
from webapp.joint.queries import Answer, Offer, interests
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


def invited(manager: FlaskClient, day: str = "2026-07-01", version: int = 0) -> int:
    return post(manager, "/gemeinsam/1/einladen", respond_by=day, version=version, note="Gern?")


@pytest.mark.usefixtures("three")
def test_the_manager_invites_and_a_town_answers_without_seeing_other_vorhaben(
    db: Database, data_folder: Path
) -> None:
    manager, staff = visitor(db, data_folder, Role.MANAGER), visitor(db, data_folder)
    assert TOGETHER in manager.get("/gemeinsam").text
    assert "keine Einladung" in staff.get("/einladungen").text
    assert invited(manager) == 303
    assert set(interests(db)[1]) == {RIEDSTADT, TREBUR, BIEBESHEIM}
    assert "Einladungen (1 offen)" in staff.get("/vorhaben").text

    page = staff.get("/einladungen").text
    assert re.search(r"Trebur: <span[^>]*>noch keine Antwort", page)
    assert "Antwort bis 01.07.2026" in page
    assert "klein" not in page
    assert post(staff, "/einladungen/1", answer="ja", note="Gern") == 303
    assert interests(db)[1][RIEDSTADT].answer is Answer.YES
    assert "Gern" in manager.get("/gemeinsam").text
    assert invited(manager, version=1) == 303
    assert interests(db)[1][RIEDSTADT].answer is Answer.YES  # inviting again keeps the answer


@pytest.mark.usefixtures("three")
def test_many_groups_stand_on_several_pages_and_many_vorhaben_are_counted(
    db: Database, data_folder: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = "https://www.example.org/zwei"
    save(make_record(key="zwei", url=second, title="Zweites Programm"))
    judge_now(db, list(all_projects(db)), MONDAY)
    monkeypatch.setattr("webapp.joint.routes._SIZE", 1)
    monkeypatch.setattr("webapp.joint.routes._MOST_VORHABEN", 2)
    manager = visitor(db, data_folder, Role.MANAGER)
    first, later = (manager.get(f"/gemeinsam?seite={it}").text for it in (1, 2))
    assert TOGETHER in first
    assert "Zweites Programm" not in first
    assert "Stehen auf den folgenden Seiten." in first
    assert "Zweites Programm" in later
    assert "Stehen auf den vorigen Seiten." in later
    assert "und 1 weiteres Vorhaben" in first


@pytest.mark.usefixtures("three")
def test_groups_are_for_the_manager_and_answers_for_who_was_invited(
    db: Database, data_folder: Path
) -> None:
    staff = visitor(db, data_folder)
    assert staff.get("/gemeinsam").status_code == 403
    assert post(staff, "/gemeinsam/1/einladen") == 403
    assert post(staff, "/einladungen/1", answer="ja") == 404
    manager = visitor(db, data_folder, Role.MANAGER)
    assert post(manager, "/gemeinsam/99/einladen") == 404
    assert invited(manager) == 303
    assert post(staff, "/einladungen/1", answer="vielleicht nicht") == 400


@pytest.mark.usefixtures("three")
def test_what_a_town_brings_is_for_the_manager_and_that_it_would_lead_for_all(
    db: Database, data_folder: Path
) -> None:
    manager, staff = visitor(db, data_folder, Role.MANAGER), visitor(db, data_folder)
    invited(manager)
    said = dict(answer="ja", projects=["groß", "klein"], cost="1,5 Mio.", leads="ja")
    assert post(staff, "/einladungen/1", **said) == 303
    offer = interests(db)[1][RIEDSTADT].offer
    assert offer == Offer(leads=True, cost_cents=150_000_000, projects=("groß",))  # not Trebur's
    page = manager.get("/gemeinsam/1").text
    assert "geschätzte Kosten 1.500.000 €" in page
    assert "würde leiten" in page
    assert post(staff, "/einladungen/1", answer="nein", cost="5") == 303
    assert interests(db)[1][RIEDSTADT].offer == Offer()  # who says no brings nothing


@pytest.mark.parametrize("cost", ["viel", "900.000.000.000"])
@pytest.mark.usefixtures("three")
def test_a_cost_that_is_none_is_named_at_its_field_and_the_rest_of_the_answer_stays(
    db: Database, data_folder: Path, cost: str
) -> None:
    manager, staff = visitor(db, data_folder, Role.MANAGER), visitor(db, data_folder)
    invited(manager)
    token = staff.get("/einladungen").text.split('csrf_token" value="')[1].split('"')[0]
    said = dict(csrf_token=token, answer="ja", cost=cost, note="Wir sind dabei")
    answer = staff.post("/einladungen/1", data=said)
    assert answer.status_code == 400
    assert "Bitte geben Sie Euro an" in answer.text
    assert 'value="Wir sind dabei"' in answer.text
    assert interests(db)[1][RIEDSTADT].answer is None


@pytest.mark.usefixtures("three")
def test_an_answer_after_the_day_counts_and_is_marked(db: Database, data_folder: Path) -> None:
    invited(visitor(db, data_folder, Role.MANAGER))
    last, after = (visitor(db, data_folder, today=date(2026, 7, day)) for day in (1, 2))
    post(last, "/einladungen/1", answer="ja")
    assert "verspätet, am" not in last.get("/einladungen").text
    assert "der Tag ist vorbei" in after.get("/einladungen").text
    post(after, "/einladungen/1", answer="ja")
    assert "verspätet, am 02.07.2026" in after.get("/einladungen").text


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "als Datum an"),
        ("31.02.2026", "als Datum an"),
        ("2026-06-14", "ist vorbei"),
        ("2026-07-31", "Die Antragsfrist ist der 31.07.2026"),
    ],
)
def test_the_day_of_the_answer_has_to_lie_before_the_deadline(
    db: Database, save: Save, data_folder: Path, day: str, said: str
) -> None:
    closing = [{"kind": "application", "date": "2026-07-31"}]
    save(make_record(description=TOGETHER), facts=make_facts(deadlines=closing))
    keep(db, "groß", RIEDSTADT, 120_000)
    keep(db, "klein", TREBUR, 40_000)
    judge_now(db, list(all_projects(db)), MONDAY)
    manager = visitor(db, data_folder, Role.MANAGER)
    token = manager.get("/gemeinsam/1").text.split('csrf_token" value="')[1].split('"')[0]
    sent = dict(csrf_token=token, respond_by=day, version=0)
    answer = manager.post("/gemeinsam/1/einladen", data=sent)
    assert (answer.status_code, said in answer.text) == (400, True)
    assert interests(db) == {}


@pytest.mark.usefixtures("three")
def test_who_leads_is_written_down_once_and_a_second_hand_is_told(
    db: Database, data_folder: Path
) -> None:
    manager, staff = visitor(db, data_folder, Role.MANAGER), visitor(db, data_folder)
    invited(manager)
    said = dict(lead=TREBUR, words="Runde vom 10. Juni")
    assert post(manager, "/gemeinsam/1/leitung", version=1, **said) == 303
    assert post(manager, "/gemeinsam/1/leitung", version=1, lead=RIEDSTADT) == 303  # overtaken
    assert (call(db, 1).lead_town, call(db, 1).lead_words) == ("Trebur", "Runde vom 10. Juni")
    assert "Es leitet: <strong>Trebur" in staff.get("/einladungen").text
    assert post(manager, "/gemeinsam/1/leitung", version=2, lead="06433003") == 400


@pytest.mark.usefixtures("three")
def test_the_day_stands_in_the_calendar_of_the_town_until_it_has_answered(
    db: Database, data_folder: Path
) -> None:
    invited(visitor(db, data_folder, Role.MANAGER))
    staff = visitor(db, data_folder)
    pages = Pages(programme=lambda number: f"/programm/{number}", duty=str, training=str)

    def summaries() -> list[str]:
        content = content_for_town(db, RIEDSTADT, MONDAY, pages)
        assert content
        return [f"{it.day} {it.summary}" for it in content.wanted]

    awaited = "2026-07-01 Antwort auf Einladung: Radwege für Städte und Gemeinden"
    assert awaited in summaries()
    post(staff, "/einladungen/1", answer="vielleicht")
    assert awaited not in summaries()
