"""The page on which applicants agree: who may divide, who may consent, and what is missing."""

import re
from typing import Any

import pytest
from akten import BIEBESHEIM, RIEDSTADT, as_it_is, open_akte
from conftest import MONDAY
from flask.testing import FlaskClient
from visitors import TREBUR, let_in, post

from index.store import Database
from webapp.accounts.account import Account
from webapp.agreements.splits import splits_of
from webapp.agreements.splitting import Basis
from webapp.applications.akte import Application, Consent, Team
from webapp.applications.money import Money
from webapp.applications.queries import events
from webapp.applications.steps import renew_checklist, steps_of
from webapp.participation.matrix import Shown, matrix

Crowd = dict[str, Account]
PAGE = "/foerderakten/1/aufteilung"
EQUAL = dict(basis="equal", cost="100", grant="80")


@pytest.fixture
def akte(db: Database, crowd: Crowd) -> Application:
    """Riedstadt (Anna) leads, Trebur (Clara) and Biebesheim apply with it."""
    found = open_akte(db, crowd["dora"], RIEDSTADT, TREBUR, BIEBESHEIM)
    renew_checklist(db, found, MONDAY)
    return found


def divide(client: FlaskClient, db: Database, **sent: Any) -> int:
    return post(client, f"{PAGE}/neu", version=as_it_is(db, 1).version, **sent)


def consent(client: FlaskClient, db: Database, ags: str, says: str = "ja", **more: Any) -> int:
    newest = splits_of(db, 1)[0].id
    sent = dict(says=says, split=newest) | more
    return post(client, f"/foerderakten/1/zustimmung/{ags}", **sent)


def consents(db: Database) -> dict[str, Consent]:
    return {it.municipality: it.consent for it in as_it_is(db, 1).applicants}


@pytest.mark.usefixtures("akte")
def test_the_lead_divides_and_every_town_consents_for_itself(
    db: Database, crowd: Crowd, client: FlaskClient
) -> None:
    assert "noch nicht vereinbart" in client.get("/foerderakten/1").text
    assert divide(client, db, **EQUAL) == 303
    page = client.get(PAGE).text
    assert "33,34 €" in page
    assert "Gesamtkosten: den Rundungscent trägt Biebesheim." in page
    assert consent(client, db, RIEDSTADT, words="Beschluss vom 1. Juni") == 303
    assert consent(client, db, TREBUR) == 403  # the lead speaks for nobody else
    let_in(client, db, crowd["clara"].id)
    assert "Jetzt zustimmen" in client.get("/foerderakten/1").text
    assert post(client, f"{PAGE}/neu", **EQUAL) == 403
    assert consent(client, db, TREBUR, "nein", words="zu teuer") == 303
    assert consents(db) == {
        RIEDSTADT: Consent.GIVEN, TREBUR: Consent.REFUSED, BIEBESHEIM: Consent.ASKED,
    }  # fmt: skip
    akte = client.get("/foerderakten/1").text
    assert re.search(r"Zustimmung fehlt: <strong>Biebesheim, Trebur", akte)


@pytest.mark.usefixtures("akte")
def test_the_manager_enters_consent_only_with_a_note(
    db: Database, crowd: Crowd, client: FlaskClient
) -> None:
    let_in(client, db, crowd["dora"].id)
    divide(client, db, **EQUAL)
    assert "Liegt schriftlich vor." in client.get(PAGE).text
    consent(client, db, BIEBESHEIM, words=" ")
    assert consents(db)[BIEBESHEIM] is Consent.ASKED
    consent(client, db, BIEBESHEIM, words="Liegt schriftlich vor.")
    assert consents(db)[BIEBESHEIM] is Consent.GIVEN
    assert "eingetragen vom Fördermittelmanagement" in client.get(PAGE).text


@pytest.mark.usefixtures("akte")
def test_a_reader_of_the_town_reads_and_strangers_find_nothing(
    db: Database, crowd: Crowd, client: FlaskClient
) -> None:
    divide(client, db, **EQUAL)
    let_in(client, db, crowd["rita"].id)
    assert "Zustimmen" not in client.get(PAGE).text
    assert consent(client, db, RIEDSTADT) == 403
    let_in(client, db, crowd["rolf"].id)
    assert client.get(PAGE).status_code == 404


@pytest.mark.usefixtures("akte")
def test_the_step_of_the_checklist_follows_the_consent(db: Database, client: FlaskClient) -> None:
    divide(client, db, **EQUAL)
    steps = {it.municipality: it for it in steps_of(db, 1) if it.follows}
    assert set(steps) == {RIEDSTADT, TREBUR, BIEBESHEIM}
    own = steps[RIEDSTADT].id
    assert post(client, f"/foerderakten/1/checkliste/{own}", tun="erledigt") == 403
    consent(client, db, RIEDSTADT)
    assert [it.municipality for it in steps_of(db, 1) if it.follows and it.done] == [RIEDSTADT]
    divide(client, db, **EQUAL | dict(cost="120"))
    assert [it for it in steps_of(db, 1) if it.follows and it.done] == []
    page = client.get(PAGE).text
    assert "erneut gefragt" in page
    assert "Riedstadt: Gesamtkosten 33,33 € → 40,00 €" in page
    assert "Fassung 1 vom" in page


