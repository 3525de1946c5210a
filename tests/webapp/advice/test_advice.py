"""Answers with text blocks, the time they took, and the letter that says there is one."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from conftest import MONDAY
from flask.testing import FlaskClient
from visitors import RIEDSTADT, TREBUR, let_in, post

from index.migrations.m160_advice import _carry_over
from index.store import Database
from webapp.accounts.account import Account
from webapp.advice.time_spent import Spent, advice_minutes, correct, entries, spend
from webapp.applications.file_store import path_of
from webapp.digest.outbox import outgoing
from webapp.enquiries.enquiry import Asked, Kind, State
from webapp.enquiries.queries import enquiry, messages
from webapp.enquiries.writing import ask, reply, withdraw
from webapp.files.attached import Place, attached
from webapp.request import now


@pytest.fixture
def question(db: Database, crowd: dict[str, Account]) -> int:
    asked = Asked(kind=Kind.QUESTION, subject="Radweg", words="Lohnt sich das?")
    return ask(db, asked, crowd["anna"], now())


def waiting_letters(db: Database) -> list[tuple[str, str]]:
    sql = "select email, subject from letter where state = 'waiting' order by id"
    return [(row["email"], row["subject"]) for row in db.query(sql)]


def test_an_answer_is_told_by_mail_to_whoever_asked_without_repeating_it(
    db: Database, client: FlaskClient, question: int, crowd: dict[str, Account]
) -> None:
    assert post(client, f"/beratung/{question}", words="Eilt!") == 303
    assert waiting_letters(db) == []
    let_in(client, db, crowd["dora"].id)
    sent = dict(words="Ja, GEHEIM.", minutes="15", stays_here="y")
    assert post(client, f"/beratung/{question}", **sent) == 303
    assert waiting_letters(db) == [("anna@riedstadt.example", "Antwort: Radweg")]
    found = enquiry(db, question, crowd["anna"])
    assert found
    assert found.state is State.WAITS_FOR_OFFICE
    assert advice_minutes(db, MONDAY, MONDAY) == {RIEDSTADT: 15}
    assert "GEHEIM" not in str(outgoing(db, [1])[0].content)


def test_a_text_block_is_put_behind_what_was_written_and_nothing_is_sent(
    db: Database, client: FlaskClient, question: int, crowd: dict[str, Account]
) -> None:
    block = dict(title="Frist", topic="Antrag", words="Maßgeblich ist der Eingang.")
    assert post(client, "/beratung/bausteine", **block) == 403
    let_in(client, db, crowd["dora"].id)
    assert post(client, "/beratung/bausteine", **block) == 303
    token = client.get("/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
    sent = dict(csrf_token=token, words="Guten Tag,", block="1", einfuegen="ja", minutes="30")
    page = client.post(f"/beratung/{question}", data=sent)
    assert page.status_code == 200
    assert "Guten Tag,\r\n\r\nMaßgeblich" in page.text or "Guten Tag,\n\nMaßgeblich" in page.text
    assert len(messages(db, question)) == 1
    assert post(client, "/beratung/bausteine/1", **block | dict(title="Neu", version="1")) == 303
    assert post(client, "/beratung/bausteine/1", **block | dict(title="Alt", version="1")) == 303
    assert "Neu" in client.get("/beratung/bausteine").text
    assert post(client, "/beratung/bausteine/1/ruhen") == 303
    assert "Baustein einfügen" not in client.get(f"/beratung/{question}").text


def test_time_is_noted_with_one_click_corrected_and_counted_by_town_and_period(
    db: Database, client: FlaskClient, question: int, crowd: dict[str, Account]
) -> None:
    let_in(client, db, crowd["dora"].id)
    assert post(client, f"/beratung/{question}/aufwand", minuten="60") == 303
    assert post(client, f"/beratung/{question}/aufwand", minuten="viel") == 400
    assert post(client, "/beratung/aufwand/1", minuten="30", vorgang=str(question)) == 303
    call = dict(town=TREBUR, minutes="20", words="Anruf")
    assert post(client, "/beratung/aufwand", **call) == 303
    dora = crowd["dora"]
    late = MONDAY + timedelta(days=1)
    spend(db, Spent(minutes=5, municipality=None), dora, late, now())
    assert advice_minutes(db, MONDAY, MONDAY) == {RIEDSTADT: 30, TREBUR: 20}
    assert advice_minutes(db, MONDAY, late) == {"": 5, RIEDSTADT: 30, TREBUR: 20}
    withdraw(db, question)
    assert advice_minutes(db, MONDAY, MONDAY)[RIEDSTADT] == 30, "what was worked stays counted"
    assert correct(db, 1, 0)
    assert [it.minutes for it in entries(db, None)] == [5, 20]


def test_conversations_of_before_are_carried_over(db: Database, crowd: dict[str, Account]) -> None:
    at = now()
    anna, dora = crowd["anna"], crowd["dora"]
    for words in ("Eins", "Zwei"):
        ask(db, Asked(kind=Kind.QUESTION, subject=words, words=words), anna, at)
    found = enquiry(db, 2, dora)
    assert found
    reply(db, found, "Ja.", dora, at + timedelta(minutes=5))
    db.execute("update enquiry set turn = null, turn_since = null, answered_at = null")
    db.execute("delete from enquiry_seen")
    db.execute("alter table enquiry add column read_at text")
    _carry_over(db)
    one, two = enquiry(db, 1, anna), enquiry(db, 2, anna)
    assert one
    assert two
    assert (one.state, two.state) == (State.OPEN, State.WAITS_FOR_TOWN)
    assert two.turn_since > one.turn_since
    assert (one.unread, two.unread) == (False, True)


def test_files_go_to_both_sides_alone_and_with_the_conversation(
    db: Database, client: FlaskClient, question: int, crowd: dict[str, Account], data_folder: Path
) -> None:
    address = f"/beratung/{question}/dateien"
    for name, data in (("Plan.txt", b"Lageplan"), ("Plan.exe", b"MZ")):
        assert post(client, address, file=(BytesIO(data), name)) == 303
    (kept,) = attached(db, Place(enquiry=question))
    assert kept.name == "Plan.txt"
    let_in(client, db, crowd["clara"].id)
    assert client.get(f"{address}/1").status_code == 404
    let_in(client, db, crowd["dora"].id)
    answer = client.get(f"{address}/1")
    assert answer.data == b"Lageplan"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "frame-ancestors 'none'; sandbox" in answer.headers["Content-Security-Policy"]
    assert post(client, "/beratung/1/dateien", file=(BytesIO(b"Lageplan"), "Kopie.txt")) == 303
    let_in(client, db, crowd["anna"].id)
    assert post(client, f"{address}/2/loeschen") == 403, "the office put it in"
    assert post(client, f"{address}/1/loeschen") == 303
    assert path_of(data_folder, kept.sha256).exists(), "the other one has the same content"
    assert post(client, f"/beratung/{question}/zurueckziehen") == 303
    assert not path_of(data_folder, kept.sha256).exists()
