"""Towns hear half a year before which programmes may be called again, and hear it once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from letters import NEXT_MONDAY, TREBUR, Mailbox, listening, make_person, make_project, send

from index.programme import programme
from index.store import Database
from matcher.feedback import Reason
from webapp.digest.edition import Edition
from webapp.digest.gather import due_to
from webapp.digest.ledger import Why
from webapp.digest.readers import reader_with_account
from webapp.feedback.queries import dismiss
from webapp.forecasts.deciding import decide
from webapp.forecasts.fits import renew_forecasts

NOW = datetime(2026, 6, 15, 6, tzinfo=UTC)
HEADING = "Voraussichtlich wieder (Prognosen, keine Fristen)"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


@pytest.fixture
def expected(db: Database, save: Save) -> int:
    """A programme that was called in two Novembers, and a Vorhaben of Riedstadt that it fits."""
    for year in (2024, 2025):
        facts = make_facts(deadlines=[dict(kind="application", date=f"{year}-11-01")])
        record = make_record(deadline_text=f"Bis 01.11.{year}.")
        number = save(record, facts=facts, today=date(year, 6, 1))
    make_project(db, description="Radwege: Radweg, Radverkehr, Fahrrad")
    renew_forecasts(db, MONDAY)
    return number


def text_of(mailbox: Mailbox, kind: str = "plain") -> str:
    part = mailbox.messages[-1].get_body([kind])
    assert part is not None
    return " ".join(str(part.get_content()).split())


def test_it_is_told_once_with_its_basis_and_as_a_prognosis(
    db: Database, mailbox: Mailbox, expected: int
) -> None:
    make_person(db)
    (outcome,) = send(db, mailbox)
    assert outcome.subject == "1 Prognose, KW 25"
    for kind in ("plain", "html"):
        text = text_of(mailbox, kind)
        assert HEADING in text
        assert "Prognose, keine Frist: voraussichtlich wieder im November 2026" in text
        assert "Beide bekannten Aufrufe endeten im November; zuletzt am 01.11.2025." in text
        assert "Es würde passen zu „Radweg Größe Süd“." in text
        assert f"/programm/{expected}#prognose" in text
    assert send(db, mailbox, NEXT_MONDAY) == []


def test_a_month_that_shifts_a_little_is_no_new_call(
    db: Database, mailbox: Mailbox, expected: int
) -> None:
    person = make_person(db)
    assert len(send(db, mailbox)) == 1
    decide(db, expected, date(2026, 12, 1), "Telefonat", "", person, NOW)
    assert send(db, mailbox, NEXT_MONDAY) == []
    next_year = date(2027, 6, 7)
    decide(db, expected, date(2027, 12, 1), "Telefonat", "", person, NOW)
    assert len(send(db, mailbox, next_year)) == 1


def test_nobody_is_told_earlier_than_half_a_year_before(
    db: Database, mailbox: Mailbox, expected: int
) -> None:
    make_person(db)
    early = date(2026, 11, 1) - timedelta(days=184)
    assert send(db, mailbox, early) == []


def test_it_is_told_to_nobody_whom_it_does_not_concern(
    db: Database, mailbox: Mailbox, expected: int
) -> None:
    make_person(db, "klara", ags=TREBUR)
    assert send(db, mailbox) == []


def test_what_was_dismissed_is_not_told(db: Database, mailbox: Mailbox, expected: int) -> None:
    person, found = make_person(db), programme(db, expected)
    assert found
    dismiss(db, "radweg", found, [next(iter(Reason))], "", person, NOW)
    assert send(db, mailbox) == []


def test_the_preview_shows_what_the_letter_would_tell(db: Database, expected: int) -> None:
    person = make_person(db)
    edition = Edition(db, folder=None, today=MONDAY)  # type: ignore[arg-type]
    due = due_to(edition, reader_with_account(db, person.id))
    assert [(it.why, it.programme, it.version) for it in due.lines] == [
        (Why.FORECAST, expected, "2026-11")
    ]
