"""Questions and reports of wrong facts: read by the own town and the manager, answered in turn."""

from datetime import timedelta

import pytest
from conftest import Save, make_facts, make_record
from flask.testing import FlaskClient
from sqlite_utils import Database
from visitors import let_in, post

from index.facts import Evidence, Fact, Facts
from webapp.accounts.account import Account
from webapp.enquiries.queries import (
    Asked,
    Kind,
    State,
    ask,
    close,
    enquiries,
    enquiry,
    mark_read,
    messages,
    open_enquiries,
    reply,
    unread_answers,
)
from webapp.request import now

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


def test_it_is_open_until_it_is_answered_and_again_when_somebody_asks_on(
    db: Database, crowd: dict[str, Account]
) -> None:
    at = now()
    ask(db, question(), crowd["anna"], at)
    found = enquiry(db, 1, crowd["dora"])
    assert found
    assert [it.id for it in open_enquiries(db)] == [1]
    reply(db, found, "Ja.", crowd["dora"], at + timedelta(minutes=1))
    assert states(db, crowd["anna"]) == [State.ANSWERED]
    assert open_enquiries(db) == []
    assert [it.id for it in unread_answers(db, crowd["anna"])] == [1]
    assert unread_answers(db, crowd["bernd"]) == []
    mark_read(db, 1, at + timedelta(minutes=2))
    assert unread_answers(db, crowd["anna"]) == []
    close(db, 1, crowd["dora"], at)
    assert states(db, crowd["anna"]) == [State.CLOSED]
    reply(db, found, "Und bis wann?", crowd["bernd"], at + timedelta(minutes=3))
    assert states(db, crowd["anna"]) == [State.OPEN]
    assert [it.answers for it in messages(db, 1)] == [False, True, False]


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
    for page in ("/neues", "/rueckfragen", "/rueckfragen/1"):
        text = client.get(page).text
        for words in (
            "Fehlermeldung", "bis zu 80 %", "höchstens 80 Prozent der Ausgaben", "Es sind 90 &lt;b",
            'href="https://www.example.org"',
        ):  # fmt: skip
            assert words in text, (page, words)
    assert f"/programm/{programme}/angaben/funding_rate_max" in client.get("/rueckfragen/1").text
    assert post(client, "/rueckfragen/1", words="Berichtigt, danke.", erledigt="ja") == 303
    assert states(db, crowd["anna"]) == [State.CLOSED]
    let_in(client, db, crowd["anna"].id)
    assert "neue Antwort" in client.get("/rueckfragen").text
    assert "Berichtigt, danke." in client.get("/rueckfragen/1").text
    assert post(client, "/rueckfragen/1/gelesen") == 303
    assert "neue Antwort" not in client.get("/rueckfragen").text


def test_a_fact_nobody_states_can_be_reported_as_missing(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    sent = dict(fact="deadlines", words="Die Frist ist der 1. März.", found_at="")
    assert post(client, f"/programm/{programme}/fehler", **sent) == 303
    assert "stand keine Angabe dieser Art" in client.get("/rueckfragen/1").text


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
    assert post(client, "/rueckfragen/neu", **sent) == 303
    assert [it.asked.programme for it in enquiries(db, crowd["anna"])] == [None, programme]
    assert "Eigenanteil" in client.get(f"/programm/{programme}").text
    let_in(client, db, crowd["clara"].id)
    assert "Eigenanteil</a>" not in client.get(f"/programm/{programme}").text


def test_who_asked_deletes_it_with_its_answers_and_nobody_else(
    db: Database, client: FlaskClient, crowd: dict[str, Account]
) -> None:
    ask(db, question(), crowd["bernd"], now())
    ask(db, question(), crowd["anna"], now())
    assert post(client, "/rueckfragen/1/zurueckziehen") == 403
    assert post(client, "/rueckfragen/2/zurueckziehen") == 303
    assert messages(db, 2) == []
    let_in(client, db, crowd["clara"].id)
    for way in ("", "/erledigt", "/gelesen", "/zurueckziehen"):
        assert post(client, f"/rueckfragen/1{way}", words="Pst") == 404, way
