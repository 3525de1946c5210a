"""Mails, calendars and lists: what machines send, and what we write for them."""

import csv
import io
from datetime import UTC, date, datetime

from icalendar import Calendar as ReadCalendar
from lxml import etree

from fuzzing.parser import parser
from fuzzing.properties import assert_storable
from webapp.calendars.icalendar_file import icalendar_file
from webapp.calendars.memory import Event
from webapp.digest.bounces import Report, read_mail
from webapp.exchange.plain import printable
from webapp.exchange.separated import separated
from webapp.programmes.sheet import writable

_NOW = datetime(2026, 6, 15, 10, tzinfo=UTC)
_BOUNCE = b"""Return-Path: <>
Subject: =?utf-8?q?Unzustellbar?=
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; anna@riedstadt.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such user

--b
Content-Type: message/rfc822

Message-ID: <1@example.org>
Subject: Brief

--b--
"""


@parser(
    "webapp.digest.bounces.read_mail",
    "a report with the id of a letter, a token, or neither",
    _BOUNCE,
    _BOUNCE.replace(b"utf-8?q?Unzustellbar", b"utf-8?b?\xff\xfe="),
    b"Return-Path: <>\nTo: <@:[\nContent-Type: text/plain; charset=x\n\nMessage-ID: <a@b>\n5.1.1",
    b"To: <a@b\nSubject: =?utf-8?q??=\nAuto-Submitted: (\nContent-Type: multipart/report;;=\n\n",
    b"Subject: Abbestellen abcdefghijklmnopqrstuvwxyz\n\n",
)
def bounces(data: bytes) -> None:
    report = read_mail(data)
    if isinstance(report, Report):
        assert report.message_id.startswith("<")
        assert len(report.said) <= 300
        assert_storable(report.said + report.recipient + report.status + report.message_id)


@parser(
    "webapp.calendars.icalendar_file",
    "a reader of calendars finds the words again; lines of at most 75 bytes",
    'Frist; Antrag, \\n "x"\nbis 1.5.\r\nBEGIN:VALARM',
    "ä" * 200,
)
def calendars(text: str) -> None:
    event = Event(
        uid="1",
        day=date.max,
        summary=text,
        description=text,
        url="https://example.org/",
        dropped=False,
        sequence=0,
        created_at=_NOW,
        changed_at=_NOW,
    )
    told = icalendar_file(text, [event], "example.org")
    assert_storable(told)
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))
    events = ReadCalendar.from_ical(told).walk("VEVENT")
    assert len(events) == 1
    kept = "".join(it for it in text if it >= " " or it == "\n")
    assert str(events[0]["SUMMARY"]) == kept


@parser(
    "webapp.exchange.separated",
    "a reader of CSV finds the words again; nothing to work out",
    "=1+1",
    'a;"b"\nc',
    "\t@x",
    "\uff1d1",
)
def separated_lists(text: str) -> None:
    class Rows:
        headings = ()

        def __iter__(self):  # type: ignore[no-untyped-def]
            yield (text, None, 1.5, date(2026, 6, 15))

    lines = "".join(list(separated(Rows()))[1:])  # type: ignore[arg-type]
    cell = next(csv.reader(io.StringIO(lines, newline=""), delimiter=";"))[0]
    assert cell.removeprefix("'") == text.removeprefix("'") or cell == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@parser("webapp.exchange.plain.printable", "XML and PDF take it", "a\x00\ud800b", "\ufffe\x0b")
def printed(text: str) -> None:
    element = etree.Element("x")
    element.text = printable(text)
    assert etree.fromstring(etree.tostring(element)).text in (element.text or None, None) or (
        "\r" in text
    )
    writable(text)
