"""Reminders of kept deadlines: in time, once, bundled, and after a missed run all the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from letters import Mailbox, listening, make_person, make_project, match, send
from visitors import person, visitor

from index.store import Database
from matcher.planning import Meeting
from webapp.accounts.account import Account, Role
from webapp.digest import reminders
from webapp.digest.reminders import Reminding, remindings_for, wish
from webapp.digest.shelf import Shelf
from webapp.feedback.queries import keep, let_go
from webapp.meetings.queries import add_meetings

NOW = datetime(2026, 6, 15, 6, tzinfo=UTC)
DEADLINE = date(2026, 9, 17)  # a Thursday
DAY = timedelta(days=1)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


@pytest.fixture
def jana(db: Database, save: Save) -> Account:
    """Somebody who kept a programme and has had this week's letter."""
    account = make_person(db)
    facts = make_facts(deadlines=[dict(kind="application", date=DEADLINE.isoformat())])
    number = save(make_record(), facts=facts)
    keep(db, make_project(db).id, number, account, NOW)
    return account


def run_daily(db: Database, mailbox: Mailbox, first: date, last: date) -> list[tuple[str, str]]:
    """Let the post run every day; gives the day and the subject of each letter."""
    sent, day = [], first
    while day <= last:
        sent += [(day.isoformat(), it.subject) for it in send(db, mailbox, day)]
        day += DAY
    return sent


def text_of(mailbox: Mailbox) -> str:
    part = mailbox.messages[-1].get_body(["plain"])
    assert part is not None
    return " ".join(str(part.get_content()).split())


def test_reminders_come_eight_weeks_two_weeks_and_three_days_before(
    db: Database, jana: Account, mailbox: Mailbox
) -> None:
    sent = run_daily(db, mailbox, MONDAY, DEADLINE + DAY)
    title = "Erinnerung: Radwege für Städte und Gemeinden, Frist 17.09.2026"
    reminded = [it for it in sent if "vier Wochen" not in it[1]]
    assert reminded == [
        ("2026-07-23", title),
        ("2026-09-03", title),
        ("2026-09-14", "1 nahe Frist, KW 38"),  # a Monday: it stands in the weekly letter
    ]
    assert "17.09.2026, in 3 Tagen" in text_of(mailbox)


def test_a_missed_run_catches_up_with_the_last_reminder_alone(
    db: Database, jana: Account, mailbox: Mailbox
) -> None:
    send(db, mailbox, MONDAY)
    (late,) = send(db, mailbox, DEADLINE - 2 * DAY)
    assert late.subject == "1 nahe Frist, KW 38"
    assert send(db, mailbox, DEADLINE - DAY) == []


def test_all_reminders_of_a_day_come_in_one_letter(
    db: Database, jana: Account, save: Save, mailbox: Mailbox
) -> None:
    facts = make_facts(deadlines=[dict(kind="application", date=DEADLINE.isoformat())])
    second = make_record(key="b", url="https://www.example.org/b", title="Brücken")
    save(make_record(), second, facts=facts)
    keep(db, make_project(db, "bruecke").id, 2, jana, NOW)
    send(db, mailbox, DEADLINE - 59 * DAY)
    (one,) = send(db, mailbox, DEADLINE - 56 * DAY)
    assert one.subject == "2 Erinnerungen, die nächste Frist ist am 17.09.2026"
    assert send(db, mailbox, DEADLINE - 56 * DAY, hour=12) == []


def test_the_long_reminder_counts_from_the_day_on_which_the_papers_have_to_be_ready(
    db: Database, jana: Account, mailbox: Mailbox
) -> None:
    meeting = Meeting(day=date(2026, 9, 7), body="Bauausschuss")
    add_meetings(db, "06433011", [meeting, replace(meeting, day=date(2026, 10, 5))])
    send(db, mailbox, MONDAY)
    ready = meeting.day - timedelta(weeks=3)
    assert send(db, mailbox, ready - 57 * DAY) == []
    (early,) = send(db, mailbox, ready - 56 * DAY)
    assert early.subject.startswith("1 nahe Frist") or early.subject.startswith("Erinnerung")
    assert "Letzte Sitzung rechtzeitig: Bauausschuss am 07.09.2026" in text_of(mailbox)
    assert "Vorlage fertig bis 17.08.2026" in text_of(mailbox)


