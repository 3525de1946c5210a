"""Letters that come back: from a pipe and from a mailbox, and only our own count."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from conftest import MONDAY, Save, make_record
from imap_box import imap_box
from letters import NEXT_MONDAY, Mailbox, listening, make_person, make_project, match, send

from index.store import Database
from webapp.cli import main
from webapp.digest.bounces import Kind, take_in
from webapp.digest.mailbox import MailboxDown, unread
from webapp.digest.undeliverable import free, undeliverable

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
REPORT = """\
Return-Path: <>
From: MAILER-DAEMON@mail.example
To: post@foerdernetz.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Die Nachricht konnte nicht zugestellt werden.
Message-ID: <nicht-diese@mail.example>

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example
Arrival-Date: Mon, 15 Jun 2026 07:00:00 +0000

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 Benutzer unbekannt

--b
Content-Type: {kind}

From: post@foerdernetz.example
To: jana@riedstadt.example
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
Message-ID: {message_id}

Text
--b--
"""


def report(message_id: str, **more: str) -> bytes:
    values = dict(
        recipient="jana@riedstadt.example", action="failed", status="5.1.1", kind="message/rfc822"
    )
    return REPORT.format(message_id=message_id, **values | more).encode()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


@pytest.fixture
def message_id(db: Database, save: Save, mailbox: Mailbox) -> str:
    """A letter went to Jana."""
    make_person(db)
    match(db, make_project(db), save(make_record()))
    send(db, mailbox)
    return str(mailbox.messages[0]["Message-ID"])


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_letter_that_came_back_holds_the_address_back_and_stays_due(
    db: Database, mailbox: Mailbox, message_id: str, kind: str
) -> None:
    for _ in range(2):
        assert take_in(db, report(message_id, kind=kind), MONDAY, NOW) is Kind.RETURNED
    (found,) = undeliverable(db)
    assert (found.email, found.said) == ("jana@riedstadt.example", "550 5.1.1 Benutzer unbekannt")
    assert send(db, mailbox, NEXT_MONDAY) == []
    free(db, "jana@riedstadt.example")
    assert len(send(db, mailbox, NEXT_MONDAY.replace(day=29))) == 1


def test_a_report_about_a_letter_that_is_not_ours_holds_nobody_back(
    db: Database, message_id: str
) -> None:
    assert take_in(db, report("<erfunden@example.org>"), MONDAY, NOW) is Kind.OTHER
    assert list(undeliverable(db)) == []


def test_a_delay_and_a_letter_forwarded_elsewhere_hold_nobody_back(
    db: Database, message_id: str
) -> None:
    late = report(message_id, action="delayed", status="4.4.1")
    assert take_in(db, late, MONDAY, NOW) is Kind.DELAYED
    elsewhere = report(message_id, recipient="privat@example.org")
    assert take_in(db, elsewhere, MONDAY, NOW) is Kind.RETURNED
    assert list(undeliverable(db)) == []


def test_a_report_of_an_old_mail_server_without_parts_is_understood(
    db: Database, message_id: str
) -> None:
    raw = (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mail.example\nSubject: failure notice\n\n"
        f"jana@riedstadt.example: 5.1.1 no mailbox here\n\n--- Below\nMessage-ID: {message_id}\n"
    )
    assert take_in(db, raw.encode(), MONDAY, NOW) is Kind.RETURNED


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (
            b"From: j@example.org\nAuto-Submitted: auto-replied\nSubject: Im Urlaub\n\nx",
            "AUTOMATIC",
        ),
        (b"From: j@example.org\nSubject: Eine Frage\n\nHallo", "OTHER"),
        (b"Subject: Abbestellen " + b"x" * 32 + b"\n\n", "OTHER"),
        (b"\xff\xfe kaputt", "OTHER"),
    ],
)
def test_other_mail_changes_nothing(db: Database, message_id: str, raw: bytes, kind: str) -> None:
    assert take_in(db, raw, MONDAY, NOW) is Kind[kind]
    assert list(undeliverable(db)) == []


def test_the_mail_that_the_header_offers_cancels_the_letter(
    db: Database, mailbox: Mailbox, message_id: str
) -> None:
    subject = mailbox.messages[0]["List-Unsubscribe"].rpartition("subject=")[2].rstrip(">")
    raw = f"From: jana@riedstadt.example\nSubject: {subject.replace('%20', ' ')}\n\n"
    assert take_in(db, raw.encode(), MONDAY, NOW) is Kind.CANCELLED
    assert [row["subscribed"] for row in db.query("select subscribed from account")] == [0]


def test_the_command_takes_one_from_a_pipe(db: Database, message_id: str) -> None:
    done = CliRunner().invoke(main, ["bounces"], input=report(message_id))
    assert (done.exit_code, done.stdout) == (0, "nicht zustellbar\n")


def test_a_mailbox_is_read_and_what_is_meant_for_people_stays_unread(
    db: Database, message_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = b"From: j@example.org\nSubject: Eine Frage\n\nHallo"
    with imap_box(report(message_id), question) as url:
        monkeypatch.setenv("FOERDERNETZ_IMAP_URL", url)
        first = CliRunner().invoke(main, ["bounces", "--imap"])
        assert first.stdout == "Rückläufer: 1 nicht zustellbar, 1 anderes.\n", first.output
        again = CliRunner().invoke(main, ["bounces", "--imap"])
        assert again.stdout == "Rückläufer: 1 anderes.\n"
        with pytest.raises(MailboxDown, match="nicht zu lesen"):
            unread(url.replace("geheim", "falsch"), bool)
    assert [it.email for it in undeliverable(db)] == ["jana@riedstadt.example"]


@pytest.mark.parametrize("url", ["", "pop3://a:b@c", "imaps://rechner/INBOX"])
def test_an_address_that_is_no_mailbox_is_refused(url: str) -> None:
    with pytest.raises(MailboxDown, match="FOERDERNETZ_IMAP_URL"):
        unread(url, bool)


def test_a_mail_over_which_the_reader_of_mails_stumbles_is_none_of_ours(db: Database) -> None:
    header = b"Content-Type: multipart/report; boundary=b\n\n--b\n"
    odd = header + b"Content-Type: message/delivery-status\nTo: <a@[\n\n: <\n\n--b--\n"
    for raw in (odd, b"To: <a@b\nSubject: =?utf-8?b?\xff=?=\n\n", b"\xff\x00", b""):
        assert take_in(db, raw, MONDAY, NOW) in (Kind.OTHER, Kind.AUTOMATIC)
