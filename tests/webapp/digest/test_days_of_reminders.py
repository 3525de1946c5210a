"""On which days a reminder is due, and what it says, without a database."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import MONDAY
from letter_values import line

from webapp.digest.ledger import Line, Told, Why
from webapp.digest.reminders import due_reminders, reminders
from webapp.digest.reminding import Reminding

DUE = date(2026, 9, 17)


def reminding(**more: Any) -> Reminding:
    values: dict[str, Any] = dict(
        source="gemerkt", key="1/radweg", title="Weg", due_on=DUE, since=MONDAY, address="/x"
    )
    return Reminding(**values | more)


def days(found: list[Line]) -> list[str]:
    return [it.version for it in found]


@pytest.mark.parametrize(
    ("before", "versions"),
    [
        (57, []),
        (56, ["2026-09-17/56"]),
        (14, ["2026-09-17/14", "2026-09-17/56"]),
        (0, ["2026-09-17/3", "2026-09-17/14", "2026-09-17/56"]),
        (-1, []),
    ],
)
def test_a_reminder_is_due_until_its_day_is_over(before: int, versions: list[str]) -> None:
    today = DUE - timedelta(days=before)
    assert days(due_reminders([reminding()], Told([]), today)) == versions


def test_a_reminder_that_was_told_brings_no_earlier_one_after_it() -> None:
    last = reminding().line(14)
    today = DUE - timedelta(days=10)
    assert last == Line(
        why=Why.REMINDER, programme=None, subject="gemerkt:1/radweg", version="2026-09-17/14"
    )
    assert due_reminders([reminding()], Told([last.key]), today) == []
    late = reminding(since=DUE - timedelta(days=14))
    assert due_reminders([late], Told([]), today) == []


def test_a_duty_is_told_again_each_month_that_it_is_late() -> None:
    duty = reminding(stays=True)
    found = due_reminders([duty], Told([]), date(2026, 10, 20))

    assert days(found) == ["2026-09-17/+1"]
    assert days(due_reminders([duty], Told([]), date(2026, 9, 18))) == ["2026-09-17/+0"]
    assert due_reminders([duty], Told([found[0].key]), date(2026, 11, 16)) == []
    assert days(due_reminders([duty], Told([found[0].key]), date(2026, 11, 17))) == [
        "2026-09-17/+2"
    ]


def test_who_prepares_for_the_council_is_reminded_before_its_papers() -> None:
    found = reminding(ready_on=date(2026, 8, 27))
    assert [found.day_of(it) for it in (56, 22, 21, 3)] == [
        date(2026, 7, 2),
        date(2026, 8, 5),
        date(2026, 8, 27),
        date(2026, 9, 14),
    ]


def test_a_reminder_in_a_letter_says_for_what_it_was_kept() -> None:
    found = reminding(label="Radweg", note="Rat am 1.9.", programme=4)
    told = [found.line(14), found.line(3), line(Why.NEW_MATCH)]
    (shown,) = reminders(told, [found, reminding(key="2")], date(2026, 9, 14))

    assert (shown.title, shown.address, shown.due_on, shown.days_left) == ("Weg", "/x", DUE, 3)
    assert shown.text == "Gemerkt für „Radweg“. Rat am 1.9."
    assert shown.own_lines == (*told[:2], line(Why.DEADLINE, 4, version="2026-09-17"))
    assert reminders(told, [found], DUE) != ()
    assert reminders(told, [found], DUE + timedelta(days=1)) == ()
    (duty,) = reminders(told, [replace(found, stays=True)], DUE + timedelta(days=1))
    assert (duty.stays, duty.days_left, duty.is_overdue) == (True, -1, True)
    (far,) = reminders(told, [replace(found, label="")], DUE - timedelta(days=57))
    assert (far.own_lines, far.text) == ((told[0], told[1]), "Rat am 1.9.")
