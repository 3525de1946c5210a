"""Topics that are missing: counted without persons, shown only where several asked."""

from datetime import timedelta

from class_room import KEY
from conftest import MONDAY, Save, make_record
from flask.testing import FlaskClient
from visitors import let_in

from index.search.build import rebuild
from index.store import Database
from webapp.accounts.account import Account
from webapp.enquiries.enquiry import Asked, Kind
from webapp.enquiries.writing import ask
from webapp.request import now
from webapp.trainings.weak_questions import KEPT, note_weak_question, weak_questions


def asked(db: Database, words: str, account: Account, days: int = 0, hits: int = 0) -> None:
    note_weak_question(db, KEY, words, hits, account, MONDAY + timedelta(days=days))


def shown(db: Database) -> list[tuple[str, int, int]]:
    return [(it.question, it.times, it.towns) for it in weak_questions(db, MONDAY)]


def test_a_question_is_shown_from_two_towns_or_three_days_on(
    db: Database, crowd: dict[str, Account]
) -> None:
    for name in ("anna", "bernd", "anna"):
        asked(db, "Zisternen  Pflicht", crowd[name])
    assert shown(db) == [], "one town on one day, however often"
    asked(db, "zisternen pflicht", crowd["clara"])
    assert shown(db) == [("zisternen pflicht", 2, 2)]
    for days in range(3):
        asked(db, "Heizungsgesetz", crowd["anna"], days)
    assert shown(db)[1] == ("heizungsgesetz", 3, 1)


def test_what_may_name_somebody_and_what_found_enough_is_not_kept(
    db: Database, crowd: dict[str, Account]
) -> None:
    for words in ("anna@riedstadt.example", "06158 123456", "x", "wort " * 40):
        asked(db, words, crowd["anna"])
    asked(db, "Radweg", crowd["anna"], hits=3)
    for name in ("dora", "emil", "rolf"):
        asked(db, "Beirat", crowd[name])
    assert list(db.query("select * from weak_question")) == []


def test_nothing_in_the_table_leads_back_to_a_town_and_old_rows_go(
    db: Database, crowd: dict[str, Account]
) -> None:
    asked(db, "Zisternen", crowd["anna"])
    asked(db, "Dachbegrünung", crowd["anna"])
    rows = list(db.query("select * from weak_question"))
    assert len({row["mark"] for row in rows}) == 2, "two questions of a town share no mark"
    asked(db, "Später", crowd["anna"], days=KEPT.days + 1)
    assert [row["question"] for row in db.query("select * from weak_question")] == ["später"]


def test_the_manager_makes_a_training_of_a_topic(
    db: Database, client: FlaskClient, crowd: dict[str, Account], save: Save
) -> None:
    save(make_record())
    rebuild(db, client.application.config["SETTINGS"].data)
    for name in ("anna", "clara"):
        let_in(client, db, crowd[name].id)
        assert client.get("/suche?q=Regenwasserzisternen").status_code == 200
        question = Asked(kind=Kind.QUESTION, subject=f"Frage von {name}", words="Wie?")
        ask(db, question, crowd[name], now())
    let_in(client, db, crowd["dora"].id)
    page = client.get("/schulungen/themen").text
    assert "regenwasserzisternen" in page
    assert "2 Kommunen" in page
    assert "Frage von clara" in page
    form = client.get("/schulungen/neu?thema=regenwasserzisternen").text
    assert 'value="regenwasserzisternen"' in form
