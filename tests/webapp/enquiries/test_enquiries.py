"""Questions and reports of wrong facts: read by the own town and the manager, answered in turn."""

from datetime import timedelta

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from flask.testing import FlaskClient
from visitors import TREBUR, let_in, post

from index.facts import Evidence, Fact, Facts
from index.store import Database
from webapp.accounts.account import Account
from webapp.enquiries.enquiry import Asked, Enquiry, Kind, NextStep, State
from webapp.enquiries.queries import (
    Wanted,
    enquiries,
    enquiry,
    messages,
    open_enquiries,
    unread_answers,
)
from webapp.enquiries.writing import ask, close, mark_read, open_again, plan, reply
from webapp.request import now
from webapp.stamp import stamp

RATE = Fact(
    name="funding_rate_max",
    value=80.0,
    evidence=(Evidence(quote="höchstens 80 Prozent der Ausgaben", field="summary"),),
)


@pytest.fixture
def programme(save: Save) -> int:
    return save(make_record(), facts=Facts({"funding_rate_max": RATE}))


def question(words: str = "Lohnt sich das?") -> Asked:
    return Asked(kind=Kind.QUESTION, subject="Radweg", words=words)


def the_one(db: Database, account: Account, number: int = 1) -> Enquiry:
    found = enquiry(db, number, account)
    assert found
    return found


def unread(db: Database, crowd: dict[str, Account]) -> set[str]:
    return {name for name, account in crowd.items() if unread_answers(db, account)}


def states(db: Database, account: Account) -> list[State]:
    return [it.state for it in enquiries(db, account)]


def test_a_question_is_read_by_the_own_town_and_the_manager(
    db: Database, crowd: dict[str, Account]
) -> None:
    ask(db, question(), crowd["anna"], now())
    ask(db, question(), crowd["rolf"], now())
    assert {name: len(enquiries(db, one)) for name, one in crowd.items()} == {
        "anna": 1, "bernd": 1, "rita": 1, "clara": 0, "dora": 2, "emil": 0, "rolf": 1,
    }  # fmt: skip
    assert enquiry(db, 1, crowd["clara"]) is None


def test_its_state_says_whose_turn_it_is(db: Database, crowd: dict[str, Account]) -> None:
    at, anna, dora = now(), crowd["anna"], crowd["dora"]
    ask(db, question(), anna, at)
    assert states(db, anna) == [State.OPEN]
    assert [it.id for it in open_enquiries(db, dora)] == [1]
    reply(db, the_one(db, dora), "Ja.", dora, at + timedelta(minutes=1))
    assert states(db, anna) == [State.WAITS_FOR_TOWN]
    assert open_enquiries(db, dora) == []
    reply(db, the_one(db, anna), "Und bis wann?", crowd["bernd"], at + timedelta(minutes=2))
    assert states(db, anna) == [State.WAITS_FOR_OFFICE]
    reply(db, the_one(db, dora), "Ich frage.", dora, at + timedelta(minutes=3), stays_here=True)
    found = the_one(db, dora)
    assert found.state is State.WAITS_FOR_OFFICE
    assert found.turn_since == stamp(at + timedelta(minutes=2))
    close(db, 1, dora, at)
    assert states(db, anna) == [State.CLOSED]
    reply(db, the_one(db, anna), "Doch noch etwas.", anna, at + timedelta(minutes=4))
    assert states(db, anna) == [State.REOPENED]
    reply(db, the_one(db, dora), "Gern.", dora, at + timedelta(minutes=5))
    close(db, 1, anna, at)
    open_again(db, 1, at + timedelta(minutes=6))
    assert states(db, anna) == [State.REOPENED]
    assert [it.answers for it in messages(db, 1)] == [False, True, False, True, False, True]


def test_what_the_other_side_wrote_is_unread_by_whoever_took_part(
    db: Database, crowd: dict[str, Account]
) -> None:
    at = now()
    ask(db, question(), crowd["anna"], at)
    assert unread(db, crowd) == {"dora"}
    reply(db, the_one(db, crowd["dora"]), "Ja.", crowd["dora"], at)
    assert unread(db, crowd) == {"anna"}
    mark_read(db, 1, crowd["anna"])
    assert unread(db, crowd) == set()
    reply(db, the_one(db, crowd["bernd"]), "Und wie?", crowd["bernd"], at)
    assert unread(db, crowd) == {"dora"}
    reply(db, the_one(db, crowd["dora"]), "So.", crowd["dora"], at)
    assert unread(db, crowd) == {"anna", "bernd"}


def test_the_queue_begins_with_what_waits_longest_and_can_be_narrowed(
    db: Database, crowd: dict[str, Account]
) -> None:
    at, dora = now(), crowd["dora"]
    for minutes, name in enumerate(("anna", "clara", "rolf", "bernd")):
        ask(db, question(), crowd[name], at + timedelta(minutes=minutes))
    reply(db, the_one(db, dora, 1), "Ja.", dora, at)
    close(db, 3, dora, at)
    reply(db, the_one(db, crowd["anna"], 1), "Und?", crowd["anna"], at + timedelta(minutes=9))
    assert [it.id for it in enquiries(db, dora)] == [2, 4, 1, 3]
    assert [it.id for it in enquiries(db, dora, Wanted())] == [2, 4, 1]
    assert [it.id for it in enquiries(db, dora, Wanted(), size=1, page=2)] == [4]
    assert [it.id for it in enquiries(db, dora, Wanted(state=State.CLOSED))] == [3]
    assert [it.id for it in enquiries(db, dora, Wanted(municipality=TREBUR))] == [2]
    yesterday = MONDAY - timedelta(days=1)
    assert plan(db, 4, NextStep(words="Anrufen", due_on=yesterday), 1)
    overdue = Wanted(overdue_on=MONDAY)
    assert [it.id for it in enquiries(db, dora, overdue)] == [4]
    close(db, 4, dora, at)
    assert enquiries(db, dora, overdue) == []


