"""Nothing is lost, nothing is told twice."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from letters import (
    NEXT_MONDAY,
    TREBUR,
    Mailbox,
    listening,
    make_person,
    make_project,
    match,
    send,
)

from index.record import SourceRecord
from index.runs import finish_run, start_run
from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import subscribe
from webapp.digest import outbox, write
from webapp.digest.letter import Letter
from webapp.digest.mail import MailServer, MailServerDown
from webapp.digest.render import Rendered
from webapp.digest.undeliverable import free, undeliverable


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


def _numbered(*numbers: int) -> list[SourceRecord]:
    return [
        make_record(key=f"p{n}", url=f"https://www.example.org/p{n}", title=f"Programm Nr. {n:02}")
        for n in numbers
    ]


def _saved(db: Database, save: Save, *numbers: int) -> list[int]:
    save(*_numbered(*numbers))
    return [row["programme"] for row in db.query("select programme from programme_record")]


def _told(mailbox: Mailbox) -> list[list[str]]:
    """The titles in each letter that arrived."""
    told = []
    for letter in mailbox.messages:
        part = letter.get_body(["plain"])
        assert part is not None
        lines = part.get_content().splitlines()
        told.append([line for line in lines if line.startswith("Programm Nr.")])
    return told


def test_running_twice_sends_nothing_twice(db: Database, save: Save, mailbox: Mailbox) -> None:
    make_person(db)
    match(db, make_project(db), *_saved(db, save, 1, 2))
    assert len(send(db, mailbox)) == 1
    assert send(db, mailbox) == []
    assert send(db, mailbox, NEXT_MONDAY) == []
    assert _told(mailbox) == [["Programm Nr. 01", "Programm Nr. 02"]]


def test_a_second_letter_tells_only_what_is_new(db: Database, save: Save, mailbox: Mailbox) -> None:
    make_person(db)
    project = make_project(db)
    match(db, project, *_saved(db, save, 1, 2))
    send(db, mailbox)
    match(db, project, *_saved(db, save, 1, 2, 3))
    send(db, mailbox, NEXT_MONDAY)
    assert _told(mailbox)[1] == ["Programm Nr. 03"]


def test_a_match_that_went_and_came_back_is_not_told_again(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    project = make_project(db)
    numbers = _saved(db, save, 1, 2)
    match(db, project, *numbers)
    send(db, mailbox)
    match(db, project, numbers[0])
    match(db, project, *numbers)
    assert send(db, mailbox, NEXT_MONDAY) == []


def test_a_programme_told_for_one_vorhaben_is_told_once_more_for_another(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    numbers = _saved(db, save, 1)
    match(db, make_project(db), *numbers)
    send(db, mailbox)
    match(db, make_project(db, "bruecke", title="Brücke"), *numbers)
    send(db, mailbox, NEXT_MONDAY)
    assert _told(mailbox) == [["Programm Nr. 01"], ["Programm Nr. 01"]]


def test_two_missed_weeks_are_made_up_in_one_letter(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    project = make_project(db)
    for week, numbers in enumerate([(1,), (1, 2), (1, 2, 3)]):
        match(db, project, *_saved(db, save, *numbers))
        if week == 2:
            send(db, mailbox, MONDAY + timedelta(weeks=week))
    assert _told(mailbox) == [["Programm Nr. 01", "Programm Nr. 02", "Programm Nr. 03"]]


def test_what_does_not_fit_into_one_letter_stays_due(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    match(db, make_project(db), *_saved(db, save, *range(1, 46)))
    for week in range(4):
        send(db, mailbox, MONDAY + timedelta(weeks=week))
    told = _told(mailbox)
    assert [len(titles) for titles in told] == [20, 20, 5]
    assert len({title for titles in told for title in titles}) == 45
    first = mailbox.messages[0].get_body(["plain"])
    assert first is not None
    assert "25 weitere Treffer stehen" in first.get_content()


class Killed(BaseException):
    """The process ends here."""


KILLED_IN = {
    "before it is in the outbox": "put",
    "before it is taken": "take",
    "before it is written": "write",
    "before the server has it": "send",
    "after the server has it": "sent",
    "before the ledger has it": "mark_sent",
}


@pytest.mark.parametrize("moment", KILLED_IN.values(), ids=KILLED_IN.keys())
def test_a_run_that_is_killed_loses_nothing_and_repeats_only_under_the_same_message_id(
    db: Database, save: Save, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    make_person(db)
    match(db, make_project(db), *_saved(db, save, 1, 2))

    with monkeypatch.context() as patch:
        if moment in ("put", "take", "mark_sent"):
            patch.setattr(outbox, moment, _die)
        elif moment == "write":
            patch.setattr(write, "render", _die)
        else:
            patch.setattr(MailServer, "send", _die_with_the_letter(moment))
        with pytest.raises(Killed):
            send(db, mailbox)
    _as_if_the_process_had_ended(db)
    send(db, mailbox)
    assert send(db, mailbox) == []
    assert send(db, mailbox, NEXT_MONDAY) == []

    assert _told(mailbox)[-1] == ["Programm Nr. 01", "Programm Nr. 02"]
    assert len({letter["Message-ID"] for letter in mailbox.messages}) == 1
    assert len(mailbox.messages) == (2 if moment in ("sent", "mark_sent") else 1)


def _as_if_the_process_had_ended(db: Database) -> None:
    """The lease of a process that lives no more counts no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    holder = f"{socket.gethostname()}/{gone.pid}"
    db.execute("update letter set leased_by = ? where leased_by is not null", [holder])
    db.conn.commit()


