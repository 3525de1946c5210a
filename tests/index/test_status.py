"""Status is derived from lines, days and today; nothing is guessed."""

from datetime import date

import pytest
from conftest import make_facts

from index.facts import Deadline, Facts
from index.record import Call
from index.status import standing
from index.vocabulary import Presence, Status

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Förderprogramm aktiv, Antragstellung nicht mehr möglich", Status.CLOSED),
        ("Förderprogramm akktiv, Antagstellung nicht merh möglich", Status.CLOSED),
        ("Förderprogramm ausgelaufen", Status.CLOSED),
        ("Förderprogramm aktiv, Antragstellung derzeit nicht möglich", Status.PAUSED),
        ("Förderprogramm in Überarbeitung", Status.PAUSED),
        ("Antrag nur in englischer Sprache", Status.UNKNOWN),
        ("", Status.UNKNOWN),
    ],
)
def test_the_status_line_restricts_and_its_absence_never_means_open(
    line: str, expected: Status
) -> None:
    assert standing(today=TODAY, status_line=line).status is expected


@pytest.mark.parametrize(
    ("facts", "expected", "day"),
    [
        (dict(deadlines=[dict(kind="application", date="2026-12-01")]), Status.OPEN, "2026-12-01"),
        (dict(deadlines=[dict(kind="application", date="2026-11-22")]), Status.OPEN, "2026-11-22"),
        (dict(deadlines=[dict(kind="application", date="2026-11-21")]), Status.CLOSED, None),
        (dict(deadlines=[dict(kind="application", date="--11-01")]), Status.OPEN, "2027-11-01"),
        (dict(deadline_model="rolling"), Status.OPEN, None),
        (dict(deadline_model="closed"), Status.CLOSED, None),
        (dict(programme_valid_until="2026-11-21", deadline_model="rolling"), Status.CLOSED, None),
        (
            dict(
                programme_valid_until="2026-12-31",
                deadlines=[dict(kind="application", date="--11-01")],
            ),
            Status.CLOSED,
            None,
        ),
        ({}, Status.UNKNOWN, None),
    ],
)
def test_days_decide(facts: dict[str, object], expected: Status, day: str | None) -> None:
    found = standing(today=TODAY, facts=make_facts(**facts))
    assert found.status is expected
    assert found.next_deadline == (date.fromisoformat(day) if day else None)


def test_a_day_without_its_year_tells_no_status() -> None:
    once = dict(kind="application", date="--04-30", once=True)
    found = standing(today=TODAY, facts=make_facts(deadlines=[once]))
    assert (found.status, found.no_deadline_because) == (Status.UNKNOWN, "Tage ohne Jahr")


def test_a_missing_deadline_says_why() -> None:
    rolling = standing(today=TODAY, facts=make_facts(deadline_model="rolling"))
    assert rolling.no_deadline_because == "laufend"
    assert standing(today=TODAY, facts=Facts()).no_deadline_because == "keine Angabe"


@pytest.mark.parametrize(
    ("opens", "deadlines", "expected"),
    [
        (date(2026, 12, 1), (date(2027, 3, 1),), Status.UPCOMING),
        (date(2026, 1, 1), (date(2026, 3, 1), date(2027, 3, 1)), Status.OPEN),
        (date(2026, 1, 1), (date(2026, 3, 1),), Status.CLOSED),
        (date(2026, 1, 1), (), Status.UNKNOWN),
    ],
)
def test_the_days_of_a_call_decide_whatever_the_row_says(
    opens: date, deadlines: tuple[date, ...], expected: Status
) -> None:
    call = Call(identifier="LIFE-2026", opens_on=opens, deadlines=deadlines)
    assert standing(today=TODAY, call=call).status is expected


def test_a_programme_that_is_gone_is_closed() -> None:
    facts = make_facts(deadline_model="rolling")
    found = standing(today=TODAY, facts=facts, presence=Presence.GONE)
    assert found.status is Status.CLOSED


def test_a_29_february_returns_in_the_next_leap_year() -> None:
    assert Deadline("application", "--02-29").next_on(TODAY) == date(2028, 2, 29)
