"""Experience with a programme is kept only to be shared, and changed by its own town alone."""

import pytest
from conftest import Save, make_record
from flask.testing import FlaskClient
from visitors import let_in, post

from index.store import Database
from webapp.accounts.account import Account
from webapp.experience.queries import Outcome, Told, experience_with, tell
from webapp.request import now

SENT = dict(outcome="bewilligt", year="2024", contact="Frau Muster", words="Früh anrufen <b>")


@pytest.fixture
def programme(save: Save) -> int:
    return save(make_record())


def test_nothing_is_kept_without_consent(db: Database, client: FlaskClient, programme: int) -> None:
    assert post(client, f"/programm/{programme}/erfahrung", **SENT) == 400
    assert experience_with(db, programme) == []


def test_all_towns_read_who_has_experience_and_whom_to_ask(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    assert post(client, f"/programm/{programme}/erfahrung", **SENT, consent="y") == 303
    let_in(client, db, crowd["clara"].id)
    page = client.get(f"/programm/{programme}").text
    for words in ("Riedstadt: bewilligt 2024", "Frau Muster", "Früh anrufen &lt;b&gt;"):
        assert words in page, words
    assert "/erfahrungen/1" not in page


def test_only_the_own_town_changes_and_deletes_it(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    tell(db, programme, Told(outcome=Outcome.APPLIED), crowd["clara"], now())
    tell(db, programme, Told(outcome=Outcome.APPLIED), crowd["anna"], now())
    for way in ("", "/loeschen"):
        sent = dict(SENT, consent="y", version="1")
        assert post(client, f"/erfahrungen/1{way}", **sent) == 403, way
    assert post(client, "/erfahrungen/2", **SENT, consent="y", version="1") == 303
    assert post(client, "/erfahrungen/2", outcome="abgelehnt", consent="y", version="1") == 303
    told = {it.town: it.told.outcome for it in experience_with(db, programme)}
    assert told == {"Trebur": Outcome.APPLIED, "Riedstadt": Outcome.GRANTED}
    assert post(client, "/erfahrungen/2/loeschen") == 303
    assert post(client, "/erfahrungen/2/loeschen") == 404


@pytest.mark.parametrize(
    "wrong", [dict(year="24"), dict(outcome="gewonnen"), dict(contact="x" * 201)]
)
def test_what_is_wrong_is_named_and_the_input_kept(
    db: Database, client: FlaskClient, programme: int, wrong: dict[str, str]
) -> None:
    sent = SENT | dict(consent="y") | wrong
    assert post(client, f"/programm/{programme}/erfahrung", **sent) == 400
    assert experience_with(db, programme) == []
