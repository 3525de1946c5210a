"""The letter without an account: asked for, confirmed by a button, ended and forgotten."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from flask.testing import FlaskClient
from letters import NEXT_MONDAY, Mailbox, listening, make_person, make_project, match, send
from served import everything_in

from index.search.build import rebuild
from index.store import Database
from index.vocabulary import ApplicantType, FundingArea, Region
from webapp.digest.forgetting import forget_letters_of
from webapp.digest.reminders import wish
from webapp.digest.rules import let_wait, open_subscribing
from webapp.digest.undeliverable import hold_back
from webapp.settings import Settings
from webapp.site import create_app
from webapp.subscriptions import queries
from webapp.subscriptions.queries import MOST_AN_HOUR, ask, confirm, forget_unconfirmed

EMAIL = "ratsfrau@example.org"
NOW = datetime(2026, 6, 14, 8, tzinfo=UTC)
CLIMATE = FundingArea("Energieeffizienz & Erneuerbare Energien")


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


@pytest.fixture
def client(db: Database, data_folder: Path, mailbox: Mailbox) -> FlaskClient:
    settings = Settings(data=data_folder, smtp_url=mailbox.url, mail_from="F <f@example.org>")
    return create_app(settings, MONDAY).test_client()


def order(client: FlaskClient, **more: object) -> int:
    page = client.get("/brief/bestellen").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    values = dict(csrf_token=token, email=EMAIL, agreed="ja", areas=[CLIMATE.value])
    return client.post("/brief/bestellen", data=values | more).status_code


def link_in(mailbox: Mailbox) -> str:
    part = mailbox.messages[-1].get_body(["plain"])
    assert part is not None
    return re.findall(r"http://\S+?(/brief/bestaetigen/\S+)", part.get_content())[0]


def subscribed(db: Database, areas: tuple[str, ...] = ()) -> str:
    """Somebody who confirmed; gives the token that cancels the letter."""
    asked = ask(db, EMAIL, areas, NOW)
    assert asked is not None
    confirm(db, asked.token, NOW)
    (row,) = db.query("select unsubscribe_token from subscriber")
    return str(row["unsubscribe_token"])


def everything(db: Database) -> str:
    """All that is stored in all tables, as text."""
    return "\n".join(everything_in(db))


def test_a_subscription_begins_only_with_the_button_behind_the_link(
    db: Database, client: FlaskClient, mailbox: Mailbox
) -> None:
    assert order(client) == 200
    assert mailbox.messages[-1]["Subject"] == "Bitte bestätigen Sie Ihren Wochenbrief"
    link = link_in(mailbox)
    for method in ("GET", "HEAD", "GET"):
        assert client.open(link, method=method).status_code == 200
    (row,) = db.query("select * from subscriber")
    assert (row["state"], row["confirmed_at"]) == ("asked", None)
    for _ in range(2):
        assert "ist bestellt" in client.post(link).text
    (row,) = db.query("select * from subscriber")
    assert (row["state"], row["areas"], row["consent"]) == (
        "confirmed", CLIMATE.value, queries.CONSENT,
    )  # fmt: skip
    assert row["asked_at"] <= row["confirmed_at"]


def test_a_form_without_consent_or_address_writes_to_nobody(
    client: FlaskClient, mailbox: Mailbox
) -> None:
    assert order(client, agreed="") == 400
    assert order(client, email="keine Adresse") == 400
    assert order(client, email=f"{'r' * 250}@example.org") == 400
    assert mailbox.messages == []


def test_the_mail_goes_to_the_address_as_it_was_checked(
    client: FlaskClient, mailbox: Mailbox
) -> None:
    assert order(client, email=" \u212aanzlei@Example.org") == 200  # the sign for kelvin
    assert mailbox.messages[-1]["To"] == "kanzlei@example.org"


def test_asking_again_and_again_does_not_flood_an_address(
    db: Database, client: FlaskClient, mailbox: Mailbox
) -> None:
    assert [order(client) for _ in range(3)] == [200] * 3
    assert len(mailbox.messages) == 1
    for number in range(MOST_AN_HOUR - 1):
        ask(db, f"n{number}@example.org", (), datetime.now(UTC))
    assert order(client, email="noch@example.org") == 429


def test_the_manager_may_close_it(db: Database, client: FlaskClient) -> None:
    open_subscribing(db, False, "leitung@example.org", NOW)
    assert client.get("/brief/bestellen").status_code == 404


def test_what_nobody_confirms_is_forgotten(db: Database) -> None:
    asked = ask(db, EMAIL, (), NOW)
    assert asked is not None
    late = NOW + timedelta(days=8)
    assert confirm(db, asked.token, late) is None
    forget_unconfirmed(db, late)
    assert EMAIL not in everything(db)


def test_a_subscriber_hears_of_new_programmes_in_the_chosen_areas_and_of_no_vorhaben(
    db: Database, data_folder: Path, save: Save, mailbox: Mailbox
) -> None:
    old = make_record(key="alt", url="https://www.example.org/alt", funding_areas=(CLIMATE,))
    save(old, today=date(2026, 6, 1))
    subscribed(db, (CLIMATE.value,))
    make_project(db, title="Geheimes Vorhaben")

    def record(key: str, **more: object):  # type: ignore[no-untyped-def]
        values = dict(key=key, url=f"https://www.example.org/{key}", title=f"Programm {key}")
        return make_record(**values | dict(funding_areas=(CLIMATE,)) | more)

    save(
        old,
        record("neu"),
        record("wald", funding_areas=(FundingArea("Landwirtschaft & Ländliche Entwicklung"),)),
        record("bayern", regions=(Region.BAVARIA,)),
        record("firma", eligible_applicants=(ApplicantType.COMPANY,)),
    )
    rebuild(db, data_folder)
    (outcome,) = send(db, mailbox)
    assert outcome.subject == "1 neues Programm für Kommunen in Hessen, KW 25"
    part = mailbox.messages[0].get_body(["plain"])
    assert part is not None
    text = part.get_content()
    assert "Programm neu" in text
    for words in ("Programm wald", "Programm bayern", "Programm firma", "Geheim", "/merken/"):
        assert words not in text
    assert send(db, mailbox, NEXT_MONDAY) == []


def test_cancelling_forgets_everything_and_may_be_repeated(
    db: Database, data_folder: Path, save: Save, client: FlaskClient, mailbox: Mailbox
) -> None:
    order(client)
    client.post(link_in(mailbox))
    db.execute("update subscriber set confirmed_at = ?", [NOW.isoformat()])
    save(make_record(funding_areas=(CLIMATE,)))
    rebuild(db, data_folder)
    send(db, mailbox)
    hold_back(db, EMAIL, "550 gibt es nicht", 1, NOW)
    assert db.table("letter_item").count > 0
    address = re.findall(
        r"<https://[^/]+(/abbestellen/[^>]+)>", mailbox.messages[-1]["List-Unsubscribe"]
    )
    assert EMAIL in client.get(address[0]).text
    for _ in range(2):
        answer = client.post(address[0], data={"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, "ist abbestellt" in answer.text) == (200, True)
    assert EMAIL not in everything(db)
    assert db.table("letter_item").count == 0


def test_forgetting_a_person_leaves_no_trace_in_any_table(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    jana = make_person(db)
    match(db, make_project(db), save(make_record()))
    send(db, mailbox)
    wish(db, jana.id, [10])
    wish(db, jana.id, [10], "gemerkt", "1/radweg")
    let_wait(db, 2, jana.email, NOW)
    hold_back(db, jana.email, "550", 1, NOW)
    forget_letters_of(db, jana.id)
    db.execute("delete from account where id = ?", [jana.id])
    assert jana.email not in everything(db)
    assert db.execute("pragma foreign_key_check").fetchall() == []


def test_the_page_to_sign_in_leads_to_the_order_while_it_is_allowed(
    db: Database, client: FlaskClient
) -> None:
    assert 'href="/brief/bestellen"' in client.get("/anmelden").text
    open_subscribing(db, False, "leitung@example.org", NOW)
    assert "/brief/bestellen" not in client.get("/anmelden").text