def _die(*_: Any, **__: Any) -> None:
    raise Killed


def _die_with_the_letter(moment: str) -> Any:
    really_send = MailServer.send

    def send(self: MailServer, message: EmailMessage) -> None:
        if moment == "sent":
            really_send(self, message)
        raise Killed

    return send


def test_after_a_crash_the_old_letter_and_what_came_later_are_told_apart(
    db: Database, save: Save, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_person(db)
    project = make_project(db)
    match(db, project, *_saved(db, save, 1))
    with monkeypatch.context() as patch:
        patch.setattr(MailServer, "send", _die_with_the_letter("sent"))
        with pytest.raises(Killed):
            send(db, mailbox)
    _as_if_the_process_had_ended(db)
    match(db, project, *_saved(db, save, 1, 2))
    send(db, mailbox, NEXT_MONDAY)
    assert _told(mailbox) == [["Programm Nr. 01"], ["Programm Nr. 01"], ["Programm Nr. 02"]]
    first, again, new = (letter["Message-ID"] for letter in mailbox.messages)
    assert first == again != new


def test_a_refused_recipient_does_not_stop_the_others_and_stays_due(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db, "anna")
    make_person(db, "jana")
    match(db, make_project(db), *_saved(db, save, 1))
    mailbox.refuse = {"anna@riedstadt.example"}
    refused, sent = send(db, mailbox)
    assert "550" in refused.problem
    assert sent.problem == ""
    assert mailbox.recipients == ["jana@riedstadt.example"]

    mailbox.refuse = set()
    assert send(db, mailbox, NEXT_MONDAY) == []
    assert [it.email for it in undeliverable(db)] == ["anna@riedstadt.example"]
    free(db, "anna@riedstadt.example")
    later = NEXT_MONDAY + timedelta(weeks=1)
    assert [outcome.email for outcome in send(db, mailbox, later)] == ["anna@riedstadt.example"]


def test_a_refusal_that_is_not_about_the_mailbox_holds_nobody_back(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    match(db, make_project(db), *_saved(db, save, 1))
    mailbox.answer = "554 5.7.1 Sieht nach Werbung aus"
    assert "5.7.1" in send(db, mailbox)[0].problem
    mailbox.answer = "250 OK"
    assert list(undeliverable(db)) == []
    assert [outcome.problem for outcome in send(db, mailbox, NEXT_MONDAY)] == [""]


def test_a_server_that_refuses_for_now_gets_it_again_after_a_while(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    match(db, make_project(db), *_saved(db, save, 1))
    mailbox.answer = "451 Bitte später"
    assert "451" in send(db, mailbox)[0].problem
    mailbox.answer = "250 OK"
    assert send(db, mailbox) == []  # not at once
    assert [outcome.problem for outcome in send(db, mailbox, hour=8)] == [""]


def test_who_sends_by_hand_does_not_wait_for_another_try(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    match(db, make_project(db), *_saved(db, save, 1))
    mailbox.answer = "451 Bitte später"
    send(db, mailbox)
    mailbox.answer = "250 OK"
    assert [outcome.problem for outcome in send(db, mailbox, impatient=True)] == [""]


def test_what_was_refused_for_days_is_given_up_and_due_again(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    match(db, make_project(db), *_saved(db, save, 1))
    mailbox.answer = "451 Bitte später"
    for _ in range(outbox.TRIES):
        send(db, mailbox, impatient=True)
    (row,) = db.query("select state, attempts from letter")
    assert row == dict(state="failed", attempts=outbox.TRIES)
    mailbox.answer = "250 OK"
    assert [outcome.problem for outcome in send(db, mailbox, NEXT_MONDAY)] == [""]


def test_a_letter_that_may_have_arrived_is_never_given_up(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    match(db, make_project(db), *_saved(db, save, 1))
    mailbox.hang_up = True
    send(db, mailbox)
    mailbox.hang_up, mailbox.answer = False, "451 Bitte später"
    for _ in range(outbox.TRIES + 1):
        send(db, mailbox, impatient=True)
    mailbox.answer = "250 OK"
    send(db, mailbox, impatient=True)
    first, last = mailbox.messages[0], mailbox.messages[-1]
    assert first["Message-ID"] == last["Message-ID"]
    assert send(db, mailbox, NEXT_MONDAY) == []


def test_two_never_send_the_same_letter_at_once(db: Database, save: Save, mailbox: Mailbox) -> None:
    make_person(db)
    match(db, make_project(db), *_saved(db, save, 1))
    with pytest.raises(MailServerDown):
        send(db, mailbox, carrier=MailServer("smtp://127.0.0.1:9"))
    elsewhere = datetime(2026, 6, 15, 7, tzinfo=UTC)
    letter = outbox.take(db, elsewhere, impatient=False)
    assert letter is not None
    db.execute("update letter set leased_by = 'other machine/1'")
    db.conn.commit()
    assert send(db, mailbox) == []
    assert len(send(db, mailbox, hour=8)) == 1  # the lease is over


def test_a_connection_that_breaks_at_the_last_moment_repeats_the_same_letter(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    match(db, make_project(db), *_saved(db, save, 1))
    mailbox.hang_up = True
    assert send(db, mailbox)[0].problem != ""
    mailbox.hang_up = False
    assert [outcome.problem for outcome in send(db, mailbox, hour=8)] == [""]
    first, again = mailbox.messages
    assert first["Message-ID"] == again["Message-ID"]
    assert send(db, mailbox, NEXT_MONDAY) == []


def test_a_connection_that_broke_between_two_letters_is_opened_again(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db, "anna")
    make_person(db, "jana")
    match(db, make_project(db), *_saved(db, save, 1))
    mailbox.hang_up = True
    send(db, mailbox)
    assert mailbox.recipients == ["anna@riedstadt.example", "jana@riedstadt.example"]


def test_a_letter_that_cannot_be_made_does_not_keep_the_others_back(
    db: Database, save: Save, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_person(db, "anna")
    make_person(db, "jana")
    match(db, make_project(db), *_saved(db, save, 1))
    really_render = write.render

    def render(letter: Letter, *more: Any) -> Rendered:
        assert letter.reader.email != "anna@riedstadt.example"
        return really_render(letter, *more)

    with monkeypatch.context() as patch:
        patch.setattr(write, "render", render)
        broken, sent = send(db, mailbox)
    assert (broken.email, sent.email) == ("anna@riedstadt.example", "jana@riedstadt.example")
    assert "AssertionError" in broken.problem
    assert sent.problem == ""
    assert [outcome.email for outcome in send(db, mailbox, hour=8)] == ["anna@riedstadt.example"]


def test_a_programme_that_closed_meanwhile_is_not_told(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    facts = make_facts(deadlines=[dict(kind="application", date="2026-06-20")])
    match(db, make_project(db), save(make_record(title="Programm Nr. 01"), facts=facts))
    assert send(db, mailbox, date(2026, 6, 22)) == []
    db.execute("update account set letter_checked_on = null")
    assert len(send(db, mailbox, date(2026, 6, 20))) == 1


def test_a_programme_that_its_source_no_longer_lists_waits_until_it_is_back(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    first, second = _saved(db, save, 1, 2)
    match(db, make_project(db), first, second)
    for number in range(3, 12):  # enough for a crawl that is not thin
        save(*_numbered(*range(1, number)))
    run = start_run(db, "sample", NEXT_MONDAY)
    db.execute("update record set last_run = ? where key <> 'p1'", [run])
    finish_run(db, run, NEXT_MONDAY)
    send(db, mailbox, NEXT_MONDAY)
    assert _told(mailbox) == [["Programm Nr. 02"]]

    save(*_numbered(*range(1, 12)))
    send(db, mailbox, NEXT_MONDAY + timedelta(weeks=1))
    assert _told(mailbox)[1] == ["Programm Nr. 01"]


def test_a_hidden_programme_is_not_told(db: Database, save: Save, mailbox: Mailbox) -> None:
    make_person(db)
    (number,) = _saved(db, save, 1)
    match(db, make_project(db), number)
    db.table("programme").update(number, dict(hidden_because="doppelt"))
    assert send(db, mailbox) == []


def test_an_unreviewed_programme_of_a_source_that_needs_it_is_not_told(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    (number,) = _saved(db, save, 1)
    match(db, make_project(db), number)
    db.table("source").update("sample", dict(reviewed_by_itself=0))
    assert send(db, mailbox) == []
    db.table("programme").update(number, dict(reviewed_at="2026-06-15"))
    assert len(send(db, mailbox, NEXT_MONDAY)) == 1


def test_the_vorhaben_of_another_municipality_never_appears(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    numbers = _saved(db, save, 1, 2)
    match(db, make_project(db), numbers[0])
    match(db, make_project(db, "halle", title="Geheime Halle in Trebur", ags=TREBUR), *numbers)
    send(db, mailbox)
    assert _told(mailbox) == [["Programm Nr. 01"]]
    assert b"Halle" not in mailbox.raw[0]
    assert b"Trebur" not in mailbox.raw[0]


def test_the_manager_is_told_of_all_municipalities_and_a_programme_only_once(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db, "leitung", role=Role.MANAGER, ags=None)
    numbers = _saved(db, save, 1, 2)
    match(db, make_project(db), numbers[0], score=80.0)
    match(db, make_project(db, "halle", title="Halle", ags=TREBUR), *numbers, score=60.0)
    send(db, mailbox)
    (letter,) = mailbox.messages
    assert letter["Subject"] == "2 neue Treffer für Vorhaben in 2 Kommunen, KW 25"
    assert _told(mailbox) == [["Programm Nr. 01", "Programm Nr. 02"]]
    text = letter.get_body(["plain"])
    assert text is not None
    assert "Passt auch:  »Halle« (Trebur)" in text.get_content()
    assert "Riedstadt: Radweg Größe Süd" in text.get_content()


@pytest.mark.parametrize("role", [Role.READER, Role.ADMIN])
def test_people_without_a_municipality_get_no_letter(
    db: Database, save: Save, mailbox: Mailbox, role: Role
) -> None:
    make_person(db, "rat", role=role, ags=None)
    match(db, make_project(db), *_saved(db, save, 1))
    assert send(db, mailbox) == []


def test_who_does_not_want_the_letter_gets_none(db: Database, save: Save, mailbox: Mailbox) -> None:
    subscribe(db, make_person(db).id, False)
    match(db, make_project(db), *_saved(db, save, 1))
    assert send(db, mailbox) == []


def test_without_a_given_day_there_is_one_letter_a_week(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    project = make_project(db)
    match(db, project, *_saved(db, save, 1))
    wednesday = MONDAY + timedelta(days=2)
    assert len(send(db, mailbox, wednesday)) == 1  # the first letter comes at once
    match(db, project, *_saved(db, save, 1, 2))
    assert send(db, mailbox, MONDAY + timedelta(days=4)) == []
    assert len(send(db, mailbox, NEXT_MONDAY + timedelta(days=1))) == 1


def test_a_week_without_news_is_over_when_it_was_looked_at(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    project = make_project(db)
    assert send(db, mailbox, MONDAY) == []
    match(db, project, *_saved(db, save, 1))
    assert send(db, mailbox, MONDAY + timedelta(days=3)) == []
    assert len(send(db, mailbox, NEXT_MONDAY)) == 1
