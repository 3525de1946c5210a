"""Deadlines as a calendar: what stands in it, how it follows changes, and who may read it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from flask.testing import FlaskClient
from icalendar import Calendar
from visitors import RIEDSTADT, person, visitor

from index.facts import Facts
from index.programme import programme
from index.store import Database
from matcher.judge import Judgement
from matcher.planning import Meeting
from matcher.project import Project, Town
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_with_id, create_account
from webapp.calendars.icalendar_file import icalendar_file
from webapp.calendars.memory import Event
from webapp.feedback.queries import keep, let_go
from webapp.feedback.recommending import recommend
from webapp.meetings.queries import add_meetings
from webapp.projects.queries import save_project, store_matches
from webapp.shortlists.queries import make_shortlist, put_in

TREBUR = "06433014"
NOW = datetime.fromisoformat("2026-06-15T09:00:00+02:00")
DEADLINE = date(2026, 12, 31)


def facts(day: date) -> Facts:
    return make_facts(deadlines=[{"kind": "application", "date": day.isoformat()}])


@pytest.fixture
def number(db: Database, save: Save) -> int:
    number = save(make_record(title="Radwege; Brücken, Wege"), facts=facts(DEADLINE))
    for key, ags in (("radring", RIEDSTADT), ("geheim", TREBUR)):
        project = Project(id=key, title=key.title(), municipality=Town(ags=ags))
        save_project(db, project, MONDAY)
        found = programme(db, number)
        assert found is not None
        judgement = Judgement(eligible="unclear", score=50.0, reasons=(), obstacles=())
        store_matches(db, project, [(found, judgement)], MONDAY)
    staff = Account(id=person(db, Role.STAFF), email="staff@example.org", role=Role.STAFF)
    keep(db, "radring", number, staff, NOW)
    return number


def address(client: FlaskClient, owner: str = "person") -> str:
    """Have a calendar given an address; gives its path."""
    client.application.config["WTF_CSRF_ENABLED"] = False
    client.post("/kalender", data=dict(owner=owner, action="renew"))
    text = client.get("/kalender").text
    found = [part.split('"')[0] for part in text.split('value="http://127.0.0.1:8000')[1:]]
    return found[0] if owner == "person" else found[-1]


def events(client: FlaskClient, path: str) -> list[Any]:
    """Fetch a calendar as a program does that is not signed in."""
    answer = client.application.test_client().get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert max(len(line) for line in answer.data.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(answer.data)
    assert calendar.errors == []
    assert all(event.errors == [] for event in calendar.walk())
    return list(calendar.walk("VEVENT"))


def test_a_deadline_is_an_all_day_event_with_what_one_has_to_know(
    db: Database, data_folder: Path, number: int
) -> None:
    client = visitor(db, data_folder)
    [event] = events(client, address(client))
    assert (event.start, event.end) == (DEADLINE, DEADLINE + timedelta(days=1))
    assert event["SUMMARY"] == "Antragsfrist: Radwege; Brücken, Wege"
    assert "Vorgemerkt für Radring" in event["DESCRIPTION"]
    assert "Musteramt, Lizenz: CC BY 4.0" in event["DESCRIPTION"]
    assert event["URL"].endswith(f"/programm/{number}")
    assert (event["SEQUENCE"], event["STATUS"], event["TRANSP"]) == (
        0,
        "CONFIRMED",
        "TRANSPARENT",
    )
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
    assert event.walk("VALARM") == []


def test_the_same_calendar_is_the_same_bytes_and_need_not_be_fetched_twice(
    db: Database, data_folder: Path, number: int
) -> None:
    client = visitor(db, data_folder)
    path = address(client)
    first = client.get(path)
    assert client.get(path).data == first.data
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_deadline_that_moves_keeps_its_name_and_one_that_vanishes_is_called_off(
    db: Database, data_folder: Path, number: int, save: Save
) -> None:
    client = visitor(db, data_folder)
    path = address(client)
    [before] = events(client, path)
    later = DEADLINE + timedelta(days=31)
    record = make_record(title="Radwege; Brücken, Wege", keywords="verschoben")
    save(record, facts=facts(later))
    [moved] = events(client, path)
    assert (moved["UID"], moved.start, moved["SEQUENCE"]) == (before["UID"], later, 1)
    save(make_record(title="Radwege; Brücken, Wege", keywords="ohne Frist"))
    [dropped] = events(client, path)
    assert (dropped["UID"], dropped["STATUS"], dropped["SEQUENCE"]) == (
        before["UID"],
        "CANCELLED",
        2,
    )
    assert dropped["SUMMARY"].startswith("Entfällt: ")
    save(record, facts=facts(DEADLINE))
    [back] = events(client, path)
    assert (back["UID"], back["STATUS"], back["SEQUENCE"]) == (before["UID"], "CONFIRMED", 3)


def test_a_day_that_is_over_stays_and_the_next_one_is_an_event_of_its_own(
    db: Database, data_folder: Path, number: int, save: Save
) -> None:
    path = address(visitor(db, data_folder))
    [before] = events(visitor(db, data_folder), path)
    save(
        make_record(title="Radwege; Brücken, Wege", keywords="neu"),
        facts=facts(date(2027, 12, 31)),
        today=date(2027, 1, 4),
    )
    old, new = events(visitor(db, data_folder, today=date(2027, 1, 4)), path)
    assert (old["UID"], old.start, old["STATUS"]) == (before["UID"], DEADLINE, "CONFIRMED")
    assert new["UID"] != old["UID"]


def test_what_nobody_follows_any_more_leaves_the_calendar(
    db: Database, data_folder: Path, number: int
) -> None:
    client = visitor(db, data_folder)
    path = address(client)
    assert len(events(client, path)) == 1
    let_go(db, "radring", number)
    assert events(client, path) == []


def test_the_last_meeting_in_time_is_an_event_of_its_own(
    db: Database, data_folder: Path, number: int
) -> None:
    for days in (30, 60):
        add_meetings(db, RIEDSTADT, [Meeting(day=MONDAY + timedelta(days=days), body="Rat")])
    client = visitor(db, data_folder)
    path = address(client, RIEDSTADT)
    # Which one is the last nobody knows before the meetings are known up to the deadline.
    assert [event.start for event in events(client, path)] == [DEADLINE]
    add_meetings(db, RIEDSTADT, [Meeting(day=DEADLINE, body="Rat")])
    meeting, deadline = events(client, path)
    assert meeting.start == MONDAY + timedelta(days=60)
    assert meeting["SUMMARY"] == "Rat: letzte Sitzung rechtzeitig für eine Frist"
    assert "Vorlage fertig bis 24.07.2026" in meeting["DESCRIPTION"]
    assert deadline.start == DEADLINE


def test_the_calendar_of_a_municipality_holds_what_is_recommended_but_no_note(
    db: Database, data_folder: Path, number: int, save: Save
) -> None:
    other = save(
        make_record(key="kita", url="https://www.example.org/kita", title="Kitas"),
        make_record(title="Radwege; Brücken, Wege"),
        facts=facts(date(2026, 9, 1)),
    )
    boss = Account(id=person(db, Role.MANAGER), email="manager@example.org", role=Role.MANAGER)
    recommend(db, other, [RIEDSTADT], "Streng vertraulich", boss, NOW)
    client = visitor(db, data_folder)
    path = address(client, RIEDSTADT)
    assert "Antragsfrist: Kitas" in [event["SUMMARY"] for event in events(client, path)]
    assert "vertraulich" not in client.get(path).text
    assert "Geheim" not in client.get(path).text


def test_a_renewed_or_revoked_address_leads_nowhere(
    db: Database, data_folder: Path, number: int
) -> None:
    client = visitor(db, data_folder)
    old, new = address(client), address(client)
    assert old != new
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    client.post("/kalender", data=dict(owner="person", action="revoke"))
    assert client.get(new).status_code == 404
    assert "Adresse anlegen" in client.get("/kalender").text
    logged = [row["kind"] for row in db.table("audit_entry").rows if "Kalender" in row["kind"]]
    assert logged == ["Kalenderadresse vergeben"] * 2 + ["Kalenderadresse widerrufen"]


def test_merklisten_stand_in_the_calendar_of_whom_they_belong_to(
    db: Database, data_folder: Path, number: int
) -> None:
    let_go(db, "radring", number)
    client = visitor(db, data_folder)
    own, town = address(client), address(client, RIEDSTADT)
    assert events(client, own) == events(client, town) == []
    me = account_with_id(db, person(db, Role.STAFF))
    assert me is not None
    mine = make_shortlist(db, "Rathaus", me, NOW)
    ours = make_shortlist(db, "Alle", me, NOW, of_town=True)
    put_in(db, mine, number, me, NOW)
    [event] = events(client, own)
    assert "Merkliste Rathaus" in event["DESCRIPTION"]
    assert events(client, town) == []
    put_in(db, ours, number, me, NOW)
    [event] = events(client, town)
    assert "Merkliste Alle" in event["DESCRIPTION"]


def test_the_calendar_of_somebody_who_left_leads_nowhere(
    db: Database, data_folder: Path, number: int
) -> None:
    client = visitor(db, data_folder)
    path = address(client)
    db.table("account").update(person(db, Role.STAFF), dict(deactivated_on="2026-06-15"))
    assert client.application.test_client().get(path).status_code == 404


@pytest.mark.parametrize("token", ["1", "1-", "9-abc", "x-y", "-1-a", "²-a", "1-" + "ä" * 9])
def test_guessed_addresses_lead_nowhere(
    db: Database, data_folder: Path, number: int, token: str
) -> None:
    client = visitor(db, data_folder)
    address(client)
    assert client.get(f"/kalender/{token}.ics").status_code == 404


def test_nobody_gets_the_calendar_of_another_municipality(
    db: Database, data_folder: Path, number: int
) -> None:
    client = visitor(db, data_folder)
    client.application.config["WTF_CSRF_ENABLED"] = False
    assert client.get(f"/kalender?kommune={TREBUR}").status_code == 404
    data = dict(owner=TREBUR, action="renew")
    assert client.post("/kalender", data=data).status_code == 404
    manager = visitor(db, data_folder, Role.MANAGER)
    assert manager.get(f"/kalender?kommune={TREBUR}").status_code == 200


def test_who_only_reads_sees_the_address_of_the_town_but_does_not_change_it(
    db: Database, data_folder: Path, number: int
) -> None:
    create_account(db, "reader@example.org", Role.READER, RIEDSTADT, MONDAY)
    reader = visitor(db, data_folder, Role.READER)
    reader.application.config["WTF_CSRF_ENABLED"] = False
    assert "Förderfristen Riedstadt" in reader.get("/kalender").text
    assert reader.post("/kalender", data=dict(owner=RIEDSTADT)).status_code == 403


def test_a_person_who_moved_to_another_municipality_reads_nothing_of_the_old_one(
    db: Database, data_folder: Path, number: int
) -> None:
    client = visitor(db, data_folder)
    path = address(client)
    assert len(events(client, path)) == 1
    db.table("account").update(person(db, Role.STAFF), dict(municipality=TREBUR))
    assert "Radring" not in client.get(path).text


@pytest.mark.parametrize(
    "words",
    [
        "",
        "a;b,c\\n\\",
        "Zeile\nZeile\n\n",
        "ä€𝄞" * 60,
        "\x00\x0bx\x1f",
        "BEGIN:VEVENT\nUID:x",
        "= " * 90,
    ],
)
def test_any_words_come_back_from_the_file_as_they_were(words: str) -> None:
    text = icalendar_file("Fristen", [event_on(MONDAY, words)], "example.org")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    [read] = Calendar.from_ical(text).walk("VEVENT")
    assert read["SUMMARY"] == "".join(it for it in words if it >= " " or it == "\n")


def test_a_day_after_which_there_is_none_breaks_no_calendar() -> None:
    text = icalendar_file("Fristen", [event_on(date.max, "Unbefristet")], "example.org")
    [read] = Calendar.from_ical(text).walk("VEVENT")
    assert read["DTSTART"].dt == date.max


def event_on(day: date, words: str) -> Event:
    return Event(
        uid="frist-1-1-k1",
        day=day,
        summary=words,
        description=words,
        url="",
        dropped=False,
        sequence=0,
        created_at=NOW,
        changed_at=NOW,
    )
