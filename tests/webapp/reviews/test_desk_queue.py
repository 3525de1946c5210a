"""The queue of the desk: everything that waits, in one list that is never behind the register."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_facts, make_record, make_source
from flask.testing import FlaskClient
from visitors import person, visitor

from index.desk import count_desk, desk_part
from index.facts import DecisionKind
from index.links import outgoing_links
from index.programme import programme
from index.record import Link
from index.review_queue import Waiting, count_waiting
from index.reviews import Reviewer, ReviewKind, review, review_state, set_source_rule
from index.source import remember_source
from index.store import Database
from index.vocabulary import ApplicantType, Region
from webapp.accounts.account import Account, Role
from webapp.accounts.act import Act
from webapp.accounts.queries import account_by_email
from webapp.decisions import deciding as facts
from webapp.duplicates import deciding as pairs
from webapp.duplicates.verdict import Verdict
from webapp.feedback.recommending import recommend, recommendations_of
from webapp.reviews.desk_list import note_broken_links, renew_desk

TUESDAY = MONDAY + timedelta(days=1)
NOW = datetime(2026, 6, 15, 9).astimezone()
KITA = make_record(key="kita", url="https://www.example.org/kita", title="Kita")
OTHER = make_record(
    source="second", key="radweg2", url="https://www.example.net/rad", title="Radwege (Land)"
)


@pytest.fixture
def manager(db: Database) -> Account:
    person(db, Role.MANAGER)
    found = account_by_email(db, "manager@example.org")
    assert found
    return found


@pytest.fixture
def client(db: Database, data_folder: Path, manager: Account) -> FlaskClient:
    return visitor(db, data_folder, Role.MANAGER, today=TUESDAY)


def kinds(db: Database, today: date = TUESDAY) -> dict[str, int]:
    renew_desk(db, today)
    return count_desk(db, today)


def due_on(day: str) -> list[dict[str, str]]:
    return [{"kind": "application", "date": day}]


def look_through(db: Database, manager: Account, number: int, kind: str = "reviewed") -> int:
    who = Reviewer(account=manager.id, by=manager.email, at="2026-06-15T09:00:00", batch="1")
    state = review_state(db, number)
    return review(db, number, ReviewKind(kind), who, state=state, reason="Grund")


def fact_act(db: Database, folder: Path, manager: Account) -> Act:
    at = "2026-06-15T09:00:00"
    return Act(db=db, folder=folder, account=manager, at=at, today=MONDAY)


def correct(db: Database, folder: Path, manager: Account, number: int, day: str) -> None:
    seen = facts.shown(db, number, "deadlines")
    assert seen
    act = fact_act(db, folder, manager)
    facts.write_down(act, seen, DecisionKind.CORRECT, due_on(day), "Anruf", seen.state)


def two_sources(save: Save, db: Database, first: str, second: str) -> tuple[int, int]:
    """The same programme in two sources, each with a deadline of its own."""
    remember_source(db, make_source("second", precedence=2))
    one = save(make_record(), facts=make_facts(deadlines=due_on(first)))
    return one, save(OTHER, facts=make_facts(deadlines=due_on(second)))


def merge(db: Database, folder: Path, manager: Account) -> None:
    at = "2026-06-15T09:00:00"
    act = Act(db=db, folder=folder, account=manager, at=at, today=MONDAY)
    pairs.decide(act, 1, 2, Verdict.MERGED, "")


def test_the_list_says_what_the_whole_register_says_whatever_happens(
    db: Database, data_folder: Path, save: Save, manager: Account
) -> None:
    remember_source(db, make_source("second", precedence=2))
    number = save(make_record(), KITA)
    steps: tuple[Callable[[], object], ...] = (
        lambda: look_through(db, manager, number),
        lambda: save(make_record(deadline_text="Neu"), KITA, today=TUESDAY),
        lambda: save(OTHER),
        lambda: merge(db, data_folder, manager),
        lambda: look_through(db, manager, number, "hidden"),
        lambda: look_through(db, manager, number, "shown"),
        lambda: set_source_rule(db, "sample", True, "m", "2026-06-16T09:00:00"),
        lambda: db.execute("update record set presence = 'gone'"),
    )
    seen = []
    for step in steps:
        step()
        whole = count_waiting(db)
        kept = {
            name: n for name, n in kinds(db).items() if name in ("new", "changed", "gone", "hidden")
        }
        assert kept == whole
        seen.append(whole)
    assert len({str(it) for it in seen}) > 4


def test_contradictions_wait_until_somebody_looked_and_again_when_a_source_changes(
    db: Database, data_folder: Path, save: Save, manager: Account, client: FlaskClient
) -> None:
    number, _ = two_sources(save, db, "2026-09-01", "2026-10-01")
    merge(db, data_folder, manager)
    assert kinds(db)["contradiction"] == 1
    text = client.get("/pruefen?art=contradiction").text
    assert "01.09.2026" in text
    assert "01.10.2026" in text
    look_through(db, manager, number)
    assert "contradiction" not in kinds(db)
    save(
        make_record(source="second", key="radweg2", url=OTHER.url, title="Radwege (Land) neu"),
        facts=make_facts(deadlines=due_on("2026-11-01")),
        today=TUESDAY,
    )
    assert kinds(db)["contradiction"] == 1


def test_a_deadline_that_is_over_waits_where_a_town_relies_on_it_from_the_day_after(
    db: Database, save: Save, manager: Account
) -> None:
    number = save(make_record(), facts=make_facts(deadlines=due_on("2026-06-20")))
    save(KITA, facts=make_facts(deadlines=due_on("2026-06-20")))
    recommend(db, number, ["06433011"], "", manager, NOW)
    look_through(db, manager, number)
    assert "expired" not in kinds(db, date(2026, 6, 20))
    assert kinds(db, date(2026, 6, 21))["expired"] == 1
    (entry,) = desk_part(db, date(2026, 6, 21), "expired", "", 0, 20)
    assert (entry.programme, entry.keys(Waiting.EXPIRED)) == (number, ["deadlines"])


def test_a_decision_that_the_source_no_longer_bears_out_stands_first(
    db: Database, data_folder: Path, save: Save, manager: Account, client: FlaskClient
) -> None:
    number = save(make_record(), KITA, facts=make_facts(deadlines=due_on("2026-09-01")))
    correct(db, data_folder, manager, number, "2026-09-15")
    facts_now = make_facts(deadlines=due_on("2026-12-01"))
    save(make_record(deadline_text="Neu"), KITA, facts=facts_now, today=TUESDAY)
    assert kinds(db)["doubt"] == 1
    text = client.get("/pruefen").text
    assert text.index("Entscheidung behalten") < text.index("Kita</a>")
    assert 'name="zurueck" value="#p1"' in text


def test_broken_links_and_possible_doubles_stand_in_the_same_list(
    db: Database, data_folder: Path, save: Save, client: FlaskClient
) -> None:
    remember_source(db, make_source("second", precedence=2))
    dead = "https://www.example.org/weg"
    save(make_record(links=(Link(url=dead, label="Merkblatt"),)))
    save(OTHER)
    row = dict(url=dead, state="defekt", failed_on="2026-06-10", said="404")
    db.table("link").insert(row | dict(checked_on="2026-06-15"))
    note_broken_links(db, outgoing_links(db))
    pair = dict(first=1, second=2, relation="same_programme", score=0.9, reasons='["Titel gleich"]')
    db.table("proposal").insert(pair | dict(found_on="2026-06-15"))
    found = kinds(db)
    assert (found["link"], found["double"], found["all"]) == (1, 1, 2)
    text = client.get("/pruefen").text
    for words in ("Titel gleich", dead, "seit 10.06.2026 ins Leere", "Nicht dasselbe"):
        assert words in text


def test_the_list_of_one_source_holds_its_programmes_alone(
    db: Database, data_folder: Path, save: Save, client: FlaskClient
) -> None:
    remember_source(db, make_source("second", precedence=2))
    save(make_record(), KITA)
    save(OTHER)
    renew_desk(db, TUESDAY)
    assert count_desk(db, TUESDAY, "second") == {"new": 1, "all": 1}
    text = client.get("/pruefen?quelle=second").text
    assert "Radwege (Land)" in text
    assert "Kita" not in text
    assert "Kita" in client.get("/pruefen?quelle=unsinn").text


def test_who_decides_a_pair_second_overwrites_nothing(
    db: Database, data_folder: Path, save: Save, manager: Account, client: FlaskClient
) -> None:
    remember_source(db, make_source("second", precedence=2))
    save(make_record())
    save(OTHER)
    pair = dict(first=1, second=2, relation="same_programme", score=0.9, reasons="[]")
    db.table("proposal").insert(pair | dict(found_on="2026-06-15"))
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/pruefen").text)
    assert token
    sent = dict(csrf_token=token[1], first=1, second=2, known="", zurueck="art=new#p1")
    for verdict, said in (("different", "Entschieden: nicht dasselbe"), ("merged", "blieb, wie")):
        answer = client.post("/doppelte/entscheiden", data=sent | dict(verdict=verdict))
        assert answer.headers["Location"] == "/pruefen?art=new#p1"
        assert said in client.get("/pruefen").text
    assert db.table("merge").count == 0


def test_a_programme_is_recommended_from_the_queue_and_one_comes_back_to_its_place(
    db: Database, data_folder: Path, save: Save, client: FlaskClient
) -> None:
    number = save(make_record(), KITA)
    text = client.get("/pruefen?art=new").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert token
    assert f"/programm/{number}/angaben/deadlines?zurueck=art%3Dnew%23p{number}" in text
    sent = dict(csrf_token=token[1], towns=["06433011", "unsinn"], note="Für <Sie>")
    for back, goes in (
        (f"art=new&seite=2#p{number}", f"/pruefen?art=new&seite=2#p{number}"),
        ("//anderswo.example", "/pruefen"),
        ("https://anderswo.example", "/pruefen"),
    ):
        answer = client.post(f"/pruefen/{number}/empfehlen", data=sent | dict(zurueck=back))
        assert answer.headers["Location"] == goes
    assert [(it.town, it.note) for it in recommendations_of(db, number)] == [
        ("Riedstadt", "Für <Sie>")
    ]


def test_a_correction_leads_back_to_the_place_in_the_queue(
    db: Database, data_folder: Path, save: Save, client: FlaskClient
) -> None:
    number = save(make_record(), facts=make_facts(own_share_min=10))
    address = f"/programm/{number}/angaben/own_share_min?zurueck=art%3Dnew%23p{number}"
    text = client.get(address).text
    assert f'href="/pruefen?art=new#p{number}"' in text
    sent = {
        name: match[1]
        for name in ("csrf_token", "state")
        if (match := re.search(rf'name="{name}"[^>]*value="([^"]+)"', text))
    }
    more = dict(kind="correct", value="20", reason="Anruf beim Amt")
    answer = client.post(address, data=sent | more)
    assert answer.headers["Location"] == f"/pruefen?art=new#p{number}"


def test_a_page_does_not_wait_for_a_crawl_that_is_writing(
    db: Database, data_folder: Path, save: Save, client: FlaskClient
) -> None:
    save(make_record())
    db.execute("begin immediate")
    try:
        assert client.get("/pruefen").status_code == 200
    finally:
        db.rollback()
    assert "Radwege" in client.get("/pruefen").text


def test_what_is_not_for_towns_in_hessen_stands_at_the_end(
    db: Database, data_folder: Path, save: Save, client: FlaskClient
) -> None:
    def programme_of(title: str, **more: object) -> int:
        return save(
            make_record(key=title, url=f"https://www.example.org/{title}", title=title, **more)
        )

    far = programme_of("Bayern", regions=(Region.BAVARIA,))
    firms = programme_of("Betriebe", eligible_applicants=(ApplicantType.COMPANY,))
    near = {
        programme_of("Land"),
        programme_of("Bund", regions=(Region.NATIONWIDE, Region.BAVARIA)),
        programme_of("EU", regions=(Region.EU,)),
        programme_of("Offen", regions=(), eligible_applicants=()),
    }
    renew_desk(db, TUESDAY)
    order = [it.programme for it in desk_part(db, TUESDAY, "", "", 0, 10)]
    assert (set(order[:4]), set(order[4:])) == (near, {far, firms})
    save(make_record(key="Bayern", url="https://www.example.org/Bayern", title="Bayern"))
    renew_desk(db, TUESDAY)
    assert desk_part(db, TUESDAY, "", "", 5, 1)[0].programme == firms
    assert "stehen am Ende" in client.get("/pruefen").text


def test_whatever_was_decided_last_is_taken_back_beside_the_list(
    db: Database, data_folder: Path, save: Save, client: FlaskClient, manager: Account
) -> None:
    number, other = two_sources(save, db, "2026-08-31", "2026-08-31")
    correct(db, data_folder, manager, number, "2026-09-30")
    look_through(db, manager, number)
    act = Act(db=db, folder=data_folder, account=manager, at="2026-06-15T10:00:00", today=MONDAY)
    pairs.decide(act, 1, 2, Verdict.MERGED, "")
    seen = []
    undo = re.compile(r"<form[^>]*data-undo>.*?</form>", re.S)
    while found := undo.search(client.get("/pruefen").text):
        form = found[0]
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        address = re.search(r'action="([^"]+)"', form)
        assert address
        seen.append(address[1])
        answer = client.post(address[1], data=fields)
        assert answer.location.startswith("/pruefen#p")
    assert seen == [
        "/doppelte/zuruecknehmen",
        "/pruefen/zuruecknehmen",
        f"/programm/{number}/angaben/deadlines/schritt",
    ]
    assert {it.programme for it in desk_part(db, TUESDAY, "", "", 0, 9)} == {number, other}
    joined = programme(db, number)
    assert joined
    assert [str(it.day) for it in joined.facts.deadlines] == ["2026-08-31"]