def test_two_people_cannot_overwrite_the_next_step_of_each_other(
    db: Database, client: FlaskClient, crowd: dict[str, Account]
) -> None:
    ask(db, question(), crowd["anna"], now())
    sent = dict(step="Unterlagen schicken", due_on="2026-06-10", version="1")
    assert post(client, "/beratung/1/schritt", responsible=str(crowd["dora"].id), **sent) == 303
    assert post(client, "/beratung/1/schritt", **sent | dict(step="Zu spät", responsible="")) == 303
    found = the_one(db, crowd["anna"])
    assert (found.step.words, found.helper_name) == ("Unterlagen schicken", "dora")
    assert "überfällig" in client.get("/beratung").text
    foreign = str(crowd["clara"].id)
    assert post(client, "/beratung/1/schritt", responsible=foreign, **sent) == 400


def test_a_reported_fact_reaches_the_desk_with_what_the_page_said_and_its_quote(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account], save: Save
) -> None:
    address = f"/programm/{programme}/fehler"
    form = client.get(f"{address}?angabe=funding_rate_max").text
    assert '<option selected value="funding_rate_max">' in form
    sent = dict(fact="funding_rate_max", words="Es sind 90 <b>", found_at="https://www.example.org")
    assert post(client, address, **sent) == 303
    save(make_record(summary="Neu"), facts=make_facts(funding_rate_max=10))
    let_in(client, db, crowd["dora"].id)
    for page in ("/neues", "/beratung", "/beratung/1"):
        text = client.get(page).text
        for words in (
            "Fehlermeldung", "bis zu 80 %", "höchstens 80 Prozent der Ausgaben", "Es sind 90 &lt;b",
            'href="https://www.example.org"',
        ):  # fmt: skip
            assert words in text, (page, words)
    assert f"/programm/{programme}/angaben/funding_rate_max" in client.get("/beratung/1").text
    assert post(client, "/beratung/1", words="Berichtigt, danke.", erledigt="ja") == 303
    assert states(db, crowd["anna"]) == [State.CLOSED]
    let_in(client, db, crowd["anna"].id)
    assert "neue Antwort" in client.get("/beratung").text
    assert "Berichtigt, danke." in client.get("/beratung/1").text
    assert post(client, "/beratung/1/gelesen") == 303
    assert "neue Antwort" not in client.get("/beratung").text


def test_a_fact_nobody_states_can_be_reported_as_missing(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    sent = dict(fact="deadlines", words="Die Frist ist der 1. März.", found_at="")
    assert post(client, f"/programm/{programme}/fehler", **sent) == 303
    assert "stand keine Angabe dieser Art" in client.get("/beratung/1").text


@pytest.mark.parametrize(
    ("way", "sent", "reason"),
    [
        ("fehler", dict(fact="title", words=" "), "was falsch ist"),
        ("fehler", dict(fact="unsinn", words="Falsch"), "eine der Möglichkeiten"),
        ("beratung", dict(subject="", words="Bleibt"), "worum es geht"),
        ("beratung", dict(subject="Rad", words="x" * 3001), "Höchstens 3000"),
        (
            "beratung",
            dict(subject="Rad", words="Fremd", project="geheim"),
            "eine der Möglichkeiten",
        ),
    ],
)
def test_what_is_wrong_is_named_and_nothing_kept(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account],
    way: str, sent: dict[str, str], reason: str,
) -> None:  # fmt: skip
    text = client.get("/konto").text
    token = text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post(f"/programm/{programme}/{way}", data=sent | dict(csrf_token=token))
    assert answer.status_code == 400
    assert reason in answer.text
    assert enquiries(db, crowd["dora"]) == []


def test_asking_about_a_programme_and_in_general_leads_to_the_thread(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    sent = dict(subject="Eigenanteil", words="Wie hoch?", project="")
    assert post(client, f"/programm/{programme}/beratung", **sent) == 303
    assert post(client, "/beratung/neu", **sent) == 303
    assert [it.asked.programme for it in enquiries(db, crowd["anna"])] == [None, programme]
    assert "Eigenanteil" in client.get(f"/programm/{programme}").text
    let_in(client, db, crowd["clara"].id)
    assert "Eigenanteil</a>" not in client.get(f"/programm/{programme}").text


def test_who_asked_deletes_it_with_its_answers_and_nobody_else(
    db: Database, client: FlaskClient, crowd: dict[str, Account]
) -> None:
    ask(db, question(), crowd["bernd"], now())
    ask(db, question(), crowd["anna"], now())
    assert post(client, "/beratung/1/zurueckziehen") == 403
    assert post(client, "/beratung/2/zurueckziehen") == 303
    assert messages(db, 2) == []
    let_in(client, db, crowd["clara"].id)
    for way in ("", "/erledigt", "/gelesen", "/zurueckziehen"):
        assert post(client, f"/beratung/1{way}", words="Pst") == 404, way