@pytest.mark.usefixtures("akte")
def test_consent_to_a_split_that_changed_meanwhile_is_not_written(
    db: Database, client: FlaskClient
) -> None:
    divide(client, db, **EQUAL)
    old = splits_of(db, 1)[0].id
    divide(client, db, **EQUAL | dict(cost="120"))
    assert consent(client, db, RIEDSTADT, split=old) == 303
    assert consents(db)[RIEDSTADT] is Consent.ASKED
    assert consent(client, db, RIEDSTADT, split="x") == 400
    assert consent(client, db, RIEDSTADT, "vielleicht") == 400


@pytest.mark.usefixtures("akte")
def test_a_preview_keeps_nothing(db: Database, client: FlaskClient) -> None:
    token = client.get("/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
    sent = dict(csrf_token=token, do="preview", version=1, **EQUAL)
    page = client.post(f"{PAGE}/neu", data=sent)
    assert page.status_code == 200
    assert "Vorschau, noch nicht gespeichert" in page.text
    assert splits_of(db, 1) == []


def shares(riedstadt: str, trebur: str, biebesheim: str) -> dict[str, str]:
    towns = {RIEDSTADT: riedstadt, TREBUR: trebur, BIEBESHEIM: biebesheim}
    return {f"share-{ags}": share for ags, share in towns.items()}


@pytest.mark.usefixtures("akte")
def test_own_percentages_and_amounts_are_kept_as_typed(db: Database, client: FlaskClient) -> None:
    typed = shares("50", "33,34 %", "16,66")
    assert divide(client, db, basis="percent", cost="1.000,01", **typed) == 303
    newest = splits_of(db, 1)[0]
    assert (newest.basis, newest.weights[TREBUR]) == (Basis.PERCENT, 3334)
    amounts = dict(basis="amounts", cost="", grant="50", **shares("60", "30", "10,50"))
    assert divide(client, db, **amounts) == 303
    found = as_it_is(db, 1)
    assert found.money == Money(cost=10_050, grant=5_000)
    trebur = found.applicant(TREBUR)
    assert trebur
    assert trebur.money == Money(cost=3_000, grant=1_493)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (dict(basis="percent", cost="10", **shares("50", "30", "10")), "ergeben 90,00 %"),
        (dict(basis="percent", cost="10", **shares("50", "viel", "10")), "ist kein Anteil"),
        (dict(basis="percent", cost="10", **shares("50", "", "50")), "Anteil von Trebur"),
        (dict(basis="amounts", cost="10", **shares("5", "5", "5")), "ergeben 15,00 €, nicht"),
        (dict(basis="amounts", cost="", **shares("0", "0", "0")), "Es fehlt ein Maßstab"),
        (dict(basis="equal", cost=""), "Bitte geben Sie die Gesamtkosten an."),
        (dict(basis="equal", cost="10", grant="11"), "nicht höher sein als die Gesamtkosten"),
        (dict(basis="equal", cost="zehn"), "Bitte einen Betrag in Euro angeben"),
    ],
)
@pytest.mark.usefixtures("akte")
def test_what_does_not_add_up_is_named_and_nothing_is_kept(
    db: Database, client: FlaskClient, sent: dict[str, str], said: str
) -> None:
    token = client.get("/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post(f"{PAGE}/neu", data=dict(csrf_token=token, version=1, **sent))
    assert (answer.status_code, said in answer.text) == (400, True)
    assert splits_of(db, 1) == []


def test_with_the_kreis_nobody_divides_by_inhabitants(
    db: Database, crowd: Crowd, client: FlaskClient
) -> None:
    open_akte(db, crowd["dora"], RIEDSTADT, "06433")
    assert divide(client, db, basis="inhabitants", cost="100") == 400
    assert divide(client, db, basis="equal", cost="100") == 303


@pytest.mark.usefixtures("akte")
def test_roles_are_changed_with_an_entry_in_the_history(db: Database, client: FlaskClient) -> None:
    sent = {f"team-{TREBUR}": "LKG", "version": as_it_is(db, 1).version}
    assert post(client, "/foerderakten/1/rollen", **sent) == 303
    assert post(client, "/foerderakten/1/rollen", **sent) == 303  # overtaken, told on the page
    (row,) = matrix(db, Shown.RUNNING, MONDAY).rows
    assert row.parts[TREBUR] is Team.STEERING
    newest = events(db, 1)[0]
    assert (newest.before, newest.after, newest.words) == (
        "Projektgruppe", "Lenkungsgruppe", "Trebur",
    )  # fmt: skip


def test_an_akte_of_one_town_has_nothing_to_agree_on(
    db: Database, crowd: Crowd, client: FlaskClient
) -> None:
    open_akte(db, crowd["anna"], RIEDSTADT)
    assert client.get(PAGE).status_code == 404
    assert "Aufteilung" not in client.get("/foerderakten/1").text


@pytest.mark.usefixtures("akte")
def test_before_handing_in_the_page_of_the_stage_says_whose_consent_is_missing(
    db: Database, client: FlaskClient
) -> None:
    divide(client, db, **EQUAL)
    assert "Zustimmung fehlt" in client.get("/foerderakten/1/stand").text


@pytest.mark.usefixtures("akte")
def test_the_first_page_of_a_town_says_that_its_consent_is_asked_for_until_it_answers(
    db: Database, client: FlaskClient
) -> None:
    asked = "Um Ihre Zustimmung zur Aufteilung der Kosten"
    assert asked not in client.get("/").text
    divide(client, db, **EQUAL)
    assert asked in client.get("/").text
    consent(client, db, RIEDSTADT, "nein")
    assert asked not in client.get("/").text
