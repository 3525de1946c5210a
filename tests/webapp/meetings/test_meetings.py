"""Meetings of councils are read in from calendars and tables and stand at each deadline."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import MONDAY, Save, make_facts, make_record
from visitors import visitor

from index.store import Database
from matcher.planning import LeadTimes, Meeting
from matcher.profile import read_profile
from webapp.accounts.account import Role
from webapp.cli import main
from webapp.meetings.queries import lead_times_of, meetings_of
from webapp.meetings.table import UnreadableMeetings, read_meetings
from webapp.projects.judging import judge_now
from webapp.projects.queries import project, save_project

RIEDSTADT, TREBUR = "06433011", "06433014"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Europe/Berlin:20260820T190000\r\n"
    "SUMMARY:Stadtverordneten\r\n versammlung\\, öffentlich\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260901\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)
TABLE = "Gremium;Datum\nBauausschuss;12.05.2027\n;2027-06-01\n"


def test_a_calendar_is_read_without_what_was_cancelled() -> None:
    (one,) = read_meetings(CALENDAR.encode())
    assert one == Meeting(day=date(2026, 8, 20), body="Stadtverordnetenversammlung, öffentlich")


def test_a_table_is_read_with_german_days_and_old_encodings() -> None:
    found = read_meetings(TABLE.replace("Bau", "Größen").encode("cp1252"))
    assert [(one.day.month, one.body) for one in found] == [(5, "Größenausschuss"), (6, "Sitzung")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "Spalte »Datum«"),
        ("a;b\n1;2\n", "Spalte »Datum«"),
        ("Datum\nbald\n", "Zeile 2: »bald« ist kein Tag"),
        ("Datum\n", "keinen Sitzungstermin"),
        (CALENDAR.replace("SUMMARY", "RRULE:FREQ=WEEKLY\r\nSUMMARY"), "Serientermine"),
    ],
)
def test_what_is_no_list_of_meetings_is_named(data: str, said: str) -> None:
    with pytest.raises(UnreadableMeetings, match=said):
        read_meetings(data.encode())


def test_the_command_adds_each_meeting_once(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "sitzungen.csv"
    path.write_text(TABLE, encoding="utf-8")
    for new in (2, 0):
        result = CliRunner().invoke(main, ["meetings", str(path), "--municipality", RIEDSTADT])
        assert f"2 Sitzungen gelesen, {new} neu." in result.output
    assert len(meetings_of(db, RIEDSTADT, MONDAY)) == 2
    wrong = CliRunner().invoke(main, ["meetings", str(path), "--municipality", "1"])
    assert wrong.exit_code == 2


def test_a_town_sends_its_own_meetings_and_sees_them_at_the_deadline(
    db: Database, data_folder: Path, save: Save
) -> None:
    stated = dict(deadlines=[dict(kind="application", date="2026-09-30")], funding_rate_default=70)
    save(make_record(), facts=make_facts(**stated))
    profile = dict(id="radweg", title="Radweg", municipality=RIEDSTADT, cost_eur=1_000)
    save_project(db, read_profile(profile | dict(applicant_type="Kommune")), MONDAY)
    found = project(db, "radweg")
    assert found
    judge_now(db, [found], MONDAY)

    staff = visitor(db, data_folder)
    token = staff.get("/sitzungen").text.split('name="csrf_token"')[1].split('"')[1]
    for town, status in ((RIEDSTADT, 303), (TREBUR, 404)):
        file = (BytesIO(CALENDAR.encode()), "a.ics")
        data = dict(csrf_token=token, kommune=town, file=file)
        assert staff.post("/sitzungen", data=data).status_code == status
    assert not meetings_of(db, TREBUR, MONDAY)
    assert "Stadtverordnetenversammlung" in staff.get("/sitzungen").text
    page = staff.get("/vorhaben/radweg").text
    assert "20.08.2026</time> Letzte Sitzung rechtzeitig: Stadtverordnetenversammlung" in page
    assert "Eigenanteil: mindestens 300,00 €" in page
    assert "Gerechnet mit 8 Wochen Vorbereitung" in page
    assert visitor(db, data_folder, Role.READER).get("/sitzungen").status_code == 403


def test_a_town_tells_how_many_weeks_it_needs(db: Database, data_folder: Path) -> None:
    staff = visitor(db, data_folder)
    told = dict(kommune=RIEDSTADT, preparation="12", papers="4", afterwards="2")
    for data, status in (
        (told, 303),
        (told | dict(papers="bald"), 400),
        (told | dict(papers="53"), 400),
        (told | dict(kommune=TREBUR), 404),
    ):
        token = staff.get("/sitzungen").text.split('name="csrf_token"')[1].split('"')[1]
        answer = staff.post("/sitzungen/vorlauf", data=data | dict(csrf_token=token))
        assert answer.status_code == status
        assert ("Bitte geben Sie ganze Wochen an" in answer.text) == (status == 400)
    expected = LeadTimes(preparation=12, papers=4, afterwards=2)
    assert lead_times_of(db, RIEDSTADT) == expected
    assert lead_times_of(db, TREBUR) == LeadTimes()
    assert 'value="12"' in staff.get("/sitzungen").text
