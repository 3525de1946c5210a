"""Letters about trainings arrive at a real mail server, with dates that calendars understand."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from class_room import DAY, guest, make_draft, make_training, office, the_training
from conftest import MONDAY
from icalendar import Calendar
from letters import NEXT_MONDAY, Mailbox, listening, send

from index.store import Database
from webapp.accounts.account import Account
from webapp.trainings.planning import cancel, change
from webapp.trainings.queries import seats
from webapp.trainings.reminding import remind
from webapp.trainings.seats import Guest, give_up, register


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


def arrived(db: Database, mailbox: Mailbox) -> dict[str, EmailMessage]:
    """What goes out now, by the beginning of the subject and the person."""
    before = len(mailbox.messages)
    db.execute("update account set subscribed = 0")
    db.conn.commit()
    send(db, mailbox)
    found = mailbox.messages[before:]
    return {f"{it['Subject'].partition(':')[0]}, {it['To'].partition('@')[0]}": it for it in found}


def event_of(message: EmailMessage) -> tuple[str, Any]:
    """The method and the event of a letter; the file says the same as the part that is shown."""
    shown = next(it for it in message.walk() if it.get_content_type() == "text/calendar")
    kept = next(it for it in message.walk() if it.get_filename() == "termin.ics")
    text = shown.get_payload(decode=True)
    assert text == kept.get_payload(decode=True)
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert shown.get_param("method") == calendar["METHOD"]
    return str(calendar["METHOD"]), event


def text_of(message: EmailMessage) -> str:
    part = message.get_body(["plain"])
    assert part is not None
    return " ".join(str(part.get_content()).split())


def test_the_confirmation_brings_the_date_for_the_calendar(
    db: Database, mailbox: Mailbox, crowd: dict[str, Account]
) -> None:
    found = make_training(db, crowd["dora"])
    register(db, found.id, guest(crowd["anna"]), crowd["anna"], office(db))
    message = arrived(db, mailbox)["Angemeldet, anna"]
    method, event = event_of(message)
    assert method == "REQUEST"
    assert str(event["SUMMARY"]) == found.title
    assert event.decoded("DTSTART").isoformat() == f"{DAY}T07:00:00+00:00"
    assert event.decoded("DTEND").isoformat() == f"{DAY}T10:30:00+00:00"
    assert str(event["LOCATION"]) == found.place
    assert str(event["ATTENDEE"]) == "mailto:anna@riedstadt.example"
    assert str(event["ORGANIZER"]) == "mailto:buero@kreis.example"
    assert event["STATUS"] == "CONFIRMED"
    assert "06.07.2026, 9:00–12:30 Uhr" in text_of(message)


def test_a_moved_training_moves_the_date_and_a_cancelled_one_takes_it_away(
    db: Database, mailbox: Mailbox, crowd: dict[str, Account]
) -> None:
    found = make_training(db, crowd["dora"], seats=1)
    for name in ("anna", "clara"):
        register(db, found.id, guest(crowd[name]), crowd[name], office(db))
    first = event_of(arrived(db, mailbox)["Angemeldet, anna"])[1]
    better = make_draft(seats=1, description="Besser beschrieben")
    assert change(db, found, better, found.version, office(db))
    assert arrived(db, mailbox) == {}
    later = DAY + timedelta(days=1)
    moved = make_draft(
        seats=1,
        starts_at=datetime.combine(later, time(14)),
        ends_at=datetime.combine(later, time(16)),
    )
    assert change(db, found, moved, found.version + 1, office(db))
    letters = arrived(db, mailbox)
    method, second = event_of(letters["Geändert, anna"])
    assert method == "REQUEST"
    assert second["UID"] == first["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second.decoded("DTSTART").isoformat() == f"{later}T12:00:00+00:00"
    waits = letters["Geändert, clara"]
    assert waits.get_content_type() == "multipart/alternative"
    assert cancel(db, found.id, "Die Referentin ist krank", office(db))
    letters = arrived(db, mailbox)
    method, third = event_of(letters["Fällt aus, anna"])
    assert (method, third["STATUS"]) == ("CANCEL", "CANCELLED")
    assert third["SEQUENCE"] > second["SEQUENCE"]
    assert "Die Referentin ist krank" in text_of(letters["Fällt aus, clara"])


def test_who_moves_up_gets_the_date_and_who_leaves_loses_it(
    db: Database, mailbox: Mailbox, crowd: dict[str, Account]
) -> None:
    found = make_training(db, crowd["dora"], seats=1)
    for name in ("anna", "clara"):
        register(db, found.id, guest(crowd[name]), crowd[name], office(db))
    assert "Warteliste" in text_of(arrived(db, mailbox)["Warteliste, clara"])
    give_up(db, seats(db, found.id)[0].id, office(db))
    letters = arrived(db, mailbox)
    assert event_of(letters["Abgemeldet, anna"])[0] == "CANCEL"
    assert event_of(letters["Platz frei, clara"])[0] == "REQUEST"
    again = register(db, found.id, guest(crowd["anna"]), crowd["anna"], office(db))
    assert again.state.value == "waiting"


def test_everybody_is_reminded_once_also_after_a_missed_day(
    db: Database, mailbox: Mailbox, crowd: dict[str, Account]
) -> None:
    found = make_training(db, crowd["dora"], seats=2, register_until=DAY)
    for name in ("anna", "bernd", "clara"):
        register(db, found.id, guest(crowd[name]), crowd[name], office(db))
    arrived(db, mailbox)
    assert remind(db, office(db, DAY - timedelta(days=4))) == 0
    assert remind(db, office(db, DAY - timedelta(days=2))) == 2
    assert remind(db, office(db, DAY - timedelta(days=2))) == 0
    assert set(arrived(db, mailbox)) == {"Erinnerung, anna", "Erinnerung, bernd"}
    give_up(db, seats(db, found.id)[0].id, office(db, DAY - timedelta(days=1)))
    assert remind(db, office(db, DAY - timedelta(days=1))) == 0, "moving up was told just now"
    later = DAY + timedelta(days=7)
    moved = make_draft(
        seats=2,
        starts_at=datetime.combine(later, time(9)),
        ends_at=datetime.combine(later, time(10)),
    )
    assert change(db, found, moved, 1, office(db, DAY - timedelta(days=1), hour=9))
    assert remind(db, office(db, later - timedelta(days=1))) == 2
    assert remind(db, office(db, later)) == 0
    assert cancel(db, found.id, "", office(db, later))


def test_who_has_no_account_leaves_by_the_link_in_the_letter(
    db: Database, mailbox: Mailbox, crowd: dict[str, Account]
) -> None:
    found = make_training(db, crowd["dora"])
    colleague = Guest(name="Frau Beispiel", email="b@riedstadt.example", municipality="06433011")
    register(db, found.id, colleague, crowd["anna"], office(db))
    assert "/schulungen/abmelden/1-" in text_of(arrived(db, mailbox)["Angemeldet, b"])


def test_the_weekly_letter_tells_each_person_once_of_a_new_training(
    db: Database, mailbox: Mailbox, crowd: dict[str, Account]
) -> None:
    found = make_training(db, crowd["dora"])
    register(db, found.id, guest(crowd["anna"]), crowd["anna"], office(db))
    send(db, mailbox)
    told = {it["To"]: it for it in mailbox.messages if "neue Schulung" in it["Subject"]}
    assert "anna@riedstadt.example" not in told
    assert {"clara@trebur.example", "dora@kreis.example"} <= set(told)
    said = text_of(told["clara@trebur.example"])
    assert f"{found.title} 06.07.2026, 9:00–12:30 Uhr" in said
    assert f"/schulungen/{found.id}" in said
    before = len(mailbox.messages)
    send(db, mailbox, NEXT_MONDAY)
    assert not any("Schulung" in it["Subject"] for it in mailbox.messages[before:])
    assert the_training(db, found.id).takes_people(MONDAY)