def test_everybody_chooses_how_long_before_and_for_one_thing_otherwise(
    db: Database, jana: Account, mailbox: Mailbox
) -> None:
    wish(db, jana.id, [10])
    (found,) = remindings_for(db, jana, Shelf(db, MONDAY))
    assert found.days_before == (10,)
    wish(db, jana.id, [5, 40], found.source, found.key)
    (found,) = remindings_for(db, jana, Shelf(db, MONDAY))
    assert found.days_before == (40, 5)
    wish(db, jana.id, [], found.source, found.key)
    send(db, mailbox, MONDAY)
    sent = run_daily(db, mailbox, DEADLINE - 12 * DAY, DEADLINE - DAY)
    assert [subject for _, subject in sent if "vier Wochen" not in subject] == [
        "1 nahe Frist, KW 36"
    ]


def test_what_is_kept_no_more_reminds_of_nothing(
    db: Database, jana: Account, mailbox: Mailbox
) -> None:
    send(db, mailbox, DEADLINE - 59 * DAY)
    let_go(db, "radweg", 1)
    assert send(db, mailbox, DEADLINE - 56 * DAY) == []


def test_who_keeps_something_in_the_last_days_is_not_reminded_at_once(
    db: Database, jana: Account, mailbox: Mailbox
) -> None:
    match(db, make_project(db), 1)
    send(db, mailbox, DEADLINE - 10 * DAY)
    db.execute("update kept_match set at = ?", [(DEADLINE - 9 * DAY).isoformat()])
    sent = run_daily(db, mailbox, DEADLINE - 9 * DAY, DEADLINE)
    assert [day for day, _ in sent] == ["2026-09-14"]


def test_any_capability_may_have_days_to_remind_of(
    db: Database, jana: Account, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = Reminding(
        source="auflage",
        key="7",
        title="Verwendungsnachweis Radweg",
        due_on=date(2026, 7, 10),
        since=MONDAY,
        address="/auflagen/7",
    )
    monkeypatch.setattr(reminders, "SOURCES", (lambda *_: [proof],))
    send(db, mailbox, date(2026, 6, 22))
    (sent,) = send(db, mailbox, date(2026, 6, 26))
    assert sent.subject == "Erinnerung: Verwendungsnachweis Radweg, Frist 10.07.2026"
    assert "/auflagen/7" in text_of(mailbox)


def test_the_page_keeps_day_hour_and_reminders(
    db: Database, data_folder: Path, jana: Account
) -> None:
    staff = person(db, Role.STAFF)
    client = visitor(db, data_folder)
    page = client.get("/brief/wuensche").text
    assert "Radwege für Städte und Gemeinden" in page
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    sent = dict(csrf_token=token, weekday="3", hour="9")
    assert client.post("/brief/wuensche", data=sent).status_code == 303
    sent = dict(csrf_token=token, days=["14"], own="21, 2")
    assert client.post("/brief/wuensche/erinnerungen", data=sent).status_code == 303
    (row,) = db.query("select * from letter_wish where account = ?", [staff])
    assert (row["weekday"], row["hour"], row["remind_before"]) == (3, 9, "[21, 14, 2]")
    bad = dict(csrf_token=token, weekday="9", hour="9")
    assert client.post("/brief/wuensche", data=bad).status_code == 400
    strange = dict(csrf_token=token, subject="gemerkt:99/fremd", days="3")
    assert client.post("/brief/wuensche/erinnerungen", data=strange).status_code == 404
