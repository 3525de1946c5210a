"""The pages of trainings: registering oneself and colleagues, entering, who came."""

from class_room import DAY, make_training, office, the_training
from flask.testing import FlaskClient
from icalendar import Calendar
from visitors import RIEDSTADT, TREBUR, let_in, post

from index.store import Database
from webapp.accounts.account import Account
from webapp.trainings.planning import cancel
from webapp.trainings.queries import seats
from webapp.trainings.ways_out import way_out

ENTERED = dict(
    title="Vergabe", description="", day="2026-07-06", begins="09:00", ends="12:00", last_day="",
    register_until="2026-07-01", place="Kreishaus", link="", seats="2", audience="", given_by="",
    topics="", remind_days="3",
)  # fmt: skip


def test_staff_register_themselves_and_colleagues_of_their_own_town_only(
    db: Database, client: FlaskClient, crowd: dict[str, Account]
) -> None:
    found = make_training(db, crowd["dora"])
    address = f"/schulungen/{found.id}"
    assert post(client, f"{address}/anmelden") == 303
    known = dict(name="Bernd", email="Bernd@Riedstadt.example", town=RIEDSTADT)
    assert post(client, f"{address}/kollegen", **known) == 303
    new = dict(name="Frau Beispiel", email="b@riedstadt.example", town=RIEDSTADT)
    assert post(client, f"{address}/kollegen", **new) == 303
    assert post(client, f"{address}/kollegen", **new | dict(town=TREBUR)) == 400
    assert post(client, f"{address}/kollegen", **new | dict(email="b@riedstadt")) == 400
    assert post(client, f"{address}/kollegen", **new | dict(email="b\x01@riedstadt.de")) == 400
    people = [(it.shown_name, it.person is not None) for it in seats(db, found.id)]
    assert people == [("anna", True), ("bernd", True), ("Frau Beispiel", False)]
    assert "Frau Beispiel" in client.get(address).text
    let_in(client, db, crowd["clara"].id)
    assert "Frau Beispiel" not in client.get(address).text
    assert post(client, "/schulungen/platz/3/abmelden") == 404
    let_in(client, db, crowd["bernd"].id)
    assert post(client, "/schulungen/platz/3/abmelden") == 303
    assert the_training(db, found.id).taken == 2


def test_the_link_of_a_letter_opens_a_page_and_its_button_gives_up_the_seat(
    db: Database, client: FlaskClient, crowd: dict[str, Account]
) -> None:
    found = make_training(db, crowd["dora"])
    new = dict(name="Frau Beispiel", email="b@riedstadt.example", town=RIEDSTADT)
    assert post(client, f"/schulungen/{found.id}/kollegen", **new) == 303
    key = client.application.secret_key
    assert isinstance(key, bytes)
    address = f"/schulungen/abmelden/{way_out(key, 1)}"
    assert post(client, f"{address[:-1]}x") == 404
    assert client.get(address).status_code == 200
    assert the_training(db, found.id).taken == 1
    assert post(client, address) == 200
    assert "Sie sind abgemeldet" in client.get(address).text
    assert the_training(db, found.id).taken == 0


def test_the_manager_enters_changes_calls_off_and_ticks_who_came(
    db: Database, client: FlaskClient, crowd: dict[str, Account]
) -> None:
    assert post(client, "/schulungen/neu", **ENTERED) == 403
    let_in(client, db, crowd["dora"].id)
    for wrong in (
        dict(ends="09:00"), dict(register_until="2026-07-07"), dict(title=" "), dict(seats="0"),
        dict(link="intranet"), dict(last_day="2026-07-05"),
        dict(day="0001-01-01", register_until=""),
    ):  # fmt: skip
        assert post(client, "/schulungen/neu", **ENTERED | wrong) == 400, wrong
    assert post(client, "/schulungen/neu", **ENTERED) == 303
    changed = ENTERED | dict(title="Vergaberecht", version="1")
    assert post(client, "/schulungen/1/aendern", **changed) == 303
    assert post(client, "/schulungen/1/aendern", **changed | dict(title="Zu spät")) == 303
    assert the_training(db, 1).title == "Vergaberecht"
    assert post(client, "/schulungen/1/anmelden") == 303
    assert post(client, "/schulungen/1/anwesenheit", da="1") == 303
    assert [it.attended for it in seats(db, 1)] == [True]
    assert post(client, "/schulungen/1/absagen", reason="krank") == 303
    assert "fällt aus" in client.get("/schulungen").text


def test_the_calendar_of_a_town_shows_trainings_and_calls_them_off(
    db: Database, client: FlaskClient, crowd: dict[str, Account]
) -> None:
    found = make_training(db, crowd["dora"])
    assert post(client, "/kalender", owner=RIEDSTADT, action="renew") == 303
    text = client.get("/kalender").text
    address = text.split('value="http://127.0.0.1:8000')[-1].split('"')[0]
    (event,) = Calendar.from_ical(client.get(address).data).walk("VEVENT")
    assert str(event["SUMMARY"]) == f"Schulung 9:00–12:30 Uhr: {found.title}"
    assert event.decoded("DTSTART") == DAY
    assert f"/schulungen/{found.id}" in event["URL"]
    cancel(db, found.id, "", office(db))
    (event,) = Calendar.from_ical(client.get(address).data).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"
